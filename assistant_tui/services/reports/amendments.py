"""What was done to a signed day since: who, when, what. The wording of each change is still to come."""

from __future__ import annotations

from datetime import date

from assistant_tui.readmodels.reports import Amendment
from assistant_tui.services.context import Context
from assistant_tui.store.queries.journal import journal_row


def amendments(ctx: Context, day: date, after: int) -> tuple[Amendment, ...]:
    """What was done to the room's day after that journal row."""
    numbers = ctx.reading.execute(
        "SELECT journal_id FROM amendment WHERE day = ? AND room_id = ? AND journal_id > ? ORDER BY 1",
        (day.isoformat(), ctx.room_id, after),
    ).fetchall()
    rows = [journal_row(ctx.reading, number) for (number,) in numbers]
    return tuple(
        Amendment(row.number, row.at, row.actor, row.action, row.ticket or "", row.reason, ())
        for row in rows
        if row
    )
