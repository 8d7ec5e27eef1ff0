"""What stands in a column of the file, as people say it: times, names, words for codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import reduce
from typing import TypeAlias, TypeVar

from assistant_tui.domain.acuity import ACUITY_WORDS, Acuity
from assistant_tui.domain.clock import instant
from assistant_tui.domain.exitgate import PointKind
from assistant_tui.domain.money import money_text
from assistant_tui.domain.orders import QUESTION_WORDS
from assistant_tui.domain.protocols import Observation
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.words import Words
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.reports import Text
from assistant_tui.services.reports.tables import same
from assistant_tui.store.journal import Value

HIDDEN: Saying = say("not shown here")
"""In place of what would tell who a patient or a companion is."""

Code = TypeVar("Code", bound=str)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where values are told: the clinic's clock, the day that is spoken of, and the pack's names."""

    zone: tzinfo
    day: date
    pack: Pack
    _names: dict[str, Mapping[str, Words]] = field(default_factory=dict)

    def place(self, code: str) -> Words:
        """What the pack calls a location; a code that it no longer has speaks for itself, here and below."""
        return self._known("place", code, lambda: {one.code: one.name for one in self.pack.locations})

    def visit_kind(self, code: str) -> Words:
        """What the pack calls a visit kind."""
        return self._known("kind", code, lambda: {one.code: one.name for one in self.pack.visit_kinds})

    def supply(self, code: str) -> Words:
        """What the pack calls a supply."""
        return self._known("supply", code, lambda: {one.code: one.name for one in self.pack.supplies})

    def protocol(self, code: str) -> Words:
        """What the pack calls a protocol."""
        return self._known("protocol", code, lambda: {one.code: one.name for one in self.pack.protocols})

    def belonging(self, code: str) -> Words:
        """What the pack calls something that belongs to a discharge."""
        return self._known("belonging", code, lambda: {one.code: one.name for one in self.pack.belongings})

    def observation(self, code: str) -> Observation | None:
        """What is observed under that code, in whichever protocol."""
        found = (one.observation(code) for one in self.pack.protocols)
        return next((one for one in found if one is not None), None)

    def time(self, at: datetime) -> Words:
        """By the clinic's clock: `10:42`, of another day `2026-11-20 10:42`."""
        local = at.astimezone(self.zone)
        return same(f"{local:%H:%M}" if local.date() == self.day else f"{local:%Y-%m-%d %H:%M}")

    def _known(self, what: str, code: str, read: Callable[[], Mapping[str, Words]]) -> Words:
        if what not in self._names:
            self._names[what] = read()
        return self._names[what].get(code) or same(code)


Told: TypeAlias = Callable[[Value, Setting], Text | None]
"""Tells a value; None where there is nothing to tell."""


def text(value: Value, _setting: Setting) -> Text | None:
    """As it is kept; an empty text is nothing."""
    return None if value is None or value == "" else same(f"{value}")


def moment(value: Value, setting: Setting) -> Text | None:
    """An instant, see `Setting.time`."""
    return setting.time(instant(value)) if isinstance(value, int) else text(value, setting)


def flag(value: Value, _setting: Setting) -> Text | None:
    """Yes or no."""
    return None if value is None else say("yes") if value else say("no")


def money(value: Value, setting: Setting) -> Text | None:
    """An amount, which is kept in minor units."""
    return same(money_text(value)) if isinstance(value, int) else text(value, setting)


def level(value: Value, setting: Setting) -> Text | None:
    """How urgent: `2, severe`, in digits as everywhere on the screen."""
    if value not in tuple(Acuity):
        return text(value, setting)
    acuity = Acuity(int(value or 0))
    return say("{level}, {words}", level=int(acuity), words=ACUITY_WORDS[acuity])


def place(value: Value, setting: Setting) -> Text | None:
    """A location."""
    return setting.place(f"{value}") if value else None


def visit_kind(value: Value, setting: Setting) -> Text | None:
    """A visit kind."""
    return setting.visit_kind(f"{value}") if value else None


def hidden(value: Value, _setting: Setting) -> Text | None:
    """That there is something, not what."""
    return HIDDEN if value else None


def among(words: Mapping[Code, Saying]) -> Told:
    """One of the codes of a list, in its words; a code of another version speaks for itself."""
    known = {f"{code}": saying for code, saying in words.items()}
    return lambda value, setting: known.get(f"{value}") or text(value, setting)


def exit_point(value: Value, setting: Setting) -> Text | None:
    """A point of the exit gate by its key, see `domain.exitgate.OpenPoint`."""
    kind, _, rest = f"{value or ''}".partition("/")
    match kind:
        case PointKind.DISCHARGE:
            return setting.belonging(rest)
        case PointKind.WATCH:
            return say("the watch")
        case PointKind.RETURN_DATE:
            return say("the date to come back")
        case _:
            return among(QUESTION_WORDS)(kind, setting)


def readings(value: Value, setting: Setting) -> Text | None:
    """What a round found, one after the other, by the names of the pack's observations."""
    try:
        found = json.loads(f"{value or '{}'}")
    except ValueError:
        return text(value, setting)
    if not isinstance(found, dict):
        return text(value, setting)
    return after_one_another([_reading(code, f"{one}", setting) for code, one in found.items()])


def _reading(code: str, reading: str, setting: Setting) -> Text:
    observed = setting.observation(code)
    if observed is None:
        return say("{what} {value}", what=code, value=reading)
    value = Words(observed.said_in("zh_CN", reading), observed.said_in("en", reading))
    return say("{what} {value}", what=observed.name, value=value)


def after_one_another(parts: list[Text]) -> Text | None:
    """All of them, as the language parts them; None of nothing."""
    if not parts:
        return None
    return reduce(lambda before, part: say("{before}, {part}", before=before, part=part), parts)
