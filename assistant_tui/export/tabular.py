"""Rows of one frozen dataclass or named tuple as CSV or JSON: its fields are the columns, in their order.

Both writers take the rows as they come and keep none, so that a long export needs no more memory. The type
of the rows is named apart from them: an empty export has the same columns as a full one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import Enum
from typing import Any, ClassVar, NamedTuple, Protocol, TextIO, TypeAlias

from assistant_tui.domain.text import for_sheet

BYTE_ORDER_MARK = "\ufeff"
Cell: TypeAlias = str | int | float | bool | None


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


Row: TypeAlias = "_Dataclass | NamedTuple"
"""Any dataclass or named tuple of plain values: text, numbers, dates, instants, enums or None."""


def columns(kind: type[Row]) -> tuple[str, ...]:
    """The columns of rows of this kind, in order."""
    return tuple(kind.__annotations__)


def write_csv(rows: Iterable[Row], stream: TextIO, *, kind: type[Row], excel: bool = False) -> int:
    """Write a header and the rows (RFC 4180, CRLF); answers how many rows.

    What is unknown is an empty cell; dates and instants are ISO 8601; text that a sheet would take for a
    formula is disarmed. With `excel` the text begins with the byte order mark by which Excel knows UTF-8.
    Open the stream as UTF-8 with `newline=""`.
    """
    if excel:
        stream.write(BYTE_ORDER_MARK)
    names = columns(kind)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(names)
    count = 0
    for row in rows:
        writer.writerow([_sheet_cell(getattr(row, name)) for name in names])
        count += 1
    return count


def write_json(rows: Iterable[Row], stream: TextIO, *, kind: type[Row]) -> int:
    """Write the rows as a JSON array of objects, one a line; answers how many.

    What is unknown is null; dates and instants are ISO 8601 text; text stays as it is: no reader runs it.
    """
    import json  # noqa: PLC0415 - most exports are CSV

    names = columns(kind)
    count = 0
    stream.write("[")
    for row in rows:
        stream.write(",\n " if count else "\n ")
        record = {name: _cell(getattr(row, name)) for name in names}
        stream.write(json.dumps(record, ensure_ascii=False, allow_nan=False))
        count += 1
    stream.write("\n]\n" if count else "]\n")
    return count


def _sheet_cell(value: object) -> Cell:
    cell = _cell(value)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return for_sheet(cell) if isinstance(cell, str) else cell


def _cell(value: object) -> Cell:
    if isinstance(value, Enum):
        return _cell(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} fits into no cell")
