"""Protocols: when a watch's rounds are due, what is observed in each, and what a value means.

A protocol is content of a pack. Due times are absolute and computed from the start of the watch, never
counted down, so that a restart, a sleeping computer or a changed clock moves none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from assistant_tui.domain.saying import InputError, say
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

    A scale or number lies between `least` and `most`; from `warn` and `alarm` on it calls for that, upwards,
    and at or below `warn_below` and `alarm_below` downwards. `usual` is the value offered, if any.
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


Reading = str
"""A value as it is kept: the code of a choice, a number, or text."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A part of a discharge score: its name and the points that can be given, 0 upwards."""

    code: str
    name: Words
    answers: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """What a clinic observes after what, how often and how long.

    The first round is due `first` after the start, each further one `every` later; `rounds` is their number,
    None where they go on until the watch is stopped. At fixed times of day (`at`, ward rounds) those count
    instead. `discharge` are the parts of a score of which `discharge_from` points let her go.
    """

    code: str
    name: Words
    first: timedelta
    every: timedelta
    rounds: int | None
    observations: tuple[Observation, ...]
    instructions: tuple[Words, ...] = ()
    discharge: tuple[Criterion, ...] = ()
    discharge_from: int = 0

    def observation(self, code: str) -> Observation | None:
        """The observation of that code."""
        return next((one for one in self.observations if one.code == code), None)


def round_due(start: datetime, protocol: Protocol, number: int) -> datetime:
    """When round `number`, counted from 1, of a watch begun at `start` is due."""
    return start + protocol.first + (number - 1) * protocol.every


def rounds_due_by(start: datetime, protocol: Protocol, now: datetime) -> int:
    """How many rounds have fallen due at `now`; 0 before the first."""
    passed = now - start - protocol.first
    if passed < timedelta(0):
        return 0
    due = passed // protocol.every + 1
    return due if protocol.rounds is None else min(due, protocol.rounds)


def level_of(observation: Observation, reading: Reading, since_start: timedelta) -> Level:
    """What a reading calls for, so long after the start. Raises InputError for a value that cannot be."""
    if observation.kind is ObservationKind.CHOICE:
        choice = next((one for one in observation.choices if one.code == reading), None)
        if choice is None:
            raise InputError(
                say("{what} is one of: {options}", what=observation.name.zh_CN,
                    options=", ".join(one.code for one in observation.choices))
            )  # fmt: skip
        return choice.level_at(since_start)
    if observation.kind is ObservationKind.TEXT:
        return Level.USUAL
    value = _number(observation, reading)
    if _beyond(value, observation.alarm, observation.alarm_below):
        return Level.ALARM
    return Level.WARN if _beyond(value, observation.warn, observation.warn_below) else Level.USUAL


def worst(protocol: Protocol, readings: Mapping[str, Reading], since_start: timedelta) -> Level:
    """The worst that any reading of a round calls for. Raises InputError for a value that cannot be."""
    levels = [
        level_of(observation, readings[observation.code], since_start)
        for observation in protocol.observations
        if observation.code in readings
    ]
    return max(levels, default=Level.USUAL)


def missing(protocol: Protocol, readings: Mapping[str, Reading]) -> tuple[Observation, ...]:
    """What has not been observed of what belongs to a whole round."""
    return tuple(one for one in protocol.observations if not one.optional and one.code not in readings)


def _number(observation: Observation, reading: Reading) -> float:
    try:
        value = float(reading)
    except ValueError:
        value = float("nan")
    whole = observation.kind is ObservationKind.NUMBER or value.is_integer()
    if not (observation.least <= value <= observation.most and whole):
        raise InputError(
            say("{what} is between {least} and {most}", what=observation.name.zh_CN,
                least=f"{observation.least:g}", most=f"{observation.most:g}")
        )  # fmt: skip
    return value


def _beyond(value: float, upper: float | None, lower: float | None) -> bool:
    return (upper is not None and value >= upper) or (lower is not None and value <= lower)
