"""What the tables are made of: the columns that every journalled row has, and constraints that they share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from assistant_tui.store.columns import Instant

# A constraint without a name could not be dropped by a later migration.
SQLModel.metadata.naming_convention = {"fk": "%(table_name)s_%(column_0_name)s_fkey"}


def when(*, nullable: bool = True) -> Any:
    """A column of instants."""
    # SQLModel's Field is typed as the value it stands for, which a column definition cannot be.
    return Field(default=None, sa_column=Column(Instant, nullable=nullable))


def only_one(name: str, *columns: str, where: str) -> Index:
    """At most one row with the same values among those that meet the condition."""
    condition = text(where)
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def index_where(name: str, *columns: str, where: str) -> Index:
    """An index of those rows that meet the condition: few, where the table only grows."""
    condition = text(where)
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


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
