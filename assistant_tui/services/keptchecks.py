"""Whether the figures that are kept are those of the rows."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from assistant_tui.domain.figures import EDITION, Tally
from assistant_tui.domain.saying import Saying, say
from assistant_tui.services.stats import FIRST_VISIT, month_of
from assistant_tui.store.kept import all_kept
from assistant_tui.store.queries.roomdays import room_day_facts


def wrongly_kept(connection: sqlite3.Connection) -> Iterator[Saying]:
    """One sentence for each day or month of a room whose kept figures are not those of its rows.

    Every month of which anything is kept is counted, one at a time. Raises StoreError
    when the file cannot be read.
    """
    for month, rows in groupby(all_kept(connection, edition=EDITION), key=lambda row: row.period[:7]):
        counted: dict[tuple[str, int], Tally] = defaultdict(Tally)
        days = month_of(date.fromisoformat(f"{month}-01"))
        for day, room, facts in room_day_facts(connection, *days, first_visit_kinds={FIRST_VISIT}):
            counted[str(day), room].add_day(facts)
            counted[month, room].add_day(facts)
        for period, room, tally in rows:
            if counted[period, room].packed() != tally:
                yield say(
                    "What is kept of the figures of {period}, room {room}, is not so",
                    period=period,
                    room=room,
                )
