"""`protocols.toml`: what is observed after what, how often, and when to let somebody go."""

from __future__ import annotations

from datetime import time, timedelta
from enum import StrEnum

from assistant_tui.domain.offering import code_fault
from assistant_tui.domain.protocols import (
    Choice,
    Criterion,
    Level,
    Observation,
    ObservationKind,
    Protocol,
    level_of,
)
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.timetable import DailyAt, Every, Timetable
from assistant_tui.domain.typedtimes import time_of
from assistant_tui.domain.words import Words
from assistant_tui.pack.parts import entries, used_once, words
from assistant_tui.toml import Table

DIGITS = 9
"""The most answers of a choice, and the largest scale but one: each is picked with one key."""
LARGEST = 1_000_000
MOST_ROUNDS = 500
MOST_TIMES = 24
LONGEST_AFTER = 7 * 24 * 60  # minutes


class LevelWord(StrEnum):
    """What an answer calls for."""

    ALARM = "alarm"
    WARN = "warn"
    USUAL = "usual"


_LEVELS = {LevelWord.USUAL: Level.USUAL, LevelWord.WARN: Level.WARN, LevelWord.ALARM: Level.ALARM}


def read_protocols(top: Table) -> tuple[Protocol, ...]:
    """The protocols in the order of the file."""
    found = entries(top, "protocol", _protocol)
    used_once("code", ((table, one.code) for table, one in found))
    used_once("after", ((table, code) for table, one in found for code in sorted(one.after)))
    return tuple(one for _, one in found)


def _protocol(table: Table) -> Protocol:
    observations = entries(table, "observation", _observation)
    used_once("code", ((inner, one.code) for inner, one in observations))
    criteria = entries(table, "criterion", _criterion) if "criterion" in table else []
    used_once("code", ((inner, one.code) for inner, one in criteria))
    most = sum(len(one.answers) - 1 for _, one in criteria)
    return Protocol(
        code=table.code("code"),
        name=words(table, "name"),
        timetable=_timetable(table),
        observations=tuple(one for _, one in observations),
        after=_after(table),
        instructions=tuple(text for _, text in entries(table, "instruction", _instruction))
        if "instruction" in table
        else (),
        discharge=tuple(one for _, one in criteria),
        discharge_from=table.whole("discharge_from", None, 1, max(most, 1)) if criteria else 0,
        score=words(table, "score") if criteria else None,
    )


def _timetable(table: Table) -> Timetable:
    rounds = table.whole("rounds", None, 1, MOST_ROUNDS) if "rounds" in table else None
    if "at" in table:
        return DailyAt(_times(table), rounds)
    every = _whole_minutes(table, "every_minutes", None)
    return Every(_whole_minutes(table, "first_minutes", every), every, rounds)


def _whole_minutes(table: Table, key: str, default: timedelta | None, most: int = 24 * 60) -> timedelta:
    usual = None if default is None else default // timedelta(minutes=1)
    return timedelta(minutes=table.whole(key, usual, 1, most))


def _times(table: Table) -> tuple[time, ...]:
    times: set[time] = set()
    for written in table.texts("at"):
        found = time_of(written)
        if found is None:
            table.wrong("at", say("“{text}” is no time of day: write one like 10:42", text=written))
        else:
            times.add(found)
    if not 1 <= len(times) <= MOST_TIMES:
        table.wrong("at", say("at needs 1 to {most} times of day", most=MOST_TIMES))
    return tuple(sorted(times))


def _after(table: Table) -> frozenset[str]:
    codes = table.texts("after") if "after" in table else ()
    for code in codes:
        if reason := code_fault(code):
            table.wrong("after", reason)
    return frozenset(codes)


def _instruction(table: Table) -> Words:
    return words(table, "text")


def _criterion(table: Table) -> Criterion:
    answers = tuple(text for _, text in entries(table, "answer", _instruction))
    if not 1 < len(answers) <= DIGITS:
        table.wrong("answer", say("There must be 2 to {most} of: {key}", most=DIGITS, key="answer"))
    return Criterion(table.code("code"), words(table, "name"), answers)


def _observation(table: Table) -> Observation:
    kind = table.choice("kind", ObservationKind)
    observation = Observation(
        code=table.code("code"),
        name=words(table, "name"),
        kind=kind,
        choices=_choices(table) if kind is ObservationKind.CHOICE else (),
        least=_bound(table, kind, "least", 0.0),
        most=_bound(table, kind, "most", 10.0),
        unit=table.text("unit", "", blank=True) if kind is ObservationKind.NUMBER else "",
        warn=_threshold(table, kind, "warn"),
        alarm=_threshold(table, kind, "alarm"),
        warn_below=_threshold(table, kind, "warn_below"),
        alarm_below=_threshold(table, kind, "alarm_below"),
        usual=table.text("usual") or None if "usual" in table and kind is not ObservationKind.TEXT else None,
        optional=table.flag("optional", False),
    )
    _check(table, observation)
    return observation


def _choices(table: Table) -> tuple[Choice, ...]:
    found = entries(table, "choice", _choice)
    used_once("code", ((inner, one.code) for inner, one in found))
    if not 1 < len(found) <= DIGITS:
        table.wrong("choice", say("There must be 2 to {most} of: {key}", most=DIGITS, key="choice"))
    return tuple(one for _, one in found)


def _choice(table: Table) -> Choice:
    warn_after, alarm_after = _later(table, "warn_after_minutes"), _later(table, "alarm_after_minutes")
    if warn_after is not None and alarm_after is not None and warn_after > alarm_after:
        table.wrong("warn_after_minutes", say("A warning comes before the alarm"))
    return Choice(
        code=table.code("code"),
        name=words(table, "name"),
        level=_LEVELS[table.choice("level", LevelWord, LevelWord.USUAL)],
        warn_after=warn_after,
        alarm_after=alarm_after,
    )


def _later(table: Table, key: str) -> timedelta | None:
    return _whole_minutes(table, key, None, LONGEST_AFTER) if key in table else None


def _bound(table: Table, kind: ObservationKind, key: str, usual: float) -> float:
    if kind is ObservationKind.SCALE:
        return float(table.whole(key, int(usual), 0, DIGITS + 1))
    return table.number(key, usual, -LARGEST, LARGEST) if kind is ObservationKind.NUMBER else usual


def _threshold(table: Table, kind: ObservationKind, key: str) -> float | None:
    if key not in table or kind not in {ObservationKind.SCALE, ObservationKind.NUMBER}:
        return None
    return table.number(key, None, -LARGEST, LARGEST)


def _check(table: Table, one: Observation) -> None:
    """What one key of the observation demands of another."""
    if one.least >= one.most:
        table.wrong("most", say("most must be above least"))
        return
    if one.warn is not None and one.alarm is not None and one.warn > one.alarm:
        table.wrong("warn", say("A warning comes before the alarm"))
    if one.warn_below is not None and one.alarm_below is not None and one.warn_below < one.alarm_below:
        table.wrong("warn_below", say("A warning comes before the alarm"))
    for key in ("warn", "alarm", "warn_below", "alarm_below"):
        value = getattr(one, key)
        if value is not None and not one.least <= value <= one.most:
            table.wrong(key, say("{key} must be between {least} and {most}", key=key, least=one.least,
                                 most=one.most))  # fmt: skip
    if one.usual is not None:
        try:
            level_of(one, one.usual, timedelta(0))
        except InputError as error:
            table.wrong("usual", error.saying)
