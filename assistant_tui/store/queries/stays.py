"""Where the patient of a visit has been."""

from __future__ import annotations

import sqlite3

from assistant_tui.domain.clock import instant
from assistant_tui.readmodels.patients import TimelineStay
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import maybe_instant


def stays_of_visit(connection: sqlite3.Connection, visit_id: int) -> tuple[TimelineStay, ...]:
    """The stays in order; the last one is open while she is here."""
    with in_words():
        rows = connection.execute(
            "SELECT location, room_id, since, until, escort FROM stay"
            " WHERE visit_id = ? AND voided = 0 ORDER BY since, id",
            (visit_id,),
        ).fetchall()
    return tuple(
        TimelineStay(location, room_id, instant(since), maybe_instant(until), escort)
        for location, room_id, since, until, escort in rows
    )
