"""Calling, the consultation, and its end."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.ask import Ask
from assistant_tui.screens.dialogs.exit_gate import or_held
from assistant_tui.screens.dialogs.pick import Pick, location_offers
from assistant_tui.screens.handlers.leaving import ask_to_leave
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.widgets.choice import Offer

LEAVES = "leaves"


@handles("call_next")
def call_next(desk: Desk) -> None:
    """Call whoever is first."""
    called = desk.perform(services.queue.call_next)
    if called:
        desk.select(called.visit_id)
        desk.tell(say("{ticket} {name} called", ticket=called.ticket, name=desk.lens.name(called.name)))


@handles("call")
async def call(desk: Desk) -> None:
    """Call the selected patient; out of turn, ask why."""
    visit = desk.require_visit()
    if desk.board.line and desk.board.line[0].visit.visit_id == visit.visit_id:
        desk.perform(services.queue.call, visit.visit_id)
        return
    await desk.ask(
        Ask(
            _("Call {ticket} out of turn", ticket=visit.ticket),
            _("Reason"),
            lambda reason: services.queue.call(desk.ctx, visit.visit_id, reason=reason),
        )
    )


@handles("recall")
def recall(desk: Desk) -> None:
    """Call the patient at the door again; after the last call this is the missed call."""
    called = desk.board.called
    if called is None:
        desk.refuse(say("Nobody has been called: F5 calls the next patient"))
        return
    if called.entry.calls >= desk.ctx.pack.queue.calls_before_skip:
        _skip(desk, called.visit)
        return
    again = desk.perform(services.queue.recall, called.visit.visit_id)
    if again and again.entry:
        desk.tell(say("{ticket}: call {number}", ticket=again.ticket, number=again.entry.calls))


@handles("start")
def start(desk: Desk) -> None:
    """The called patient has come in."""
    visit = desk.subject_of("start")
    if desk.perform(services.queue.start, visit.visit_id):
        desk.select(visit.visit_id)


@handles("finish")
async def finish(desk: Desk) -> None:
    """The consultation is over: where does she go on to?"""
    visit = desk.subject_of("finish")
    offers = (
        Offer(LEAVES, say("Leaves the clinic")),
        *location_offers(desk.lens, without=desk.ctx.pack.room),
    )
    dialog = Pick(
        _("{ticket} {name} goes on to", ticket=visit.ticket, name=desk.lens.name(visit.name)),
        offers,
        lambda chosen: or_held(
            lambda: services.queue.finish(desk.ctx, visit.visit_id, to=None if chosen == LEAVES else chosen)
        ),
    )
    await ask_to_leave(desk, visit, dialog)


@handles("skip")
def skip(desk: Desk) -> None:
    """No answer."""
    _skip(desk, desk.subject_of("skip"))


def _skip(desk: Desk, visit: VisitRow) -> None:
    if desk.perform(services.queue.skip, visit.visit_id):
        behind = desk.ctx.pack.queue.skip_behind
        desk.tell(say("{ticket} missed the call: {count} others go first", ticket=visit.ticket, count=behind))
