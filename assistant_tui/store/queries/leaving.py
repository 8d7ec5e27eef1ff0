"""What the exit gate asks beside the lists: the date to come back, and the points that were let pass."""

from __future__ import annotations

import sqlite3
from datetime import date

from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day


def return_date(connection: sqlite3.Connection, visit_id: int) -> date | None:
    """The date agreed for coming back after the visit, or None."""
    with in_words():
        row = connection.execute("SELECT return_on FROM visit WHERE id = ?", (visit_id,)).fetchone()
    return None if row is None or row[0] is None else to_day(row[0])


def points_passed(connection: sqlite3.Connection, visit_id: int) -> frozenset[str]:
    """The keys of the visit's points that were settled or overridden."""
    with in_words():
        rows = connection.execute(
            "SELECT point FROM settlement WHERE visit_id = ? AND voided = 0", (visit_id,)
        ).fetchall()
    return frozenset(point for (point,) in rows)
