"""Who is who: doctors, rooms, patients and the spellings under which they are found."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from assistant_tui.store.columns import one_of
from assistant_tui.store.tables.base import Record


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


SEXES = ("female", "male", "unknown")
_MERGED = text("merged_into IS NOT NULL")


class Patient(Record, table=True):
    """A person, once. `born` is a FHIR partial date: `1990`, `1990-05` or `1990-05-03`."""

    __tablename__: ClassVar[Any] = "patient"
    __table_args__ = (
        one_of("sex", SEXES, name="patient_sex"),
        CheckConstraint("LENGTH(name) BETWEEN 1 AND 200", name="patient_name"),
        CheckConstraint("merged_into IS NULL OR merged_into <> id", name="patient_not_into_itself"),
        Index("patient_by_phone", "phone"),
        Index("patient_by_card", "card"),
        Index("patient_merged", "merged_into", sqlite_where=_MERGED, postgresql_where=_MERGED),
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
