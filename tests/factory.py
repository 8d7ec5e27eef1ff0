"""Making patients and visits in one line."""

from __future__ import annotations

from datetime import datetime

from assistant_tui import services
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.registration import Registration


def register(
    ctx: Context,
    name: str = "王芳",
    *,
    sex: str | None = "female",
    born: str | None = "1990",
    phone: str | None = None,
    patient_id: int | None = None,
    kind: str | None = None,
    complaint: str = "",
    slot_at: datetime | None = None,
    acuity: int = 4,
) -> VisitRow:
    """Register somebody now, by default a new patient who walks in."""
    facts = PatientFacts(name, sex, born, phone)
    return services.registration.register(
        ctx, Registration(facts, patient_id, kind, complaint, slot_at, acuity)
    )
