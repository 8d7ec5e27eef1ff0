"""Protocols: when a watch's rounds are due, what is observed in each, and what a value means.

A protocol is content of a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum

from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.timetable import Timetable
from assistant_tui.domain.words import Words


class Level(IntEnum):
    """What a reading calls for; the worse is the greater."""

    USUAL = 0
    WARN = 1
    ALARM = 2


class ObservationKind(StrEnum):
    """How a value is given."""

    CHOICE = "choice"
    SCALE = "scale"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers; its place in the list, from 1, is the digit that picks it.

    `level` is what it calls for at once; `warn_after` and `alarm_after` are from how long after the start of
    the watch on it calls for that (`not yet` passed urine).
    """

    code: str
    name: Words
    level: Level = Level.USUAL
    warn_after: timedelta | None = None
    alarm_after: timedelta | None = None

    def level_at(self, since_start: timedelta) -> Level:
        """What the answer calls for so long after the start."""
        if self.alarm_after is not None and since_start >= self.alarm_after:
            return max(self.level, Level.ALARM)
        if self.warn_after is not None and since_start >= self.warn_after:
            return max(self.level, Level.WARN)
        return self.level


@dataclass(frozen=True, slots=True)
class Observation:
    """Something looked at in each round.

    A scale (whole) or number lies between `least` and `most`; from `warn` and `alarm` on it calls for that,
    upwards, and at or below `warn_below` and `alarm_below` downwards. `usual` is the value that counts when
    none is given.
    """

    code: str
    name: Words
    kind: ObservationKind
    choices: tuple[Choice, ...] = ()
    least: float = 0
    most: float = 10
    unit: str = ""
    warn: float | None = None
    alarm: float | None = None
    warn_below: float | None = None
    alarm_below: float | None = None
    usual: str | None = None
    optional: bool = False

    def choice(self, code: str) -> Choice | None:
        """The answer of that code."""
        return next((one for one in self.choices if one.code == code), None)

    def said_in(self, language: str, reading: Reading) -> str:
        """A reading as people say it: the answer's name, a number with its unit."""
        choice = self.choice(reading)
        if choice is not None:
            return choice.name.said_in(language)
        return f"{reading} {self.unit}" if self.unit else reading


Reading = str
"""A value as it is kept: the code of a choice, a number, or text."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A part of a discharge score: its name, and what is given 0, 1, 2 ... points."""

    code: str
    name: Words
    answers: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """What a clinic observes after what, when and how long.

    `after` are the codes of the services after which it is offered. `discharge` are the parts of a score of
    which `discharge_from` points let her go; `score` is that score's name.
    """

    code: str
    name: Words
    timetable: Timetable
    observations: tuple[Observation, ...]
    after: frozenset[str] = frozenset()
    instructions: tuple[Words, ...] = ()
    discharge: tuple[Criterion, ...] = ()
    discharge_from: int = 0
    score: Words | None = None

    def observation(self, code: str) -> Observation | None:
        """The observation of that code."""
        return next((one for one in self.observations if one.code == code), None)


def offered_after(protocols: Iterable[Protocol], service: str) -> Protocol | None:
    """The protocol to offer after this service, if there is one."""
    return next((one for one in protocols if service in one.after), None)


def bare(code: str, timetable: Timetable) -> Protocol:
    """What is left of a protocol that the pack has no more: when its rounds are due."""
    return Protocol(code, Words(code, code), timetable, ())


def level_of(observation: Observation, reading: Reading, since_start: timedelta) -> Level:
    """What a reading calls for, so long after the start. Raises InputError for a value that cannot be."""
    if observation.kind is ObservationKind.CHOICE:
        choice = observation.choice(reading)
        if choice is None:
            options = ", ".join(one.code for one in observation.choices)
            raise InputError(say("{what} is one of: {options}", what=observation.name, options=options))
        return choice.level_at(since_start)
    if observation.kind is ObservationKind.TEXT:
        return Level.USUAL
    value = _number(observation, reading)
    if _beyond(value, observation.alarm, observation.alarm_below):
        return Level.ALARM
    return Level.WARN if _beyond(value, observation.warn, observation.warn_below) else Level.USUAL


def worst(protocol: Protocol, readings: Mapping[str, Reading], since_start: timedelta) -> Level:
    """The worst that any reading of a round calls for. Raises InputError for a value that cannot be."""
    levels = []
    for code, reading in readings.items():
        observation = protocol.observation(code)
        if observation is None:
            raise InputError(say("{code} is not observed in this watch", code=code))
        levels.append(level_of(observation, reading, since_start))
    return max(levels, default=Level.USUAL)


def missing(protocol: Protocol, readings: Mapping[str, Reading]) -> tuple[Observation, ...]:
    """What has not been observed of what belongs to a whole round."""
    return tuple(one for one in protocol.observations if not one.optional and one.code not in readings)


def score(protocol: Protocol, points: Mapping[str, int]) -> int:
    """What the parts of the discharge score come to.

    Raises InputError when one is not given, is not of the score, or has more points than there are.
    """
    for part in protocol.discharge:
        if part.code not in points or not 0 <= points[part.code] < len(part.answers):
            most = len(part.answers) - 1
            raise InputError(say("{what}: give 0 to {most} points", what=part.name, most=most))
    if surplus := sorted(points.keys() - {part.code for part in protocol.discharge}):
        raise InputError(say("{code} is not part of the score", code=surplus[0]))
    return sum(points.values())


def _number(observation: Observation, reading: Reading) -> float:
    try:
        value = float(reading)
    except ValueError:
        value = float("nan")
    fits = observation.kind is ObservationKind.NUMBER or value.is_integer()
    if not (observation.least <= value <= observation.most and fits):
        raise InputError(
            say("{what} is between {least} and {most}", what=observation.name,
                least=f"{observation.least:g}", most=f"{observation.most:g}")
        )  # fmt: skip
    return value


def _beyond(value: float, upper: float | None, lower: float | None) -> bool:
    return (upper is not None and value >= upper) or (lower is not None and value <= lower)
