"""Triage: how soon each level is seen, what the vitals suggest, and when to look at a waiting patient again.

The four levels, their times and the limits of pulse, pressure, SpO2, temperature, pain and consciousness
are those of the Chinese expert consensus on emergency triage (急诊预检分诊专家共识, Chinese Journal of
Emergency Medicine 2018; 27(6): 599-604), table 1, for adults:

    level   pulse             systolic           SpO2     temperature   pain    consciousness
    I       <40, >180         <70                <80      >41 (axilla)          none, or to pain only
    II      40-50, 150-180    70-80, >200        80-90                  7-10    strong stimuli only
    III     50-55, 100-150    80-90, 180-200     90-94                  4-6     drowsy, or confused
    IV      otherwise

The figures were compared one by one with a published transcription of that table; the printed table itself
was not at hand. Another one takes a pressure over 200 for level I, where II is kept, and adds limits of fever
below 41 and of cold, which are left out. The transcription lets level IV wait for 1 to 2 hours; 4 are kept,
for most who come to a clinic by appointment are no emergency: that choice has no source.

Where its bands meet, the graver one counts. It asks for fast breathing beside a low SpO2, and sees level I
also in a pressure 30 to 60 mmHg below what is usual for the patient: here a low SpO2 counts by itself, to be
on the safe side, and the fall is for her to see, who knows what is usual. Who responds to voice is between
drowsy and strong stimuli only: level II. NEWS2 has no level of the consensus: what calls for an emergency
response (7) is taken as level 2, for an urgent one (5, or a single 3) as level 3. All this suggests; the
assistant decides, and the doctor after her.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.attention import NOTE, SOON, Alert
from assistant_tui.domain.news2 import ADULT_FROM, PART_WORDS, RED, News2, Risk
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.targets import Place, Target
from assistant_tui.domain.vitals import (
    CONSCIOUSNESS_WORDS,
    UNITS,
    VITAL_WORDS,
    Consciousness,
    Vital,
    Vitals,
)
from assistant_tui.domain.words import Words

_MINUTE = timedelta(minutes=1)

SEEN_WITHIN: dict[Acuity, timedelta] = {
    Acuity.CRITICAL: timedelta(0),
    Acuity.SEVERE: 10 * _MINUTE,
    Acuity.URGENT: 30 * _MINUTE,
    Acuity.ROUTINE: 240 * _MINUTE,
}
"""How long each level may wait for the doctor; who still waits then is looked at again."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Something that makes a patient grave whatever was measured; `level` is 1 or 2."""

    code: str
    name: Words
    level: Acuity


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that calls for a level."""

    level: Acuity
    saying: Saying


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The gravest level that anything calls for, with every reason for it, the gravest first."""

    level: Acuity
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Limits:
    """Where a level begins: at or below, and at or above; None for no such limit."""

    level: Acuity
    low: float | None = None
    high: float | None = None

    def met(self, value: float) -> bool:
        return (self.low is not None and value <= self.low) or (self.high is not None and value >= self.high)


_LIMITS: dict[Vital, tuple[_Limits, ...]] = {
    Vital.PULSE: (
        _Limits(Acuity.CRITICAL, low=39, high=181),
        _Limits(Acuity.SEVERE, low=50, high=150),
        _Limits(Acuity.URGENT, low=55, high=100),
    ),
    Vital.SYSTOLIC: (
        _Limits(Acuity.CRITICAL, low=69),
        _Limits(Acuity.SEVERE, low=80, high=201),
        _Limits(Acuity.URGENT, low=90, high=180),
    ),
    Vital.OXYGEN: (
        _Limits(Acuity.CRITICAL, low=79),
        _Limits(Acuity.SEVERE, low=90),
        _Limits(Acuity.URGENT, low=94),
    ),
    Vital.TEMPERATURE: (_Limits(Acuity.CRITICAL, high=41.1),),
    Vital.PAIN: (_Limits(Acuity.SEVERE, high=7), _Limits(Acuity.URGENT, high=4)),
}
"""The gravest first."""

_OF_ADULTS = frozenset({Vital.PULSE, Vital.SYSTOLIC})
_CONSCIOUSNESS: dict[Consciousness, Acuity] = {
    Consciousness.CONFUSED: Acuity.URGENT,
    Consciousness.VOICE: Acuity.SEVERE,
    Consciousness.PAIN: Acuity.CRITICAL,
    Consciousness.UNRESPONSIVE: Acuity.CRITICAL,
}


def suggest(
    vitals: Vitals, score: News2 | None, flag: RedFlag | None, *, age: int | None = None
) -> Suggestion | None:
    """What the vitals, the score (None where it does not apply) and a red flag call for; None for nothing.

    The limits of pulse and pressure are of adults and do not count for a child.
    """
    measured = dict(_of_vitals(vitals, age))
    found = [*_of_flag(flag), *measured.values(), *(_of_score(score, measured) if score else ())]
    if not found:
        return Suggestion(Acuity.ROUTINE, ()) if vitals.measured else None
    reasons = tuple(sorted(found, key=lambda reason: reason.level))
    return Suggestion(reasons[0].level, reasons)


def _of_flag(flag: RedFlag | None) -> Iterator[Reason]:
    if flag is not None:
        yield Reason(flag.level, say("{name}", name=flag.name))


def _of_vitals(vitals: Vitals, age: int | None) -> Iterator[tuple[str, Reason]]:
    child = age is not None and age < ADULT_FROM
    for vital, limits in _LIMITS.items():
        value = getattr(vitals, vital)
        if value is None or (child and vital in _OF_ADULTS):
            continue
        met = next((one.level for one in limits if one.met(value)), None)
        if met is None or (vital is Vital.OXYGEN and vitals.oxygen_scale_2 and met > Acuity.CRITICAL):
            continue  # a low SpO2 is usual for those on scale 2: NEWS2 judges it
        words = say("{vital} {value}", vital=VITAL_WORDS[vital], value=f"{value:g}{UNITS[vital]}")
        yield vital, Reason(met, words)
    if vitals.consciousness in _CONSCIOUSNESS:
        words = say(
            "{vital}: {value}",
            vital=VITAL_WORDS[Vital.CONSCIOUSNESS],
            value=CONSCIOUSNESS_WORDS[vitals.consciousness],
        )
        yield Vital.CONSCIOUSNESS, Reason(_CONSCIOUSNESS[vitals.consciousness], words)


def _of_score(score: News2, measured: Container[str]) -> Iterator[Reason]:
    """The score, and its single parts of 3 of which the measurement itself says nothing yet."""
    if score.risk is Risk.HIGH:
        yield Reason(Acuity.SEVERE, say("NEWS2 {score}", score=score.score))
    elif score.risk is Risk.MEDIUM:
        yield Reason(Acuity.URGENT, say("NEWS2 {score}", score=score.score))
    for part in score.red:
        if part in measured:
            continue
        yield Reason(Acuity.URGENT, say("NEWS2: {part} {points}", part=PART_WORDS[part], points=RED))


def look_again_at(level: Acuity, triaged_at: datetime) -> datetime:
    """When somebody of this level who still waits is to be triaged again."""
    return triaged_at + SEEN_WITHIN[level]


@dataclass(frozen=True, slots=True)
class TriagedPatient:
    """Somebody waiting for the room who was triaged at `at`; `flag` is the red flag as shown, if any."""

    visit_id: int
    ticket: str
    level: Acuity
    at: datetime
    flag: str = ""


def triage_alerts(waiting: Iterable[TriagedPatient], now: datetime) -> Iterator[Alert]:
    """Those to be looked at again, and red flags of level 2: one alert for each patient.

    A patient of level 1 who waits is an alert already (`attention`): to be called, not to be looked at.
    """
    for patient in waiting:
        if patient.level is Acuity.CRITICAL:
            continue
        key = f"triage/{patient.visit_id}"
        due = look_again_at(patient.level, patient.at)
        if now >= due:
            words = say(
                "{ticket} level {level} still waits after {minutes} min: look again",
                ticket=patient.ticket,
                level=int(patient.level),
                minutes=(now - patient.at) // _MINUTE,
            )
            priority = SOON if patient.level is Acuity.SEVERE else NOTE
            target = Target(Place.LEVEL, patient.visit_id)
            yield Alert(priority, words, patient.visit_id, key, due, target)
        elif patient.flag:
            words = say("{ticket} {flag}: tell the doctor", ticket=patient.ticket, flag=patient.flag)
            target = Target(Place.QUEUE, patient.visit_id)
            yield Alert(SOON, words, patient.visit_id, key, patient.at, target)
