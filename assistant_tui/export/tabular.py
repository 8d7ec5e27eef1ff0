"""Rows of one frozen dataclass or named tuple as CSV or JSON: its fields are the columns, in their order.

Both writers take the rows as they come and keep none, so that a long export needs no more memory. The type
of the rows is named apart from them: an empty export has the same columns as a full one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any, ClassVar, NamedTuple, Protocol, TextIO, TypeAlias

from assistant_tui.domain.text import for_sheet

BYTE_ORDER_MARK = "\ufeff"
Cell: TypeAlias = str | int | float | bool | None
Cells: TypeAlias = Sequence[object]
"""One row: its values, or the names above them."""


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
    names = columns(kind)
    return write_csv_table(_cells(rows, names), stream, names=names, excel=excel)


def write_csv_table(cells: Iterable[Cells], stream: TextIO, *, names: Cells, excel: bool = False) -> int:
    """The same for rows that are cells under these names already."""
    if excel:
        stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(names)
    count = 0
    for row in cells:
        writer.writerow([_sheet_cell(value) for value in row])
        count += 1
    return count


def write_json(rows: Iterable[Row], stream: TextIO, *, kind: type[Row]) -> int:
    """Write the rows as a JSON array of objects, one a line; answers how many.

    What is unknown is null; dates and instants are ISO 8601 text; text stays as it is: no reader runs it.
    """
    names = columns(kind)
    return write_json_table(_cells(rows, names), stream, names=names)


def write_json_table(
    cells: Iterable[Cells], stream: TextIO, *, names: Sequence[str], lines: bool = False
) -> int:
    """The same for rows that are cells under these names already; with `lines` no array, an object a line."""
    import json  # noqa: PLC0415 - most exports are CSV

    count = 0
    stream.write("" if lines else "[")
    for row in cells:
        record = dict(zip(names, map(_cell, row), strict=True))
        text = json.dumps(record, ensure_ascii=False, allow_nan=False)
        stream.write(f"{text}\n" if lines else f"{',' if count else ''}\n {text}")
        count += 1
    if not lines:
        stream.write("\n]\n" if count else "]\n")
    return count


def _cells(rows: Iterable[Row], names: Sequence[str]) -> Iterator[Cells]:
    return ([getattr(row, name) for name in names] for row in rows)


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
