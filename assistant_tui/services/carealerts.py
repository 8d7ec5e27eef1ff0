"""Alerts about triage and incidents, beside those about waits and slips.

What they are made with is loaded when there is something: the first frame can do without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.incidents import incident_alerts
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services.context import Context
from assistant_tui.store.queries.incidents import unreported_incidents

if TYPE_CHECKING:
    from assistant_tui.readmodels.triage import TriageRow


def care_alerts(
    ctx: Context, inside: Iterable[VisitRow], triages: Mapping[int, TriageRow], now: datetime
) -> Iterator[Alert]:
    """Who is to be looked at again or has a red flag, and which incident nobody was told of."""
    yield from incident_alerts(unreported_incidents(ctx.reading, ctx.room_id), now)
    if triages:
        from assistant_tui.domain.triage import triage_alerts  # noqa: PLC0415
        from assistant_tui.services.triages import waiting  # noqa: PLC0415

        yield from triage_alerts(waiting(ctx, inside, triages), now)
