"""What can happen to a wait: hold, resume, another place, a level, a promise, an end."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.acuity import ACUITY_WORDS
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.ask import Ask
from assistant_tui.screens.dialogs.pick import Pick
from assistant_tui.screens.dialogs.sentence import Sentence
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.widgets.choice import Offer


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
    """Another triage level: pick it, then say why."""
    visit = desk.require_visit()
    offers = tuple(
        Offer(str(int(acuity)), say("Level {level}: {words}", level=int(acuity), words=words))
        for acuity, words in ACUITY_WORDS.items()
    )
    chosen = await desk.ask(Pick(_("Level of {ticket}", ticket=visit.ticket), offers, int))
    if chosen is not None:
        await desk.ask(
            Ask(
                _("Level {level} for {ticket}", level=chosen, ticket=visit.ticket),
                _("Reason"),
                lambda reason: services.queue.set_acuity(
                    desk.ctx, visit.visit_id, level=chosen, reason=reason
                ),
            )
        )


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
