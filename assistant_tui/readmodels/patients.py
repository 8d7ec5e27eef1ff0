"""What is shown of a patient, across her visits."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from assistant_tui.readmodels.board import VisitRow


class PatientRow(NamedTuple):
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


class PastVisit(NamedTuple):
    """One line of a patient's history."""

    visit_id: int
    day: date
    ticket: str
    kind: str
    status: str
    complaint: str
    arrived_at: datetime
    departed_at: datetime | None


class PatientRecord(NamedTuple):
    """A patient with her visits, newest first, and the numbers of records merged into hers."""

    patient: PatientRow
    visits: tuple[PastVisit, ...]
    merged: tuple[int, ...]


class TimelineItem(NamedTuple):
    """Something that happened in a visit: an action of the journal."""

    at: datetime
    action: str
    actor: str
    reason: str
    location: str | None
    undone: bool


class Timeline(NamedTuple):
    """A visit from arrival to now: where she was, and what was done."""

    visit: VisitRow
    stays: tuple[TimelineStay, ...]
    actions: tuple[TimelineItem, ...]


class TimelineStay(NamedTuple):
    """One stay of the visit."""

    location: str
    room_id: int | None
    since: datetime
    until: datetime | None
    escort: str
