"""Watches with their rounds, calls for the doctor, handing over, and acknowledged alerts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from assistant_tui.domain.watches import EndKind, RoundStatus
from assistant_tui.store.columns import one_of, ordered
from assistant_tui.store.tables.base import Record, only_one, when


class Watch(Record, table=True):
    """A timed observation by a protocol of the pack, from `started_at` on.

    Due times follow from `started_at` and `timetable` (`domain.timetable`), which is the protocol's when the
    watch began: a pack that is edited moves none of them. `entries` counts what was written about its rounds
    and end, so that such actions are taken back in their order only (I6). `item_id` is the surgery's that
    it follows, `instructions` the numbers of those given, from 1, parted by spaces, `score` what the
    discharge score came to, `score_parts` its parts as JSON.
    """

    __tablename__: ClassVar[Any] = "watch"
    __table_args__ = (
        CheckConstraint(f"end_kind IS NULL OR end_kind IN ({', '.join(repr(str(k)) for k in EndKind)})",
                        name="watch_end_kind"),
        CheckConstraint("(end_kind IS NULL) = (ended_at IS NULL)", name="watch_ended"),
        CheckConstraint("end_kind IS NULL OR end_kind = 'discharged' OR end_reason <> ''",
                        name="watch_end_reason"),
        ordered("started_at", "ended_at", name="watch_ends_after_start"),
        Index("watch_by_visit", "visit_id"),
        Index("watch_by_day", "day"),
        only_one("watch_one_running", "visit_id", "protocol", where="voided = 0 AND ended_at IS NULL"),
    )  # fmt: skip
    visit_id: int = Field(foreign_key="visit.id")
    room_id: int = Field(foreign_key="room.id")
    day: date
    protocol: str
    timetable: str
    procedure: str = ""
    surgeon: str = ""
    item_id: int | None = Field(default=None, foreign_key="order_item.id")
    started_at: datetime = when(nullable=False)
    started_by: str
    responsible: str
    entries: int = 0
    instructions: str = ""
    score: int | None = None
    score_parts: str = ""
    ended_at: datetime | None = when()
    ended_by: str = ""
    end_kind: str | None = None
    end_reason: str = ""


class WatchRound(Record, table=True):
    """A round that was done, missed or cancelled; one of no `number` was looked at in between.

    `happened_at` is when it was done, `entered_at` when that was written down. `readings` is a JSON object,
    `level` 0 (usual), 1 (warn) or 2 (alarm). A `partial` one lacks readings, for the `reason`.
    """

    __tablename__: ClassVar[Any] = "watch_round"
    __table_args__ = (
        one_of("status", RoundStatus, name="watch_round_status"),
        CheckConstraint("level BETWEEN 0 AND 2", name="watch_round_level"),
        CheckConstraint("(status = 'done') = (happened_at IS NOT NULL)", name="watch_round_happened"),
        CheckConstraint("(number IS NULL) = (due_at IS NULL)", name="watch_round_due"),
        CheckConstraint("status <> 'cancelled' OR reason <> ''", name="watch_round_reason"),
        ordered("happened_at", "entered_at", name="watch_round_entered"),
        Index("watch_round_by_watch", "watch_id"),
        Index("watch_round_by_visit", "visit_id"),
        only_one("watch_round_once", "watch_id", "number", where="voided = 0 AND number IS NOT NULL"),
    )
    watch_id: int = Field(foreign_key="watch.id")
    visit_id: int = Field(foreign_key="visit.id")
    number: int | None = None
    due_at: datetime | None = when()
    status: str
    happened_at: datetime | None = when()
    entered_at: datetime = when(nullable=False)
    by: str
    readings: str = "{}"
    level: int = 0
    partial: bool = False
    reason: str = ""
    note: str = ""


class DoctorCall(Record, table=True):
    """The doctor was asked to come at once: when, whether he came, and what he ordered."""

    __tablename__: ClassVar[Any] = "doctor_call"
    __table_args__ = (
        ordered("called_at", "arrived_at", name="doctor_call_arrives"),
        Index("doctor_call_by_visit", "visit_id"),
    )
    visit_id: int = Field(foreign_key="visit.id")
    watch_id: int | None = Field(default=None, foreign_key="watch.id")
    round_id: int | None = Field(default=None, foreign_key="watch_round.id")
    doctor: str
    called_at: datetime = when(nullable=False)
    called_by: str
    arrived_at: datetime | None = when()
    ordered: str = ""


class Handover(Record, table=True):
    """Somebody else looks after a running watch from now on."""

    __tablename__: ClassVar[Any] = "handover"
    __table_args__ = (Index("handover_by_watch", "watch_id"),)
    watch_id: int = Field(foreign_key="watch.id")
    visit_id: int = Field(foreign_key="visit.id")
    at: datetime = when(nullable=False)
    from_whom: str
    to_whom: str
    note: str = ""


class Acknowledgement(Record, table=True):
    """An alert that was heard: silent until then, though what it is about is still to be done."""

    __tablename__: ClassVar[Any] = "acknowledgement"
    __table_args__ = (
        ordered("at", "until", name="acknowledgement_ends"),
        Index("acknowledgement_by_until", "room_id", "until"),
    )
    room_id: int = Field(foreign_key="room.id")
    visit_id: int | None = Field(default=None, foreign_key="visit.id")
    alert: str
    at: datetime = when(nullable=False)
    until: datetime = when(nullable=False)
    by: str
