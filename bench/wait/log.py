"""Reading a log of consultations: a CSV file with the columns `session,order,kind,service_seconds`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from math import inf
from pathlib import Path
from typing import NamedTuple

from assistant_tui.domain.pace import Served

Session = list[Served]
"""The consultations of one session, in the order in which the patients were served."""

COLUMNS = ("session", "order", "kind", "service_seconds")
_LONGEST = 24 * 3600.0


class BadLogError(ValueError):
    """The log cannot be read; its text says where and why."""


class _Row(NamedTuple):
    session: str
    order: int
    served: Served


def read_log(path: Path) -> list[Session]:
    """The sessions of a log in the order of the file, each sorted by `order`.

    Other columns are not looked at. Raises BadLogError with the line for what cannot be understood.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadLogError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadLogError(f"{path}: not in UTF-8, from byte {error.start} on") from error
    try:
        return parse_log(text.splitlines(keepends=True))
    except BadLogError as error:
        raise BadLogError(f"{path}: {error}") from error


def parse_log(lines: Iterable[str]) -> list[Session]:
    """The sessions of the lines of a log; raises BadLogError as `read_log` does."""
    reader = csv.DictReader(lines, strict=True)
    sessions: dict[str, dict[int, Served]] = {}
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise BadLogError(f"line 1: no column {', '.join(missing)}; needed are {','.join(COLUMNS)}")
        for cells in reader:
            row = _row(cells, reader.line_num)
            session = sessions.setdefault(row.session, {})
            if row.order in session:
                raise BadLogError(
                    f"line {reader.line_num}: session {row.session} has order {row.order} twice"
                )
            session[row.order] = row.served
    except csv.Error as error:
        raise BadLogError(f"line {reader.reader.line_num}: {error}") from error
    return [[session[order] for order in sorted(session)] for session in sessions.values()]


def _row(cells: dict[str, str | None], line: int) -> _Row:
    session, order, kind, seconds = (cells[name] for name in COLUMNS)
    if session is None or order is None or kind is None or seconds is None:
        raise BadLogError(f"line {line}: fewer cells than columns")
    if not session.strip():
        raise BadLogError(f"line {line}: session is empty")
    try:
        place = int(order)
    except ValueError:
        raise BadLogError(f"line {line}: order is not a whole number: {order!r}") from None
    try:
        took = float(seconds)
    except ValueError:
        raise BadLogError(f"line {line}: service_seconds is not a number: {seconds!r}") from None
    if not -inf < took < inf or not 0 <= took <= _LONGEST:
        raise BadLogError(f"line {line}: service_seconds is not between 0 and a day: {seconds!r}")
    return _Row(session.strip(), place, Served(kind.strip(), took))
