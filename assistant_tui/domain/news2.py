"""NEWS2, the National Early Warning Score 2 of the Royal College of Physicians, unmodified.

Royal College of Physicians. National Early Warning Score (NEWS) 2: Standardising the assessment of
acute-illness severity in the NHS. Updated report of a working party. London: RCP, 2017. Chart 1 is the
table below, chart 2 the thresholds. © Royal College of Physicians 2017.

It is for people of 16 and over and not for pregnant women. It helps judge; it decides nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.vitals import VITAL_WORDS, Consciousness, Vital, Vitals

ADULT_FROM = 16
"""The youngest age for which the score is made, in years."""
RED = 3
"""A single part that calls for an urgent look by itself."""
_MEDIUM, _HIGH = 5, 7
_ON_OXYGEN = 2


class Part(StrEnum):
    """The seven parts of the score: six measurements, and air or oxygen."""

    RESPIRATION = Vital.RESPIRATION
    OXYGEN = Vital.OXYGEN
    AIR_OR_OXYGEN = "air-or-oxygen"
    SYSTOLIC = Vital.SYSTOLIC
    PULSE = Vital.PULSE
    CONSCIOUSNESS = Vital.CONSCIOUSNESS
    TEMPERATURE = Vital.TEMPERATURE


PART_WORDS: dict[Part, Saying] = {
    part: say("Oxygen given") if part is Part.AIR_OR_OXYGEN else VITAL_WORDS[Vital(part.value)]
    for part in Part
}


class Risk(StrEnum):
    """What the score calls for, by chart 2."""

    LOW = "low"
    LOW_MEDIUM = "low-medium"
    MEDIUM = "medium"
    HIGH = "high"


RISK_WORDS: dict[Risk, Saying] = {
    Risk.LOW: say("low"),
    Risk.LOW_MEDIUM: say("low to medium"),
    Risk.MEDIUM: say("medium"),
    Risk.HIGH: say("high"),
}


@dataclass(frozen=True, slots=True)
class _Bands:
    """Points by value: up to and including each of `upto` the points at its place, above all the last."""

    upto: tuple[int, ...]
    points: tuple[int, ...]

    def of(self, value: int) -> int:
        return self.points[bisect_left(self.upto, value)]


_TABLE = {
    Part.RESPIRATION: _Bands((8, 11, 20, 24), (3, 1, 0, 2, 3)),
    Part.SYSTOLIC: _Bands((90, 100, 110, 219), (3, 2, 1, 0, 3)),
    Part.PULSE: _Bands((40, 50, 90, 110, 130), (3, 1, 0, 1, 2, 3)),
    Part.TEMPERATURE: _Bands((350, 360, 380, 390), (3, 1, 0, 1, 2)),  # in tenths of a degree
}
_OXYGEN_SCALE_1 = _Bands((91, 93, 95), (3, 2, 1, 0))
_OXYGEN_SCALE_2_ON_AIR = _Bands((83, 85, 87), (3, 2, 1, 0))
_OXYGEN_SCALE_2_ON_OXYGEN = _Bands((83, 85, 87, 92, 94, 96), (3, 2, 1, 0, 1, 2, 3))


@dataclass(frozen=True, slots=True)
class News2:
    """The parts that are known, and what is missing for a score."""

    parts: Mapping[Part, int]
    missing: tuple[Part, ...] = ()

    @property
    def score(self) -> int | None:
        """The aggregate, 0 to 20; None while a part is missing."""
        return None if self.missing else sum(self.parts.values())

    @property
    def red(self) -> tuple[Part, ...]:
        """The parts that score 3, each a reason to look at once."""
        return tuple(part for part, points in self.parts.items() if points == RED)

    @property
    def risk(self) -> Risk | None:
        """What it calls for; None while no score can be made."""
        if self.score is None:
            return None
        if self.score >= _HIGH:
            return Risk.HIGH
        if self.score >= _MEDIUM:
            return Risk.MEDIUM
        return Risk.LOW_MEDIUM if self.red else Risk.LOW


def news2(vitals: Vitals) -> News2:
    """The score of these vitals, as far as they go. Whether it applies is for `not_for` to say."""
    points: dict[Part, int | None] = {
        Part.RESPIRATION: _scored(Part.RESPIRATION, vitals.respiration),
        Part.OXYGEN: _oxygen(vitals),
        Part.AIR_OR_OXYGEN: _ON_OXYGEN if vitals.on_oxygen else 0,
        Part.SYSTOLIC: _scored(Part.SYSTOLIC, vitals.systolic),
        Part.PULSE: _scored(Part.PULSE, vitals.pulse),
        Part.CONSCIOUSNESS: _consciousness(vitals.consciousness),
        Part.TEMPERATURE: _scored(
            Part.TEMPERATURE, None if vitals.temperature is None else round(vitals.temperature * 10)
        ),
    }
    known = {part: value for part, value in points.items() if value is not None}
    return News2(known, tuple(part for part in Part if part not in known))


def not_for(age: int | None, *, pregnant: bool) -> Saying | None:
    """Why the score is not for this patient; None where it is, or where the age (years) is not known."""
    if pregnant:
        return say("NEWS2 is not for use in pregnancy")
    if age is not None and age < ADULT_FROM:
        return say("NEWS2 is for people of {age} and over", age=ADULT_FROM)
    return None


def _scored(part: Part, value: int | None) -> int | None:
    return None if value is None else _TABLE[part].of(value)


def _oxygen(vitals: Vitals) -> int | None:
    if vitals.oxygen is None:
        return None
    if not vitals.oxygen_scale_2:
        return _OXYGEN_SCALE_1.of(vitals.oxygen)
    bands = _OXYGEN_SCALE_2_ON_OXYGEN if vitals.on_oxygen else _OXYGEN_SCALE_2_ON_AIR
    return bands.of(vitals.oxygen)


def _consciousness(found: Consciousness | None) -> int | None:
    if found is None:
        return None
    return 0 if found is Consciousness.ALERT else RED
