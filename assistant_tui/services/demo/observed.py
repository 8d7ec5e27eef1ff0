"""What is seen in the demo's rounds and measured at its triages: mostly that all is well."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.protocols import Level, Observation, ObservationKind, Protocol, Reading, level_of
from assistant_tui.domain.timetable import DailyAt
from assistant_tui.domain.vitals import Consciousness, Vitals
from assistant_tui.pack.model import Location, LocationKind, Pack

_WARN, _ALARM = 0.1, 0.015  # of the rounds
_WATCHED = timedelta(minutes=90)
_FEWEST, _MOST = 2, 4  # rounds of a watch that has no number of its own
_AS_EXPECTED = 0.8
_PERFECT = 0.7  # of the scores that let somebody go


def usual_rounds(protocol: Protocol) -> int | None:
    """After how many rounds somebody is let go in the demo; None for a watch that goes on for days."""
    plan = protocol.timetable
    if isinstance(plan, DailyAt):
        return None
    return plan.rounds or max(_FEWEST, min(_MOST, _WATCHED // plan.every))


def resting_place(pack: Pack, place: str) -> str:
    """Where somebody is observed who was treated at `place`: recovery or, in a clinic without, where it is
    usual to stay for longest among the places for treatment.
    """
    recovery = [one for one in pack.locations if one.kind is LocationKind.RECOVERY]
    treating = [one for one in pack.locations if one.kind is LocationKind.TREATMENT]
    longest: Sequence[Location] = sorted(treating, key=lambda one: one.dwell)[-1:]
    return next((one.code for one in (*recovery, *longest)), place)


def level_by_chance(rng: random.Random) -> Level:
    """What a round comes to."""
    chance = rng.random()
    return Level.ALARM if chance < _ALARM else Level.WARN if chance < _ALARM + _WARN else Level.USUAL


def readings(
    protocol: Protocol, rng: random.Random, since_start: timedelta, level: Level = Level.USUAL
) -> dict[str, Reading]:
    """A whole round that comes to this level, or to the nearest that the protocol can have by then."""
    seen = {
        one.code: value
        for one in protocol.observations
        if (value := _expected(one, rng, since_start)) is not None
    }
    for sought in range(level, Level.USUAL, -1):
        worse = {
            one.code: values
            for one in protocol.observations
            if (values := _values_of(one, Level(sought), since_start))
        }
        if worse:
            code = rng.choice(sorted(worse))
            return {**seen, code: rng.choice(worse[code])}
    return seen


def points(protocol: Protocol, rng: random.Random) -> dict[str, int]:
    """The points of the score by which she is let go, all of them or, in one part, one less."""
    given = {part.code: len(part.answers) - 1 for part in protocol.discharge}
    if given and sum(given.values()) > protocol.discharge_from and rng.random() >= _PERFECT:
        given[rng.choice(sorted(given))] -= 1
    return given


def vitals(level: Acuity, rng: random.Random) -> Vitals:
    """What was measured of somebody who is of this level, 2 to 4."""
    usual = level is Acuity.ROUTINE
    pain = {Acuity.SEVERE: (7, 8), Acuity.URGENT: (4, 5)}.get(level, (0, 3))
    return Vitals(
        respiration=rng.randint(14, 18) if usual else rng.randint(19, 20),
        oxygen=rng.randint(96, 99),
        systolic=rng.randint(108, 138),
        diastolic=rng.randint(66, 86),
        pulse=rng.randint(62, 92) if usual else rng.randint(102, 109),
        consciousness=Consciousness.ALERT,
        temperature=round(rng.uniform(36.2, 37.1) if usual else rng.uniform(38.2, 38.9), 1),
        pain=rng.randint(*pain),
    )


def _expected(one: Observation, rng: random.Random, since_start: timedelta) -> Reading | None:
    """The value when all is well; None for what is not looked at."""
    if one.usual is not None:
        return one.usual
    if one.optional:
        return None
    values = _values_of(one, Level.USUAL, since_start)
    if not values:
        return ""
    if one.kind is ObservationKind.SCALE:
        return values[int(rng.triangular(0, len(values) - 1, 1))]
    return values[0] if rng.random() < _AS_EXPECTED else rng.choice(values)


def _values_of(one: Observation, level: Level, since_start: timedelta) -> list[Reading]:
    """Values that come to this level, the best ones first; of numbers some that are near to the limit."""
    if one.kind is ObservationKind.TEXT:
        return []
    if one.kind is ObservationKind.CHOICE:
        tried = [choice.code for choice in one.choices]
    elif one.kind is ObservationKind.SCALE:
        tried = [str(value) for value in range(int(one.least), int(one.most) + 1)]
    else:
        tried = [f"{value:g}" for value in _numbers(one) if one.least <= value <= one.most]
    return [value for value in tried if level_of(one, value, since_start) is level]


def _numbers(one: Observation) -> list[float]:
    """Numbers around the limits, the good ones first."""
    if one.warn is not None:
        steps = (-0.9, -0.7, -0.5, 0.0, 0.3, 0.6)
        beyond = [] if one.alarm is None else [one.alarm, one.alarm + 0.2]
        return [*(round(one.warn + step, 1) for step in steps), *beyond]
    if one.warn_below is not None:
        beyond = [] if one.alarm_below is None else [one.alarm_below, one.alarm_below - 1]
        return [*(one.warn_below + step for step in (4, 3, 2, 0, -1)), *beyond]
    return [one.least]
