"""The clinic and its patients: Organization, Patient."""

from __future__ import annotations

from assistant_tui.domain.naming import Kind
from assistant_tui.export.fhir.frame import Frame
from assistant_tui.export.fhir.parts import Json, element, identifier
from assistant_tui.readmodels.visitexport import PatientFacts

_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def organization(frame: Frame) -> Json:
    """The clinic: the program knows no name of it, only its file."""
    return frame.resource(
        "Organization", "clinic", identifier=[identifier("file", frame.uuid("file", ""))], active=True
    )


def patient(frame: Frame, facts: PatientFacts) -> Json:
    """A person, as far as she may be told; for the very old it is said that the year is kept back."""
    masked = {"extension": [{"url": _ABSENT, "valueCode": "masked"}]} if facts.very_old else None
    return frame.resource(
        "Patient",
        facts.patient_id,
        identifier=[
            identifier("patient", str(frame.naming.row(Kind.PATIENT, facts.patient_id))),
            *([identifier("card", facts.card)] if facts.card else []),
        ],
        name=[{"text": facts.name}] if facts.name else [],
        telecom=[element(system="phone", value=facts.phone)] if facts.phone else [],
        gender=facts.sex,
        birthDate=facts.born,
        _birthDate=masked,
    )
