"""Where the patient goes, who came along, and what has happened."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.saying import say
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.companion import CompanionForm
from assistant_tui.screens.dialogs.move import MoveTo
from assistant_tui.screens.dialogs.timeline import VisitTimeline
from assistant_tui.screens.facts import title_of
from assistant_tui.screens.handlers.leaving import ask_to_leave
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.screens.next_stop import stop_name
from assistant_tui.screens.whereabouts import WhereaboutsPane


@handles("move")
async def move(desk: Desk) -> None:
    """Two keys: this one and the location's."""
    visit = desk.require_visit()
    await ask_to_leave(desk, visit, MoveTo(desk.ctx, desk.lens, visit))


@handles("send_on")
def send_on(desk: Desk) -> None:
    """To the next stop that the slips ask for."""
    visit, stop = desk.require_visit(), desk.board.stop(desk.require_visit().visit_id)
    if desk.perform(services.orders.send_on, visit.visit_id) and stop:
        desk.tell(
            say(
                "{ticket} goes on to {place}: {reason}",
                ticket=visit.ticket,
                place=stop_name(stop, desk.lens),
                reason=stop.reason,
            )
        )


@handles("queue_again")
def queue_again(desk: Desk) -> None:
    """Back to the doctor."""
    visit = desk.require_visit()
    if desk.perform(services.queue.queue_again, visit.visit_id):
        desk.tell(say("{ticket} is in the queue again", ticket=visit.ticket))


@handles("companion")
async def companion(desk: Desk) -> None:
    """Note who came along."""
    await desk.ask(CompanionForm(desk.ctx, desk.require_visit()))


@handles("invite")
def invite(desk: Desk) -> None:
    """The first companion still to be asked in has been."""
    visit = desk.require_visit()
    expected = [one for one in visit.companions if one.invite and one.invited_at is None]
    if not expected:
        desk.refuse(say("{ticket}: nobody is to be invited in", ticket=visit.ticket))
        return
    if desk.perform(services.companions.invite, expected[0].companion_id):
        desk.tell(say("{name} was invited in", name=desk.lens.name(expected[0].name)))


@handles("timeline")
async def timeline(desk: Desk) -> None:
    """The visit from arrival to now."""
    visit = desk.require_visit()
    timeline = services.timeline.read(desk.ctx, visit.visit_id)
    await desk.ask(VisitTimeline(timeline, desk.lens, title_of(visit, desk.lens), now=desk.ctx.now()))


@handles("board_or_list")
def board_or_list(desk: Desk) -> None:
    """By location, or everyone by time."""
    pane = desk.pane
    if isinstance(pane, WhereaboutsPane):
        pane.switch_view()
