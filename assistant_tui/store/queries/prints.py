"""What a print needs beside the lists: a slip by its number, and the date on which a patient comes back."""

from __future__ import annotations

import sqlite3
from datetime import date

from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day


def slip_with_number(connection: sqlite3.Connection, on: date, number: int) -> int | None:
    """The id of the slip with this number of the day, or None."""
    with in_words():
        row = connection.execute(
            "SELECT id FROM order_slip WHERE day = ? AND number = ? AND voided = 0", (on.isoformat(), number)
        ).fetchone()
    return None if row is None else int(row[0])


def return_date(connection: sqlite3.Connection, visit_id: int) -> date | None:
    """The date agreed for coming back after the visit, or None."""
    with in_words():
        row = connection.execute("SELECT return_on FROM visit WHERE id = ?", (visit_id,)).fetchone()
    return None if row is None or row[0] is None else to_day(row[0])
