"""What is derived from other rows and kept because it takes long to compute. Deleting it loses nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class KeptFigures(SQLModel, table=True):
    """A `Tally`, packed, of a room and of a day (`2026-11-29`) or month (`2026-11`); see `store.kept`."""

    __tablename__: ClassVar[Any] = "kept_figures"
    __table_args__ = (CheckConstraint("LENGTH(period) IN (7, 10)", name="kept_figures_period"),)
    period: str = Field(primary_key=True)
    room_id: int = Field(primary_key=True, foreign_key="room.id")
    edition: int
    tally: bytes
