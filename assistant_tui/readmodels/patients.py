"""What is shown of a patient, across her visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant_tui.readmodels.board import VisitRow


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A patient as a search finds her."""

    patient_id: int
    name: str
    sex: str
    born: str | None
    phone: str | None
    card: str | None
    note: str
    last_day: date | None
    visits: int


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One line of a patient's history."""

    visit_id: int
    day: date
    ticket: str
    kind: str
    status: str
    complaint: str
    arrived_at: datetime
    departed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """A patient with her visits, newest first, and the numbers of records merged into hers."""

    patient: PatientRow
    visits: tuple[PastVisit, ...]
    merged: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened in a visit: an action of the journal."""

    at: datetime
    action: str
    actor: str
    reason: str
    location: str | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A visit from arrival to now: where she was, and what was done."""

    visit: VisitRow
    stays: tuple[TimelineStay, ...]
    actions: tuple[TimelineItem, ...]


@dataclass(frozen=True, slots=True)
class TimelineStay:
    """One stay of the visit."""

    location: str
    room_id: int | None
    since: datetime
    until: datetime | None
    escort: str
