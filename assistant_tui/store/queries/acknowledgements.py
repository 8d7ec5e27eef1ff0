"""Which alerts of a room were heard and are silent for the moment."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from assistant_tui.domain.clock import instant, milliseconds
from assistant_tui.store.failures import in_words

_SILENT = """
SELECT alert, MAX(until) FROM acknowledgement WHERE room_id = ? AND until > ? AND voided = 0 GROUP BY alert
"""


def silent_alerts(connection: sqlite3.Connection, room_id: int, now: datetime) -> dict[str, datetime]:
    """Until when each alert is silent, by its key; only those that still are."""
    with in_words():
        rows = connection.execute(_SILENT, (room_id, milliseconds(now))).fetchall()
    return {alert: instant(until) for alert, until in rows}
