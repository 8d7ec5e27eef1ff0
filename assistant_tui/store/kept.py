"""Figures of closed days and months, kept in the file: derived, and gone with the first change of their rows.

A unit of work forgets whatever it touches, in the same transaction, old days and present ones alike, so that
not even a clock that once was wrong leaves a figure that is. What was read before somebody's change is not
kept after it. Rows of another edition of the formulas are as good as none.

So whatever a `Tally` counts of a day must be of rows that name it or are of a visit of that day, in whatever
room, or of a watch of such a visit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant_tui.store.failures import in_words
from assistant_tui.store.touched import TOUCHED

# Of all rooms: what is kept of a day counts only with every one of them, and a patient whom one expected may
# have been to another. A watch may have been begun after midnight.
_FORGET = f"""
WITH {TOUCHED}, place (day) AS (
    SELECT day FROM touched
    UNION SELECT v.day FROM touched CROSS JOIN visit v ON v.id = touched.visit_id
    UNION SELECT w.day FROM touched CROSS JOIN watch w ON w.visit_id = touched.visit_id
)
DELETE FROM kept_figures WHERE period IN (SELECT day FROM place UNION ALL SELECT SUBSTR(day, 1, 7) FROM place)
"""  # noqa: S608 - a constant
_CHANGED = "SELECT EXISTS (SELECT 1 FROM journal WHERE id > ? AND changes <> '[]')"
_KEPT = """
SELECT period, room_id, tally FROM kept_figures
WHERE period BETWEEN ? AND ? AND LENGTH(period) = LENGTH(?) AND edition = ?
"""
_ALL_KEPT = "SELECT period, room_id, tally FROM kept_figures WHERE edition = ? ORDER BY period, room_id"
_KEEP = """
INSERT INTO kept_figures (period, room_id, edition, tally) VALUES (?, ?, ?, ?)
ON CONFLICT (period, room_id) DO UPDATE SET edition = excluded.edition, tally = excluded.tally
"""


class Kept(NamedTuple):
    """A packed `Tally` of a room and of a day (`2026-11-29`) or month (`2026-11`)."""

    period: str
    room_id: int
    tally: bytes


def forget(connection: sqlite3.Connection, touched: str) -> None:
    """Delete what is kept of the days that were touched, in the open transaction."""
    if touched:
        connection.execute(_FORGET, {"touched": touched})


def kept(connection: sqlite3.Connection, first: str, last: str, *, edition: int) -> list[Kept]:
    """What is kept of the periods from `first` to `last`, both days or both months."""
    with in_words():
        return list(map(Kept._make, connection.execute(_KEPT, (first, last, first, edition))))


def all_kept(connection: sqlite3.Connection, *, edition: int) -> Iterator[Kept]:
    """All that is kept, each month before its days."""
    with in_words():
        yield from map(Kept._make, connection.execute(_ALL_KEPT, (edition,)))


def keep(connection: sqlite3.Connection, rows: Iterable[Kept], *, edition: int, after: int) -> bool:
    """Keep what was computed from rows as they stood after this action; whether it was.

    It was not if somebody has changed anything since. Raises StoreError when the file cannot be written.
    """
    with in_words():
        connection.execute("BEGIN IMMEDIATE")
        try:
            (changed,) = connection.execute(_CHANGED, (after,)).fetchone()
            if not changed:
                connection.executemany(_KEEP, [(one.period, one.room_id, edition, one.tally) for one in rows])
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return not changed
