"""Alerts: which there are now, and acknowledging one."""

from __future__ import annotations

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.escalation import LONGEST_SILENCE, Heard, silent_until
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.services import board
from assistant_tui.services.context import Context
from assistant_tui.store.queries.acknowledgements import silent_alerts


def heard(ctx: Context) -> Heard:
    """Until when each acknowledged alert is silent."""
    return silent_alerts(ctx.reading, ctx.room_id, ctx.now())


def acknowledge(ctx: Context, key: str) -> Alert:
    """The alert was heard: it is silent for five minutes, though what it is about is still to be done.

    Raises RuleError for an alert that is not there any more.
    """
    from assistant_tui.store.tables import Acknowledgement  # noqa: PLC0415 - SQLModel at the first write

    with ctx.work(Deed.ACKNOWLEDGE) as work:
        alert = next((one for one in board.read(ctx).alerts if one.key == key), None)
        if alert is None:
            raise RuleError(say("This alert is not there any more"))
        at = work.heading.at
        work.add(
            Acknowledgement(
                room_id=ctx.room_id,
                visit_id=alert.visit_id,
                alert=key,
                at=at,
                until=silent_until(at, LONGEST_SILENCE),
                by=work.heading.actor,
            )
        )
        work.commit()
    return alert
