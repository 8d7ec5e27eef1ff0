"""Reading patients across their visits, without SQLModel: for the first frame and the command line."""

from __future__ import annotations

from assistant_tui.domain.saying import MissingError, say
from assistant_tui.readmodels.patients import PatientRecord, PatientRow
from assistant_tui.services.context import Context
from assistant_tui.store.queries import patients as queries

HITS = 50
HISTORY = 200


def find(ctx: Context, text: str, *, limit: int = HITS) -> list[PatientRow]:
    """Patients whose name, pinyin, initials, phone or card fits; for no text, those who were here last."""
    if not text.strip():
        return queries.recent_patients(ctx.reading, limit)
    return queries.find_patients(ctx.reading, text, limit)


def glance(ctx: Context, patient_id: int) -> PatientRecord:
    """What the panel beside the lists shows of a patient who is here. Raises MissingError."""
    patient = queries.patient_by_id(ctx.reading, patient_id)
    if patient is None:
        raise MissingError(say("This patient does not exist any more"))
    return PatientRecord(
        patient,
        queries.past_visits(ctx.reading, patient.patient_id, HISTORY),
        queries.merged_records(ctx.reading, patient.patient_id),
    )
