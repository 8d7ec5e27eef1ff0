"""Which of a room's last days have no signed report.

Every board asks, so that no more than one visit of a day is looked at, and none of a day that was signed.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from assistant_tui.domain.visits import VisitStatus
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day

DAYS = 30
"""So far back it looks."""

_UNSIGNED = f"""
WITH past (day) AS (VALUES {", ".join(f"(?{number})" for number in range(3, DAYS + 3))})
SELECT past.day, (SELECT MIN(day) FROM day_report WHERE room_id = ?1)
FROM past
WHERE NOT EXISTS (SELECT 1 FROM day_report r WHERE r.room_id = ?1 AND r.day = past.day)
AND EXISTS (
    SELECT 1 FROM visit v WHERE v.day = past.day AND v.room_id = ?1 AND v.status <> ?2 AND v.voided = 0
)
ORDER BY past.day
"""


class Unsigned(NamedTuple):
    """Days with visits and without a signature, oldest first, and the first day that ever got one."""

    days: tuple[date, ...]
    first_signed: date | None


def unsigned_days(connection: sqlite3.Connection, room_id: int, before: date) -> Unsigned:
    """Which of the room's `DAYS` days before that one had visits and have no signed report."""
    days = [(before - timedelta(days=back)).isoformat() for back in range(1, DAYS + 1)]
    with in_words():
        rows = connection.execute(_UNSIGNED, (room_id, VisitStatus.ENTERED_IN_ERROR, *days)).fetchall()
    first = rows[0][1] if rows else None
    return Unsigned(tuple(to_day(day) for day, _ in rows), first and to_day(first))
