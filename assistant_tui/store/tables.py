"""The schema, as SQLModel tables.

Every row that people change is a `Record`: it carries a version that guards updates and a `voided` mark,
for nothing is ever deleted. What only one row at a time may be (one open stay, one active queue entry,
one patient called and one in the room) is a partial unique index, so that no program can break it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from assistant_tui.domain.eventlog import Phase
from assistant_tui.domain.queue import ACTIVE, EntryKind, EntryStatus
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.store.columns import Instant, one_of, ordered

# A constraint without a name could not be dropped by a later migration.
SQLModel.metadata.naming_convention = {"fk": "%(table_name)s_%(column_0_name)s_fkey"}

SEXES = ("female", "male", "unknown")
_ACTIVE = ", ".join(f"'{status}'" for status in sorted(ACTIVE))


def _at(*, nullable: bool = True) -> Any:
    # SQLModel's Field is typed as the value it stands for, which a column definition cannot be.
    return Field(default=None, sa_column=Column(Instant, nullable=nullable))


def _only_one(name: str, *columns: str, where: str) -> Index:
    condition = text(where)
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


class Record(SQLModel):
    """What every journalled row has."""

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1, nullable=False)
    voided: bool = Field(default=False, nullable=False)

    @property
    def key(self) -> int:
        """The id of a row that is in the file."""
        assert self.id is not None, "the row is not in the file yet"
        return self.id


class Doctor(Record, table=True):
    """Who sees the patients and signs."""

    __tablename__: ClassVar[Any] = "doctor"
    name: str


class Room(Record, table=True):
    """A consulting room; a workstation speaks for one."""

    __tablename__: ClassVar[Any] = "room"
    __table_args__ = (UniqueConstraint("code", name="room_code"),)
    code: str
    name: str
    doctor_id: int = Field(foreign_key="doctor.id")


class Patient(Record, table=True):
    """A person, once. `born` is a FHIR partial date: `1990`, `1990-05` or `1990-05-03`."""

    __tablename__: ClassVar[Any] = "patient"
    __table_args__ = (
        one_of("sex", SEXES, name="patient_sex"),
        CheckConstraint("LENGTH(name) BETWEEN 1 AND 200", name="patient_name"),
        CheckConstraint("merged_into IS NULL OR merged_into <> id", name="patient_not_into_itself"),
        Index("patient_by_phone", "phone"),
        Index("patient_by_card", "card"),
    )
    name: str
    sex: str = "unknown"
    born: str | None = None
    phone: str | None = None
    card: str | None = None
    note: str = ""
    merged_into: int | None = Field(default=None, foreign_key="patient.id")


class SearchKey(SQLModel, table=True):
    """A spelling under which a patient is found; derived from the patient, rewritten with her."""

    __tablename__: ClassVar[Any] = "search_key"
    __table_args__ = (Index("search_key_by_patient", "patient_id"),)
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    patient_id: int = Field(primary_key=True, foreign_key="patient.id")


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
        Index("visit_by_patient", "patient_id", "day"),
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
    arrived_at: datetime = _at(nullable=False)
    slot_at: datetime | None = _at()
    departed_at: datetime | None = _at()
    note: str = ""


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
        _only_one("entry_one_active", "visit_id", where=f"voided = 0 AND status IN ({_ACTIVE})"),
        _only_one("entry_one_called", "room_id", where="voided = 0 AND status = 'called'"),
        _only_one("entry_one_in_room", "room_id", where="voided = 0 AND status = 'in-progress'"),
    )
    visit_id: int = Field(foreign_key="visit.id")
    room_id: int = Field(foreign_key="room.id")
    day: date
    kind: str
    status: str = EntryStatus.WAITING.value
    queued_at: datetime = _at(nullable=False)
    slot_at: datetime | None = _at()
    calls: int = 0
    calls_before: int = 0
    first_called_at: datetime | None = _at()
    called_at: datetime | None = _at()
    started_at: datetime | None = _at()
    ended_at: datetime | None = _at()
    give_way: int | None = None
    give_way_since: datetime | None = _at()
    moved: bool = False
    reason: str = ""


class Stay(Record, table=True):
    """An interval at one location, `[since, until)`; an open one says where the patient is now."""

    __tablename__: ClassVar[Any] = "stay"
    __table_args__ = (
        ordered("since", "until", name="stay_ends_after_start"),
        Index("stay_by_visit", "visit_id", "since"),
        Index("stay_by_day", "day"),
        _only_one("stay_one_open", "visit_id", where="voided = 0 AND until IS NULL"),
    )
    visit_id: int = Field(foreign_key="visit.id")
    day: date
    location: str
    room_id: int | None = Field(default=None, foreign_key="room.id")
    since: datetime = _at(nullable=False)
    until: datetime | None = _at()
    escort: str = ""
    back_by: datetime | None = _at()


class Companion(Record, table=True):
    """Family or a friend who came along, and whether to be invited in."""

    __tablename__: ClassVar[Any] = "companion"
    __table_args__ = (Index("companion_by_visit", "visit_id"),)
    visit_id: int = Field(foreign_key="visit.id")
    name: str
    relation: str = ""
    phone: str | None = None
    invite: bool = False
    invited_at: datetime | None = _at()


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
    told_at: datetime = _at(nullable=False)
    low_at: datetime = _at(nullable=False)
    high_at: datetime = _at(nullable=False)
    told_by: str


class FlowLog(Record, table=True):
    """An imported event log: what it was called, and its further columns in order, as a JSON list."""

    __tablename__: ClassVar[Any] = "flow_log"
    name: str
    columns: str


class FlowEvent(Record, table=True):
    """An event as its log has it; `time`, `more` (further columns, a JSON object) and the texts are verbatim.

    `number` is its place among the events of the log, from 1, `line` the line of the file. What is derived
    from it is beside the texts: the visit, the phase and the instant.
    """

    __tablename__: ClassVar[Any] = "flow_event"
    __table_args__ = (
        one_of("phase", Phase, name="flow_event_phase"),
        UniqueConstraint("log_id", "number", name="flow_event_place"),
        Index("flow_event_by_case", "case_id"),
        Index("flow_event_by_visit", "visit_id"),
    )
    log_id: int = Field(foreign_key="flow_log.id")
    visit_id: int = Field(foreign_key="visit.id")
    number: int
    line: int
    case_id: str
    activity: str
    lifecycle: str
    phase: str
    at: datetime = _at(nullable=False)
    time: str
    resource: str
    more: str


class Journal(SQLModel, table=True):
    """The append-only record of every action; see `store.journal`."""

    __tablename__: ClassVar[Any] = "journal"
    __table_args__ = (
        Index("journal_by_visit", "visit_id"),
        Index("journal_by_patient", "patient_id"),
        Index("journal_by_day", "day", "room_id"),
        Index("journal_undoes", "undoes"),
    )
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = _at(nullable=False)
    day: date
    action: str
    actor: str
    room_id: int | None = None
    visit_id: int | None = None
    patient_id: int | None = None
    reason: str = ""
    changes: str
    undoes: int | None = Field(default=None, foreign_key="journal.id")
    previous: str
    hash: str


class Meta(SQLModel, table=True):
    """Facts about the file itself: when it was made, with which pack, whether it is a demo."""

    __tablename__: ClassVar[Any] = "meta"
    name: str = Field(primary_key=True)
    value: str


JOURNALLED: dict[str, type[Record]] = {
    str(table.__tablename__): table
    for table in (Doctor, Room, Patient, Visit, QueueEntry, Stay, Companion, Promise, FlowLog, FlowEvent)
}
