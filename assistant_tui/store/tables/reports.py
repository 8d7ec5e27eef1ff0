"""Day reports: what was signed, what it said, remarks on a day, and what was done to a signed day since."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from assistant_tui.store.tables.base import Record, only_one, when


class ReportContent(SQLModel, table=True):
    """What a signed report says, figures or page, under its SHA-256 in hex. Never changed."""

    __tablename__: ClassVar[Any] = "report_content"
    __table_args__ = (CheckConstraint("LENGTH(hash) = 64", name="report_content_hash"),)
    hash: str = Field(primary_key=True)
    body: str


class DayReport(Record, table=True):
    """The report of a room and day, as it was signed; the unit of work refuses to change one.

    `number` counts the signatures of that room and day, from 1. `signed_by` is the doctor, `by` who pressed
    the key; `through` is the number of the last journal row that the content reflects. The content is the
    figures as JSON, the page what was printed of them.
    """

    __tablename__: ClassVar[Any] = "day_report"
    __table_args__ = (
        UniqueConstraint("room_id", "day", "number", name="day_report_number"),
        CheckConstraint("number >= 1", name="day_report_numbered"),
        CheckConstraint("signed_by <> ''", name="day_report_signed_by"),
        CheckConstraint("through >= 0", name="day_report_through"),
        Index("day_report_by_day", "day", "room_id"),
    )
    room_id: int = Field(foreign_key="room.id")
    day: date
    number: int
    signed_at: datetime = when(nullable=False)
    signed_by: str
    on_paper: bool
    by: str
    content_hash: str = Field(foreign_key="report_content.hash")
    page_hash: str = Field(foreign_key="report_content.hash")
    through: int


class DayRemark(Record, table=True):
    """What is to be said of a room's day, in her words; one at a time."""

    __tablename__: ClassVar[Any] = "day_remark"
    __table_args__ = (
        CheckConstraint("text <> ''", name="day_remark_text"),
        only_one("day_remark_once", "day", "room_id", where="voided = 0"),
    )
    room_id: int = Field(foreign_key="room.id")
    day: date
    text: str
    by: str


class Amendment(SQLModel, table=True):
    """A journal row that changed a day whose report was signed; derived, see `store.amendments`."""

    __tablename__: ClassVar[Any] = "amendment"
    __table_args__ = (Index("amendment_by_day", "day", "room_id"),)
    journal_id: int = Field(primary_key=True, foreign_key="journal.id")
    room_id: int = Field(primary_key=True, foreign_key="room.id")
    day: date = Field(primary_key=True)


class DoctorPin(SQLModel, table=True):
    """What a doctor's PIN is checked against, in hex; the journal never holds it."""

    __tablename__: ClassVar[Any] = "doctor_pin"
    doctor_id: int = Field(primary_key=True, foreign_key="doctor.id")
    salt: str
    hash: str
