"""The alert about earlier days whose report is not signed, for the board: apart from what makes reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.reportalerts import report_alert, to_sign
from assistant_tui.services.context import Context
from assistant_tui.store.queries.unsigned import unsigned_days


def report_alerts(ctx: Context) -> Iterator[Alert]:
    """One for all days that somebody is to be reminded of, if there are any."""
    days = to_sign(*unsigned_days(ctx.reading, ctx.room_id, ctx.today()))
    if days:
        morning = datetime.combine(days[-1] + timedelta(days=1), time(0), ctx.zone)
        yield report_alert(days, morning.astimezone(UTC))
