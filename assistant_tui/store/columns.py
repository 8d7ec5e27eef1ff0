"""Column types and check constraints that the tables share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Dialect
from sqlalchemy.types import TypeDecorator

from assistant_tui.domain.clock import instant, milliseconds


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as integer milliseconds since 1970: sorts, subtracts and is portable."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """From Python to the file."""
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the file to Python."""
        return None if value is None else instant(value)


def one_of(column: str, values: Iterable[str], *, name: str) -> CheckConstraint:
    """The column holds one of these codes (SQLModel tables do not validate; the file does)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name)


def ordered(first: str, second: str, *, name: str) -> CheckConstraint:
    """When both instants are known, the first is not after the second."""
    return CheckConstraint(f"{first} IS NULL OR {second} IS NULL OR {first} <= {second}", name=name)
