"""Every way out of the clinic: each goes through the exit gate while something of hers is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from assistant_tui import services
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.ask import Ask
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.exit_gate import ExitGate, Held, or_held
from assistant_tui.screens.handlers.registry import handles

Answer = TypeVar("Answer")


async def ask_to_leave(desk: Desk, visit: VisitRow, dialog: Dialog[Any]) -> None:
    """Ask in a dialog that may let her leave, or answer that the gate holds her."""
    answer = await desk.ask(dialog)
    if isinstance(answer, Held):
        await _through_gate(desk, visit, answer)


async def _through_gate(desk: Desk, visit: VisitRow, held: Held[Answer]) -> None:
    """Show what is open; she leaves when nothing is any more, or stays."""
    left = await desk.ask(ExitGate(desk.ctx, desk.lens, visit, held))
    if left is None:
        desk.refresh_board()  # some points may be settled all the same
    else:
        desk.tell(say("{ticket}: nothing is open any more, the patient has left", ticket=visit.ticket))


async def _leave(desk: Desk, visit: VisitRow, leave: Callable[[], Answer], told: Saying) -> None:
    """Leave with one key, and say so; through the gate if that holds her."""
    answer = or_held(leave)
    desk.refresh_board()
    if isinstance(answer, Held):
        await _through_gate(desk, visit, answer)
    else:
        desk.tell(told)


@handles("depart")
async def depart(desk: Desk) -> None:
    """The visit is over."""
    visit = desk.require_visit()
    await _leave(
        desk,
        visit,
        lambda: services.whereabouts.depart(desk.ctx, visit.visit_id),
        say("{ticket} has left the clinic", ticket=visit.ticket),
    )


@handles("left")
async def left(desk: Desk) -> None:
    """Left before being seen, with a reason if it is known."""
    visit = desk.require_visit()
    dialog = Ask(
        _("{ticket} left before being seen", ticket=visit.ticket),
        _("Reason (may stay empty)"),
        lambda reason: or_held(lambda: services.queue.leave(desk.ctx, visit.visit_id, reason=reason)),
    )
    await ask_to_leave(desk, visit, dialog)


@handles("noshow")
async def noshow(desk: Desk) -> None:
    """Expected and not there."""
    visit = desk.require_visit()
    await _leave(
        desk,
        visit,
        lambda: services.queue.no_show(desk.ctx, visit.visit_id),
        say("{ticket} did not come", ticket=visit.ticket),
    )


@handles("error")
async def error(desk: Desk) -> None:
    """A mistaken registration, taken out with a reason."""
    visit = desk.require_visit()

    def take_out(reason: str) -> bool:
        services.queue.enter_in_error(desk.ctx, visit.visit_id, reason=reason)
        return True

    dialog = Ask(
        _("{ticket} was registered in error", ticket=visit.ticket),
        _("Reason"),
        lambda reason: or_held(lambda: take_out(reason)),
    )
    await ask_to_leave(desk, visit, dialog)
