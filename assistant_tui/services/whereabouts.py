"""Where the patients go: moving, leaving."""

from __future__ import annotations

from datetime import timedelta

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services import visits
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context

LONGEST_AWAY = timedelta(hours=24)


def move(
    ctx: Context, visit_id: int, location: str, *, escort: str = "", back_in: timedelta | None = None
) -> VisitRow:
    """The patient goes to `location`, perhaps with an escort, perhaps to be back in `back_in`.

    Her place in the queue stays hers: who is called while at the lab is looked for there. Raises RuleError
    during a consultation and for the consulting room itself (both are the queue's business), MissingError
    for a location that the pack does not have, InputError for a time that is not between 1 min and 24 h.
    """
    target = ctx.pack.location(location)
    if back_in is not None and not timedelta(0) < back_in <= LONGEST_AWAY:
        raise InputError(say("Back in how many minutes? Type 1 to 1440"))
    with ctx.work(Deed.MOVE) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.active_entry(work, visit)
        if entry is not None and entry.status == EntryStatus.IN_PROGRESS:
            raise RuleError(say("{ticket} is with the doctor: finish the consultation", ticket=visit.ticket))
        if target.code == ctx.pack.room.code:
            raise RuleError(say("Into the room by a call: call {ticket}", ticket=visit.ticket))
        if entry is not None and entry.status == EntryStatus.CALLED:
            raise RuleError(
                say("{ticket} has been called: put the patient back in the queue first", ticket=visit.ticket)
            )
        back_by = None if back_in is None else work.heading.at + back_in
        visits.move_stay(work, ctx, visit, target.code, escort=clean(escort), back_by=back_by)
        work.commit()
    return visit_row(ctx, visit_id)


def depart(ctx: Context, visit_id: int) -> VisitRow:
    """The patient leaves the clinic; the visit is over.

    Raises RuleError while she is in the queue: how that wait ended must be said.
    """
    with ctx.work(Deed.DEPART) as work:
        visit = visits.visit_in(work, visit_id)
        if visits.active_entry(work, visit) is not None:
            raise RuleError(
                say(
                    "{ticket} is still in the queue: finish, or record as left before being seen",
                    ticket=visit.ticket,
                )
            )
        visits.close_visit(work, ctx, visit)
        work.commit()
    return visit_row(ctx, visit_id)
