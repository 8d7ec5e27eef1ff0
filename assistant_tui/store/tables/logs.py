"""What is written down once: imported event logs, the journal, facts about the file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from assistant_tui.domain.eventlog import Phase
from assistant_tui.store.columns import one_of
from assistant_tui.store.tables.base import Record, when


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
    at: datetime = when(nullable=False)
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
    at: datetime = when(nullable=False)
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
