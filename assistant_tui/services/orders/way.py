"""The way of a patient: on to her next stop, with one key."""

from __future__ import annotations

from assistant_tui.domain.itinerary import Errand, NextStop
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.i18n import language
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services import queue, slips, whereabouts
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context


def next_stop_of(ctx: Context, visit_id: int) -> NextStop | None:
    """Where her slips send the patient next; None when nowhere."""
    return slips.stop_of(ctx, slips.of_visit(ctx, visit_id), visit_row(ctx, visit_id))


def send_on(ctx: Context, visit_id: int) -> VisitRow:
    """Send the patient to her next stop; to the doctor by the queue, if she is not in it.

    Raises RuleError when no slip asks for anything, or when she is there already.
    """
    visit, stop = visit_row(ctx, visit_id), next_stop_of(ctx, visit_id)
    if stop is None:
        raise RuleError(say("{ticket}: no slip is open, there is nowhere to go", ticket=visit.ticket))
    seen_and_out = visit.entry is not None and visit.entry.ended_at is not None
    if stop.errand is Errand.DOCTOR and seen_and_out:
        return queue.queue_again(ctx, visit_id)
    if visit.stay is not None and visit.stay.location == stop.location:
        place = ctx.pack.location(stop.location).name.said_in(language())
        raise RuleError(
            say(
                "{ticket} is at {place} already: {reason}",
                ticket=visit.ticket,
                place=place,
                reason=stop.reason,
            )
        )
    return whereabouts.move(ctx, visit_id, stop.location)
