"""Which signed days an action changed: the index of what was done after the doctor signed."""

from __future__ import annotations

import sqlite3

from assistant_tui.store.touched import TOUCHED

_ANY_SIGNED = "SELECT MAX(id) FROM day_report"
# A row that names a day of its own amends that one, whatever day its visit is of.
_INDEX = f"""
WITH {TOUCHED}
INSERT INTO amendment (journal_id, room_id, day)
SELECT DISTINCT :number, r.room_id, r.day
FROM touched
LEFT JOIN visit v ON v.id = touched.visit_id
JOIN day_report r ON r.day = COALESCE(touched.day, v.day)
                 AND r.room_id = COALESCE(touched.room_id, v.room_id)
"""  # noqa: S608 - a constant


def index_amendments(connection: sqlite3.Connection, touched: str, number: int) -> None:
    """Put the journal row beside each of the touched days that was signed, in the open transaction."""
    if touched and connection.execute(_ANY_SIGNED).fetchone()[0]:
        connection.execute(_INDEX, {"number": number, "touched": touched})
