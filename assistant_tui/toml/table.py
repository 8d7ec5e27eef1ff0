"""One TOML table being read: hands out checked values, notes every mistake, refuses what nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from assistant_tui.domain.saying import Saying, say
from assistant_tui.toml.mistakes import Mistake
from assistant_tui.toml.reading import Source

if TYPE_CHECKING:
    from assistant_tui.toml.lines import Place

Choice = TypeVar("Choice", bound=StrEnum)
Number = TypeVar("Number", int, float)

LONGEST_TEXT = 300
DAY_MINUTES = 24 * 60


class Shape(NamedTuple):
    """What a short text must look like: the pattern for the program, the description for people."""

    pattern: re.Pattern[str]
    description: Saying


CODE = Shape(
    re.compile(r"[a-z][a-z0-9_-]{0,31}"), say("small letters, digits, - and _, beginning with a letter")
)


class Table:
    """A table at `place` of a source.

    Each reading method answers the checked value of a key. A default makes the key optional. After a mistake
    it is noted and a stand-in of the right type is answered, so that reading goes on; what was read is only
    good if no mistake was noted.
    """

    def __init__(self, source: Source, values: Mapping[str, object], place: Place = ()) -> None:
        self._source = source
        self._values = values
        self._place = place
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        """Whether the file gives this key."""
        return key in self._values

    @property
    def mistakes(self) -> int:
        """How many mistakes have been noted in the file so far."""
        return len(self._source.mistakes.found)

    def wrong(self, key: str | None, reason: Saying) -> None:
        """Note a mistake at a key of this table, or at the table itself."""
        self._source.wrong(self._place if key is None else (*self._place, key), reason)

    def text(self, key: str, default: str | None = None, *, blank: bool = False) -> str:
        """A text on one line that can be drawn: no control or direction marks, not blank unless allowed."""
        value = self._value(key, default)
        if not isinstance(value, str):
            self._wrong_type(key, value, say("a text in quotes"))
        elif not value.strip() and not blank:
            self.wrong(key, say("{key} is empty", key=key))
        elif not _can_be_drawn(value):
            self.wrong(key, say("{key} has a character that cannot be shown", key=key))
        elif len(value) > LONGEST_TEXT:
            self.wrong(key, say("{key} is longer than {count} characters", key=key, count=LONGEST_TEXT))
        else:
            return value
        return default or ""

    def code(self, key: str, shape: Shape = CODE) -> str:
        """A short name for use in files and commands."""
        value = self.text(key)
        if value and not shape.pattern.fullmatch(value):
            self._wrong_type(key, value, shape.description)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none blank."""
        value = self._value(key, None)
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self._wrong_type(key, value, say("a list of texts"))
            return ()
        if not all(entry.strip() and _can_be_drawn(entry) for entry in value):
            self.wrong(key, say("{key} has an entry that is empty or cannot be shown", key=key))
            return ()
        return tuple(value)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._value(key, default)
        if isinstance(value, bool):
            return value
        self._wrong_type(key, value, say("true or false"))
        return default

    def whole(self, key: str, default: int | None, least: int, most: int) -> int:
        """A whole number within bounds, both included."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong_type(key, value, say("a whole number"))
            return least
        return self._within(key, value, least, most)

    def number(self, key: str, default: float | None, least: float, most: float) -> float:
        """A number within bounds, both included; whole or with a point."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong_type(key, value, say("a number"))
            return least
        return float(self._within(key, value, least, most))

    def minutes(
        self, key: str, default: timedelta | None = None, least: float = 1, most: float = DAY_MINUTES
    ) -> timedelta:
        """A length of time, given in minutes."""
        usual = None if default is None else default / timedelta(minutes=1)
        return timedelta(minutes=self.number(key, usual, least, most))

    def seconds(self, key: str, default: timedelta, least: float, most: float) -> timedelta:
        """A length of time, given in seconds."""
        return timedelta(seconds=self.number(key, default.total_seconds(), least, most))

    def day(self, key: str) -> date:
        """A date, bare as TOML writes it, or as a text in quotes."""
        value = self._value(key, None)
        if isinstance(value, str):
            with suppress(ValueError):
                value = date.fromisoformat(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self._wrong_type(key, value, say("a date such as 2026-11-21"))
        return date.min

    def choice(self, key: str, options: type[Choice], default: Choice | None = None) -> Choice:
        """One of the words of an enumeration; its last word is the stand-in, being the least particular."""
        value = self._value(key, default)
        if isinstance(value, str) and value in {option.value for option in options}:
            return options(value)
        if value is not None:
            self.wrong(key, say("{key} must be one of: {options}", key=key, options=", ".join(options)))
        return default if default is not None else list(options)[-1]

    def table(self, key: str, *, optional: bool = False) -> Table | None:
        """The table under a key, if it is there and is one."""
        value = self._value(key, {} if optional else None)
        if isinstance(value, dict):
            return Table(self._source, value, (*self._place, key))
        self._wrong_type(key, value, say("a table"))
        return None

    def tables(self, key: str) -> list[Table]:
        """The tables of a `[[key]]` array; there must be at least one."""
        value = self._value(key, None)
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            return [Table(self._source, entry, (*self._place, key, n)) for n, entry in enumerate(value)]
        self._wrong_type(key, value, say("one or more tables, each headed by [[{key}]]", key=key))
        return []

    def leftover(self) -> list[Mistake]:
        """The keys that nobody asked for, each with the known key that looks most like it."""
        return [
            self._source.mistake((*self._place, key), self._unknown(key))
            for key in self._values
            if key not in self._asked
        ]

    def finish(self) -> None:
        """Refuse the keys that nobody asked for; to be called when all keys have been read."""
        self._source.mistakes.found.extend(self.leftover())

    def _value(self, key: str, default: object) -> object:
        """The raw value, or the default; None, with the mistake noted, if a key that must be there is not."""
        self._asked.add(key)
        value = self._values.get(key, default)
        if value is None:
            self.wrong(None, say("{key} is missing", key=key))
        return value

    def _within(self, key: str, value: Number, least: Number, most: Number) -> Number:
        if least <= value <= most:
            return value
        self.wrong(key, say("{key} must be between {least} and {most}", key=key, least=least, most=most))
        return least

    def _wrong_type(self, key: str, value: object, expected: Saying) -> None:
        if value is not None:  # else it is missing, which has been noted
            self.wrong(key, say("{key} must be {expected}", key=key, expected=expected))

    def _unknown(self, key: str) -> Saying:
        from difflib import get_close_matches  # noqa: PLC0415 - only after a mistake

        if close := get_close_matches(key, sorted(self._asked), n=1):
            return say("The key {key} is not known; did you mean {close}?", key=_shown(key), close=close[0])
        return say("The key {key} is not known", key=_shown(key))


def _can_be_drawn(text: str) -> bool:
    # The full-width space is usual in Chinese text, though Python does not count it as printable.
    return text.replace("\u3000", "").isprintable()


def _shown(key: str) -> str:
    """A key as the file's author wrote it, cut to a length that can be read; never a control character."""
    return key[:40] if key.isprintable() else ascii(key)[:40]
