"""What a print needs beside the lists: a slip by its number."""

from __future__ import annotations

import sqlite3
from datetime import date

from assistant_tui.store.failures import in_words


def slip_with_number(connection: sqlite3.Connection, on: date, number: int) -> int | None:
    """The id of the slip with this number of the day, or None."""
    with in_words():
        row = connection.execute(
            "SELECT id FROM order_slip WHERE day = ? AND number = ? AND voided = 0", (on.isoformat(), number)
        ).fetchone()
    return None if row is None else int(row[0])
