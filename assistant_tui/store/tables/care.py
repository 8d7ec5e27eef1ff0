"""Triage, the day's checklist, supplies and incidents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from assistant_tui.domain.duties import Phase, TaskKind, TaskStatus
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.supplies import SupplyKind
from assistant_tui.store.columns import one_of, ordered
from assistant_tui.store.tables.base import Record, index_where, only_one, when


class Triage(Record, table=True):
    """A judgement of how urgent a visit is, with what was measured; the newest counts.

    Breaths and beats per minute, SpO2 in per cent, pressures in mmHg, temperature in degrees Celsius,
    consciousness by ACVPU, pain 0 to 10. `news2` is the score, NULL where it could not be computed or does
    not apply: in pregnancy and to children.
    """

    __tablename__: ClassVar[Any] = "triage"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 4", name="triage_level"),
        CheckConstraint("pain IS NULL OR pain BETWEEN 0 AND 10", name="triage_pain"),
        CheckConstraint("news2 IS NULL OR news2 BETWEEN 0 AND 20", name="triage_news2"),
        CheckConstraint("consciousness IS NULL OR consciousness IN ('A', 'C', 'V', 'P', 'U')",
                        name="triage_consciousness"),
        Index("triage_by_visit", "visit_id"),
    )  # fmt: skip
    visit_id: int = Field(foreign_key="visit.id")
    at: datetime = when(nullable=False)
    by: str
    level: int
    reason: str
    red_flag: str = ""
    respiration: int | None = None
    oxygen: int | None = None
    on_oxygen: bool = False
    oxygen_scale_2: bool = False
    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    consciousness: str | None = None
    temperature: float | None = None
    pain: int | None = None
    pregnant: bool = False
    news2: int | None = None
    note: str = ""


class ChecklistTask(Record, table=True):
    """A task of the clinic's own: new, or in place of the pack's of the same code; `once` is of one day only.

    `weekdays` are digits from 1 (Monday), empty for every working day; `due_from` and `due_by` local times
    `HH:MM`, empty where the phase's own count; `minutes` is how long a span lasts.
    """

    __tablename__: ClassVar[Any] = "checklist_task"
    __table_args__ = (
        one_of("phase", Phase, name="checklist_task_phase"),
        one_of("kind", TaskKind, name="checklist_task_kind"),
        only_one("checklist_task_code", "code", where="voided = 0"),
    )
    code: str
    phase: str
    kind: str = TaskKind.TICK.value
    name_zh: str
    name_en: str
    weekdays: str = ""
    due_from: str = ""
    due_by: str = ""
    minutes: int | None = None
    once: date | None = None
    retired: bool = False


class TaskRecord(Record, table=True):
    """What became of a task on a day in a room; one with a beginning and an end runs in between."""

    __tablename__: ClassVar[Any] = "task_record"
    __table_args__ = (
        one_of("status", TaskStatus, name="task_record_status"),
        CheckConstraint("status <> 'skipped' OR reason <> ''", name="task_record_reason"),
        ordered("started_at", "ended_at", name="task_record_ends"),
        Index("task_record_by_day", "day", "room_id"),
        Index("task_record_by_code", "code", "day"),
        only_one("task_record_once", "room_id", "day", "code", where="voided = 0"),
    )
    room_id: int = Field(foreign_key="room.id")
    day: date
    code: str
    title: str
    phase: str
    status: str
    started_at: datetime | None = when()
    ended_at: datetime | None = when()
    by: str
    reason: str = ""
    note: str = ""


class SupplyPar(Record, table=True):
    """How much of a supply a room should have, in its unit, over what the pack says; 0: it needs none."""

    __tablename__: ClassVar[Any] = "supply_par"
    __table_args__ = (
        CheckConstraint("par >= 0", name="supply_par_level"),
        only_one("supply_par_code", "room_id", "code", where="voided = 0"),
    )
    room_id: int = Field(foreign_key="room.id")
    code: str
    par: int


class SupplyEntry(Record, table=True):
    """A count, a receipt or a use of one supply, in its unit."""

    __tablename__: ClassVar[Any] = "supply_entry"
    __table_args__ = (
        one_of("kind", SupplyKind, name="supply_entry_kind"),
        CheckConstraint("quantity >= 0", name="supply_entry_quantity"),
        Index("supply_entry_by_code", "room_id", "code", "at"),
        Index("supply_entry_by_day", "day"),
    )
    room_id: int = Field(foreign_key="room.id")
    day: date
    code: str
    kind: str
    quantity: int
    at: datetime = when(nullable=False)
    by: str
    note: str = ""


class Incident(Record, table=True):
    """Damage, loss, a complaint, an emergency, an error or a near miss; to be reported by `report_by`."""

    __tablename__: ClassVar[Any] = "incident"
    __table_args__ = (
        one_of("kind", IncidentKind, name="incident_kind"),
        CheckConstraint("LENGTH(what) >= 1", name="incident_what"),
        CheckConstraint("reported_at IS NULL OR reported_to <> ''", name="incident_reported"),
        ordered("happened_at", "reported_at", name="incident_reported_after"),
        Index("incident_by_day", "day", "room_id"),
        Index("incident_by_visit", "visit_id"),
        index_where("incident_open", "room_id", where="closed_at IS NULL AND voided = 0"),
    )
    room_id: int = Field(foreign_key="room.id")
    day: date
    kind: str
    what: str
    place: str = ""
    visit_id: int | None = Field(default=None, foreign_key="visit.id")
    slip_id: int | None = Field(default=None, foreign_key="order_slip.id")
    happened_at: datetime = when(nullable=False)
    entered_at: datetime = when(nullable=False)
    by: str
    report_by: datetime = when(nullable=False)
    reported_at: datetime | None = when()
    reported_to: str = ""
    action: str = ""
    root_cause: str = ""
    prevention: str = ""
    closed_at: datetime | None = when()
    closed_by: str = ""
