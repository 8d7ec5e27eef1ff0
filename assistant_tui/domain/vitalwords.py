"""Vital signs and their score as sayings, for panels, lists and the command line alike."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.news2 import PART_WORDS, RISK_WORDS, News2
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.vitals import CONSCIOUSNESS_WORDS, UNITS, VITAL_WORDS, Vital, Vitals


def measured(vitals: Vitals) -> Iterator[Saying]:
    """What was measured, one by one: `Breaths 22/min`, `SpO2 93%`, `Pressure 98/60`, ..."""
    for vital in vitals.measured:
        if vital is Vital.SYSTOLIC and vitals.diastolic is not None:
            yield say("Pressure {value}", value=f"{vitals.systolic}/{vitals.diastolic}")
        elif vital is Vital.CONSCIOUSNESS and vitals.consciousness is not None:
            yield CONSCIOUSNESS_WORDS[vitals.consciousness]
        elif vital is not Vital.DIASTOLIC or vitals.systolic is None:
            value = f"{getattr(vitals, vital):g}{UNITS[vital]}"
            yield say("{vital} {value}", vital=VITAL_WORDS[vital], value=value)
    if vitals.on_oxygen:
        yield say("on oxygen")
    if vitals.oxygen_scale_2:
        yield say("SpO2 scale 2")


def scored(score: News2) -> Saying:
    """The score and its risk, or that it is not complete."""
    if score.score is None or score.risk is None:
        return say("NEWS2 not complete")
    return say("NEWS2 {score}, risk {risk}", score=score.score, risk=RISK_WORDS[score.risk])


def parts(score: News2) -> Iterator[Saying]:
    """The parts that score, and last what is still missing."""
    for part, points in score.parts.items():
        if points:
            yield say("{part} {points}", part=PART_WORDS[part], points=points)
    for part in score.missing:
        yield say("{part} ?", part=PART_WORDS[part])
