"""A day at the clinic: visits, their waits and stays, companions, promises, what was settled at the exit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from assistant_tui.domain.queue import ACTIVE, EntryKind, EntryStatus
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.store.columns import one_of, ordered
from assistant_tui.store.tables.base import Record, index_where, only_one, when

_ACTIVE = ", ".join(f"'{status}'" for status in sorted(ACTIVE))


class Visit(Record, table=True):
    """One person's stay at the clinic on one day (FHIR Encounter)."""

    __tablename__: ClassVar[Any] = "visit"
    __table_args__ = (
        UniqueConstraint("day", "series", "number", name="visit_ticket"),
        one_of("status", VisitStatus, name="visit_status"),
        CheckConstraint("acuity BETWEEN 1 AND 4", name="visit_acuity"),
        CheckConstraint("number >= 1", name="visit_number"),
        ordered("arrived_at", "departed_at", name="visit_departs_after_arrival"),
        Index("visit_by_day", "day", "room_id", "status"),
        Index("visit_by_patient", "patient_id", "day", "voided"),
        index_where("visit_by_return", "return_on", where="return_on IS NOT NULL"),
    )
    patient_id: int = Field(foreign_key="patient.id")
    room_id: int = Field(foreign_key="room.id")
    doctor_id: int = Field(foreign_key="doctor.id")
    day: date
    series: str
    number: int
    ticket: str
    kind: str
    status: str = VisitStatus.ARRIVED.value
    complaint: str = ""
    acuity: int = 4
    arrived_at: datetime = when(nullable=False)
    slot_at: datetime | None = when()
    departed_at: datetime | None = when()
    note: str = ""
    return_on: date | None = None


class QueueEntry(Record, table=True):
    """One wait for the room; a visit has several when results bring her back.

    `calls` are those since she was last called up, `calls_before` those that she missed earlier.
    """

    __tablename__: ClassVar[Any] = "queue_entry"
    __table_args__ = (
        one_of("status", EntryStatus, name="entry_status"),
        one_of("kind", EntryKind, name="entry_kind"),
        CheckConstraint("calls >= 0 AND calls_before >= 0", name="entry_calls"),
        CheckConstraint("give_way IS NULL OR give_way >= 0", name="entry_give_way"),
        ordered("started_at", "ended_at", name="entry_ends_after_start"),
        Index("entry_by_day", "day", "room_id", "status"),
        Index("entry_by_visit", "visit_id"),
        only_one("entry_one_active", "visit_id", where=f"voided = 0 AND status IN ({_ACTIVE})"),
        only_one("entry_one_called", "room_id", where="voided = 0 AND status = 'called'"),
        only_one("entry_one_in_room", "room_id", where="voided = 0 AND status = 'in-progress'"),
    )
    visit_id: int = Field(foreign_key="visit.id")
    room_id: int = Field(foreign_key="room.id")
    day: date
    kind: str
    status: str = EntryStatus.WAITING.value
    queued_at: datetime = when(nullable=False)
    slot_at: datetime | None = when()
    calls: int = 0
    calls_before: int = 0
    first_called_at: datetime | None = when()
    called_at: datetime | None = when()
    started_at: datetime | None = when()
    ended_at: datetime | None = when()
    give_way: int | None = None
    give_way_since: datetime | None = when()
    moved: bool = False
    reason: str = ""


class Stay(Record, table=True):
    """An interval at one location, `[since, until)`; an open one says where the patient is now."""

    __tablename__: ClassVar[Any] = "stay"
    __table_args__ = (
        ordered("since", "until", name="stay_ends_after_start"),
        Index("stay_by_visit", "visit_id", "since"),
        Index("stay_by_day", "day"),
        only_one("stay_one_open", "visit_id", where="voided = 0 AND until IS NULL"),
    )
    visit_id: int = Field(foreign_key="visit.id")
    day: date
    location: str
    room_id: int | None = Field(default=None, foreign_key="room.id")
    since: datetime = when(nullable=False)
    until: datetime | None = when()
    escort: str = ""
    back_by: datetime | None = when()


class Companion(Record, table=True):
    """Family or a friend who came along, and whether to be invited in."""

    __tablename__: ClassVar[Any] = "companion"
    __table_args__ = (Index("companion_by_visit", "visit_id"),)
    visit_id: int = Field(foreign_key="visit.id")
    name: str
    relation: str = ""
    phone: str | None = None
    invite: bool = False
    invited_at: datetime | None = when()


class Promise(Record, table=True):
    """A wait told to a patient: called between `low_at` and `high_at`, said at `told_at` by the actor."""

    __tablename__: ClassVar[Any] = "promise"
    __table_args__ = (
        ordered("told_at", "low_at", name="promise_looks_ahead"),
        ordered("low_at", "high_at", name="promise_is_a_range"),
        Index("promise_by_entry", "entry_id"),
        Index("promise_by_visit", "visit_id"),
    )
    visit_id: int = Field(foreign_key="visit.id")
    entry_id: int = Field(foreign_key="queue_entry.id")
    told_at: datetime = when(nullable=False)
    low_at: datetime = when(nullable=False)
    high_at: datetime = when(nullable=False)
    told_by: str


class Settlement(Record, table=True):
    """A point of the exit gate, settled by hand or overridden for the reason; see `domain.exitgate`."""

    __tablename__: ClassVar[Any] = "settlement"
    __table_args__ = (
        Index("settlement_by_visit", "visit_id"),
        CheckConstraint("NOT overridden OR reason <> ''", name="settlement_reason"),
        only_one("settlement_once", "visit_id", "point", where="voided = 0"),
    )
    visit_id: int = Field(foreign_key="visit.id")
    point: str
    at: datetime = when(nullable=False)
    by: str
    overridden: bool
    reason: str = ""
