"""Acknowledging alerts. Which there are, and which are silent, is on the board."""

from __future__ import annotations

from collections.abc import Collection

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.escalation import silent_until
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.services import board
from assistant_tui.services.context import Context


def acknowledge(ctx: Context, key: str) -> Alert:
    """The alert was heard: it is silent for five minutes, though what it is about is still to be done.

    Raises RuleError for an alert that is not there any more.
    """
    heard = hear(ctx, [key])
    if not heard:
        raise RuleError(say("This alert is not there any more"))
    return heard[0]


def hear(ctx: Context, keys: Collection[str]) -> tuple[Alert, ...]:
    """These were heard, all at once; those that are over by now are passed over. Answers the others."""
    from assistant_tui.store.tables import Acknowledgement  # noqa: PLC0415 - SQLModel at the first write

    with ctx.work(Deed.ACKNOWLEDGE) as work:
        alerts = tuple(one for one in board.read(ctx).alerts if one.key in keys)
        if not alerts:
            return ()
        if len({alert.visit_id for alert in alerts}) > 1:
            work.about_many()
        at = work.heading.at
        for alert in alerts:
            work.add(
                Acknowledgement(
                    room_id=ctx.room_id,
                    visit_id=alert.visit_id,
                    alert=alert.key,
                    at=at,
                    until=silent_until(at),
                    by=work.heading.actor,
                )
            )
        work.commit()
    return alerts
