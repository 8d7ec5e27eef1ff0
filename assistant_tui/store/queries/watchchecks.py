"""The watches of a day as the invariants ask about them."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from assistant_tui.domain.clock import instant
from assistant_tui.domain.timetable import timetable
from assistant_tui.domain.watchchecks import RoundRecord, WatchRecord
from assistant_tui.domain.watches import RoundStatus
from assistant_tui.store.queries.rows import maybe_instant

_WATCHES = """
SELECT w.id, v.ticket, w.protocol, w.timetable, w.started_at, w.ended_at,
       r.number, r.due_at, r.status, r.happened_at
FROM visit v
JOIN watch w ON w.visit_id = v.id AND w.voided = 0
LEFT JOIN watch_round r ON r.watch_id = w.id AND r.voided = 0
WHERE v.day = ?
ORDER BY w.id
"""


def watch_records(connection: sqlite3.Connection, day: str) -> list[WatchRecord]:
    """The watches of the visits of a day.

    Raises ValueError or TypeError for values that the program never writes.
    """
    rows = connection.execute(_WATCHES, (day,)).fetchall()
    found = []
    for watch, group in groupby(rows, key=lambda row: row[:6]):
        watch_id, ticket, protocol, times, started_at, ended_at = watch
        rounds = tuple(
            RoundRecord(number, maybe_instant(due_at), RoundStatus(status), maybe_instant(happened_at))
            for *_, number, due_at, status, happened_at in group
            if status is not None
        )
        found.append(
            WatchRecord(
                watch_id,
                ticket,
                protocol,
                timetable(times),
                instant(started_at),
                maybe_instant(ended_at),
                rounds,
            )
        )
    return found
