"""What a triage measured: Observations by LOINC and UCUM, as the vital signs profiles of FHIR R4 name them.

NEWS2, ACVPU and the level have no codes that are free to use everywhere: they are in systems of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant_tui.domain.vitals import CONSCIOUSNESS_WORDS, Vital
from assistant_tui.export.fhir.frame import Frame
from assistant_tui.export.fhir.parts import HL7, LOINC, OURS, Json, coding, concept, element, quantity
from assistant_tui.readmodels.triage import TriageRow
from assistant_tui.readmodels.visitexport import VisitFacts


class Measure(NamedTuple):
    """How a measurement is coded: LOINC with its name, the unit for people and in UCUM."""

    loinc: str
    display: str
    unit: str
    ucum: str
    also: str = ""


MEASURES = {
    Vital.RESPIRATION: Measure("9279-1", "Respiratory rate", "breaths/minute", "/min"),
    Vital.OXYGEN: Measure("2708-6", "Oxygen saturation in Arterial blood", "%", "%", also="59408-5"),
    Vital.PULSE: Measure("8867-4", "Heart rate", "beats/minute", "/min"),
    Vital.TEMPERATURE: Measure("8310-5", "Body temperature", "C", "Cel"),
    Vital.PAIN: Measure(
        "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported", "score", "{score}"
    ),
}
PANEL = Measure("85354-9", "Blood pressure panel with all children optional", "", "")
PRESSURES = {
    Vital.SYSTOLIC: Measure("8480-6", "Systolic blood pressure", "mmHg", "mm[Hg]"),
    Vital.DIASTOLIC: Measure("8462-4", "Diastolic blood pressure", "mmHg", "mm[Hg]"),
}
_VITAL_SIGNS = "vital-signs", "Vital Signs"
_SURVEY = "survey", "Survey"


def of_triages(frame: Frame, visit: VisitFacts) -> Iterator[Json]:
    """Every measurement of every triage, its score and its level."""
    for triage in visit.triages:
        yield from _measured(frame, visit, triage)
        if triage.score is not None:
            yield _observation(
                frame, visit, triage, "news2", _SURVEY,
                code=concept(f"{OURS}:observation", "news2", "NEWS2"),
                valueQuantity=quantity(triage.score, "score", "{score}"),
            )  # fmt: skip
        yield _observation(
            frame, visit, triage, "level", _SURVEY,
            code=concept(f"{OURS}:observation", "triage-level", "Triage level"),
            valueCodeableConcept=concept(f"{OURS}:acuity", str(triage.level)),
        )  # fmt: skip


def _measured(frame: Frame, visit: VisitFacts, triage: TriageRow) -> Iterator[Json]:
    vitals = triage.vitals
    for vital, measure in MEASURES.items():
        value = getattr(vitals, vital)
        if value is not None:
            yield _observation(
                frame, visit, triage, vital, _VITAL_SIGNS,
                code=loinc(measure),
                valueQuantity=quantity(value, measure.unit, measure.ucum),
                component=_with_oxygen() if vital is Vital.OXYGEN and vitals.on_oxygen else [],
            )  # fmt: skip
    if vitals.systolic is not None or vitals.diastolic is not None:
        components = [_pressure(PRESSURES[one], getattr(vitals, one)) for one in PRESSURES]
        yield _observation(
            frame, visit, triage, "pressure", _VITAL_SIGNS, code=loinc(PANEL), component=components
        )
    if vitals.consciousness is not None:
        words = str(CONSCIOUSNESS_WORDS[vitals.consciousness])
        yield _observation(
            frame, visit, triage, Vital.CONSCIOUSNESS, _VITAL_SIGNS,
            code=concept(f"{OURS}:observation", "acvpu", "ACVPU"),
            valueCodeableConcept=concept(f"{OURS}:acvpu", vitals.consciousness.value, display=words),
        )  # fmt: skip


def loinc(measure: Measure) -> Json:
    """The code of a measurement; of one measured in a certain way also that one's."""
    codes = [coding(LOINC, measure.loinc, measure.display)]
    return element(coding=[*codes, coding(LOINC, measure.also)] if measure.also else codes)


def _pressure(measure: Measure, value: int | None) -> Json:
    """One of the two; the profile wants to know why the other is not there."""
    if value is None:
        absent = concept(f"{HL7}/data-absent-reason", "not-performed")
        return element(code=loinc(measure), dataAbsentReason=absent)
    return element(code=loinc(measure), valueQuantity=quantity(value, measure.unit, measure.ucum))


def _with_oxygen() -> list[Json]:
    return [element(code=concept(f"{OURS}:observation", "on-oxygen", "Oxygen given"), valueBoolean=True)]


def _observation(
    frame: Frame, visit: VisitFacts, triage: TriageRow, what: str, category: tuple[str, str], **told: object
) -> Json:
    return frame.resource(
        "Observation",
        f"triage {triage.triage_id} {what}",
        status="final",
        category=[concept(f"{HL7}/observation-category", category[0], display=category[1])],
        subject=frame.reference("Patient", visit.patient_id),
        encounter=frame.reference("Encounter", visit.visit_id),
        effectiveDateTime=frame.at(triage.at),
        performer=[one for one in [frame.staff(triage.by)] if one],
        **told,
    )
