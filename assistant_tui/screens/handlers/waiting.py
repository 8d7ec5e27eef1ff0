"""What can happen to a wait: hold, resume, another place, a level, a promise, an end."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.ask import Ask
from assistant_tui.screens.dialogs.sentence import Sentence
from assistant_tui.screens.dialogs.triage import TriageForm
from assistant_tui.screens.handlers.registry import handles


@handles("hold")
async def hold(desk: Desk) -> None:
    """Put on hold, with a reason if there is one."""
    visit = desk.require_visit()
    await desk.ask(
        Ask(
            _("Put {ticket} on hold", ticket=visit.ticket),
            _("Reason (may stay empty)"),
            lambda reason: services.queue.hold(desk.ctx, visit.visit_id, reason=reason),
        )
    )


@handles("resume")
def resume(desk: Desk) -> None:
    """Back into the queue."""
    desk.perform(services.queue.resume, desk.require_visit().visit_id)


@handles("place")
async def place(desk: Desk) -> None:
    """Another place in the queue, with the reason in the same line: `1 elderly, faint`."""
    visit = desk.require_visit()

    def move(typed: str) -> VisitRow:
        number, _space, reason = clean(typed).partition(" ")
        if not number.isdecimal():
            raise InputError(say("Type the place and the reason, such as: 1 elderly, faint"))
        return services.queue.move_in_line(
            ctx=desk.ctx, visit_id=visit.visit_id, position=int(number), reason=reason
        )

    await desk.ask(
        Ask(
            _("Move {ticket} in the queue", ticket=visit.ticket),
            _("Place (1 to {last}) and reason", last=len(desk.board.line)),
            move,
        )
    )


@handles("level")
async def level(desk: Desk) -> None:
    """How urgent: the level, why, vital signs, a red flag."""
    visit = desk.require_visit()
    known = desk.board.triages.get(visit.visit_id)
    await desk.ask(TriageForm(desk.ctx, desk.lens, visit, pregnant=known is not None and known.pregnant))


@handles("tell_wait")
async def tell_wait(desk: Desk) -> None:
    """Show the sentence; once said, it is a promise."""
    try:
        told = services.promises.offer(desk.ctx, desk.require_visit().visit_id)
    except RuleError as error:
        desk.refuse(error.saying)
        return
    await desk.ask(
        Sentence(
            _("Say to {ticket}", ticket=told.ticket),
            told.sentence,
            lambda: services.promises.tell(desk.ctx, told),
        )
    )
