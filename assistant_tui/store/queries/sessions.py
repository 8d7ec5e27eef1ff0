"""Consultations of this room's recent days: what the wait estimate learns from."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import groupby

from assistant_tui.domain.clock import instant
from assistant_tui.domain.pace import Served, served_in_turn
from assistant_tui.domain.queue import EntryKind
from assistant_tui.domain.queuerules import FirstCall
from assistant_tui.store.failures import in_words

RECENT_DAYS = 60

_SESSIONS = """
SELECT e.day, CASE e.kind WHEN 'return' THEN 'return' ELSE v.kind END,
       COALESCE(e.called_at, e.started_at), e.ended_at
FROM queue_entry e JOIN visit v ON v.id = e.visit_id
WHERE e.room_id = ? AND e.status = 'completed' AND e.voided = 0 AND e.started_at IS NOT NULL
  AND e.day IN (SELECT DISTINCT day FROM queue_entry WHERE room_id = ? AND day < ? ORDER BY day DESC LIMIT ?)
ORDER BY e.day
"""


def past_sessions(connection: sqlite3.Connection, room_id: int, before: date) -> list[list[Served]]:
    """Per recent day, oldest first: (kind, seconds from call to end) in the order they were served.

    A consultation about results is of the kind `return`, whatever the visit began as.
    """
    with in_words():
        rows = connection.execute(_SESSIONS, (room_id, room_id, before.isoformat(), RECENT_DAYS)).fetchall()
    return [
        served_in_turn((instant(call), instant(end), kind) for _, kind, call, end in session)
        for _, session in groupby(rows, key=lambda row: row[0])
    ]


_FIRST_CALLS = """
SELECT id, kind, first_called_at FROM queue_entry
WHERE room_id = ? AND day = ? AND voided = 0 AND first_called_at IS NOT NULL ORDER BY first_called_at
"""


def first_calls(connection: sqlite3.Connection, room_id: int, on: date) -> list[FirstCall]:
    """Who was called for the first time on this day, in order."""
    with in_words():
        rows = connection.execute(_FIRST_CALLS, (room_id, on.isoformat())).fetchall()
    return [FirstCall(instant(at), EntryKind(kind), number) for number, kind, at in rows]
