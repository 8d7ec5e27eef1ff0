"""The exit gate: what is still open of a visit, and settling it point by point."""

from __future__ import annotations

from datetime import date

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.exitgate import Belonging, GateError, GoesOn, OpenPoint, open_points
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.i18n import language
from assistant_tui.services import slips, watchlist
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.store.queries.leaving import points_passed, return_date

LONGEST_AHEAD = 2 * 366
"""Days; a later date to come back is a slip of the finger."""


def points(ctx: Context, visit_id: int) -> tuple[OpenPoint, ...]:
    """What still keeps the patient from leaving, in the order in which it is settled; empty when nothing."""
    hers = slips.of_visit(ctx, visit_id)
    watches = [row for row in watchlist.of_visit(ctx, visit_id) if row.ended_at is None]
    if not hers and not watches:
        return ()
    return tuple(
        open_points(
            [slips.open_item(ctx, item) for slip in hers for item in slip.items],
            return_date_known=return_date(ctx.reading, visit_id) is not None,
            needs_return_date=ctx.pack.return_date_after,
            belongings=[
                Belonging(one.code, one.name.said_in(language()), frozenset(one.after))
                for one in ctx.pack.belongings
            ],
            watches=[GoesOn(row.watch_id, row.protocol.name) for row in watches],
            passed=points_passed(ctx.reading, visit_id),
        )
    )


def require_nothing_open(ctx: Context, visit_id: int, ticket: str) -> None:
    """Let her leave. Raises GateError with the points that are open."""
    if found := points(ctx, visit_id):
        raise GateError(ticket, found)


def settle(ctx: Context, visit_id: int, key: str) -> tuple[OpenPoint, ...]:
    """A belonging of the discharge is done: education given, medicines collected; answers what is left.

    Raises RuleError for a point that is settled elsewhere (a slip by its own step, a date by agreeing one).
    """
    if not key.startswith("discharge/"):
        raise RuleError(say("Do what is open, or let it pass with a reason"))
    return _pass(ctx, visit_id, key, overridden=False, reason="")


def override(ctx: Context, visit_id: int, key: str, *, reason: str) -> tuple[OpenPoint, ...]:
    """Let a point pass for this reason; answers what is left. A watch that goes on ends with it, cancelled.

    Raises InputError without a reason.
    """
    if not reason.strip():
        raise InputError(say("Say why this may stay open"))
    return _pass(ctx, visit_id, key, overridden=True, reason=reason)


def _pass(ctx: Context, visit_id: int, key: str, *, overridden: bool, reason: str) -> tuple[OpenPoint, ...]:
    from assistant_tui.store.tables import Settlement  # noqa: PLC0415 - SQLModel at the first write

    with ctx.work(Deed.SETTLE, reason=reason) as work:
        if key not in {point.key for point in points(ctx, visit_id)}:
            raise RuleError(
                say("{ticket}: this is not open any more", ticket=visit_row(ctx, visit_id).ticket)
            )
        if key.startswith("watch/"):
            from assistant_tui.services.watches.ending import cancel  # noqa: PLC0415 - as the table

            cancel(ctx, work, int(key.removeprefix("watch/")))
        work.add(
            Settlement(
                visit_id=visit_id,
                point=key,
                at=work.heading.at,
                by=work.heading.actor,
                overridden=overridden,
                reason=work.heading.reason,
            )
        )
        work.commit()
    return points(ctx, visit_id)


def agree_return(ctx: Context, visit_id: int, on: date | None) -> tuple[OpenPoint, ...]:
    """The date on which she is to come back, None for none after all; answers what is left open.

    Raises InputError for a day that is not after the visit's, or more than two years away.
    """
    from assistant_tui.services import visits  # noqa: PLC0415 - SQLModel at the first write

    with ctx.work(Deed.SET_RETURN_DATE) as work:
        visit = visits.visit_in(work, visit_id)
        if on is not None and not 0 < (on - visit.day).days <= LONGEST_AHEAD:
            raise InputError(say("Type a day after {day}, within two years", day=visit.day))
        work.change(visit, return_on=on)
        work.commit()
    return points(ctx, visit_id)
