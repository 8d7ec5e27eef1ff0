"""Which earlier days have no signed report."""

from __future__ import annotations

from datetime import date

from assistant_tui.services.context import Context
from assistant_tui.store.queries.unsigned import unsigned_days


def unsigned(ctx: Context) -> tuple[date, ...]:
    """The days of the last thirty before today on which the room had visits and that nobody signed, oldest
    first.

    A day with nothing but visits entered in error is none. For what somebody is reminded of, see
    `domain.reportalerts`.
    """
    return unsigned_days(ctx.reading, ctx.room_id, ctx.today()).days
