"""`queue`: the line, and everything that happens to a wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments, registering
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.queuelist import list_queue
from assistant_tui.cli.session import session_of
from assistant_tui.cli.visits import show_visit
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.readmodels.board import VisitRow
    from assistant_tui.services.context import Context


def add_to(group: Group) -> None:
    """Add `queue`."""
    noun = add_noun(group, "queue")
    registering.add_to(noun)
    program = "assistant-tui queue"
    add_verb(noun, "list", list_queue, _("Show the queue of today in its order."), f"{program} list --json")
    add_verb(
        noun,
        "call",
        call,
        _("Call the next patient, or this one."),
        f"{program} call",
        f'{program} call A012 --reason "severe pain"',
    )
    for name, act, words, rest in (
        ("recall", recall, _("Call again."), ""),
        ("start", start, _("The called patient has come in."), ""),
        ("done", done, _("The consultation is over; the patient goes on or leaves."), "--to lab"),
        ("skip", skip, _("No answer: let some others go first."), ""),
        ("hold", hold, _("Put the wait on hold."), '--reason "fetching an old film"'),
        ("resume", resume, _("Back into the line, from hold or after missed calls."), ""),
        ("left", left, _("The patient left before being seen."), '--reason "could not wait"'),
        ("noshow", noshow, _("The patient was expected and is not there."), ""),
        ("error", error, _("The registration was a mistake."), '--reason "registered twice"'),
        ("place", place, _("Move the patient to another place in the line."), '1 --reason "severe pain"'),
        ("again", again, _("Back to the doctor with results: queue the patient again."), ""),
        ("tell", tell, _("The sentence that tells the wait; it is recorded as promised."), ""),
    ):
        does: Callable[..., None] = act
        add_verb(noun, name, does, words, f"{program} {name} A012 {rest}".rstrip())


def call(
    ctx: typer.Context,
    ticket: Annotated[
        str, typer.Argument(metavar=_("TICKET"), help=_("Whom to call; without it, whoever is next"))
    ] = "",
    reason: Annotated[str, arguments.reason(_("Why out of turn"))] = "",
) -> None:
    from assistant_tui.services.queue import call as call_one  # noqa: PLC0415
    from assistant_tui.services.queue import call_next  # noqa: PLC0415

    if ticket:
        _act(ctx, ticket, lambda desk, visit: call_one(desk, visit, reason=reason))
        return
    session = session_of(ctx)
    desk = session.desk()
    show_visit(session, desk, call_next(desk))


def recall(ctx: typer.Context, ticket: Annotated[str, arguments.ticket()]) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, queue.recall)


def start(ctx: typer.Context, ticket: Annotated[str, arguments.ticket()]) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, queue.start)


def skip(ctx: typer.Context, ticket: Annotated[str, arguments.ticket()]) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, queue.skip)


def hold(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    reason: Annotated[str, arguments.reason(_("What the patient waits for"))] = "",
) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, lambda desk, visit: queue.hold(desk, visit, reason=reason))


def resume(ctx: typer.Context, ticket: Annotated[str, arguments.ticket()]) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, queue.resume)


def done(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar=_("LOCATION"), help=_("Where the patient goes now; without it, out of the clinic")
        ),
    ] = "",
) -> None:
    from assistant_tui.cli.packwords import find_location  # noqa: PLC0415
    from assistant_tui.services import queue  # noqa: PLC0415

    def finish(desk: Context, visit: int) -> VisitRow:
        return queue.finish(desk, visit, to=find_location(desk.pack, to).code if to else None)

    _act(ctx, ticket, finish)


def left(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    reason: Annotated[str, arguments.reason(_("Why the patient left"))] = "",
) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, lambda desk, visit: queue.leave(desk, visit, reason=reason))


def noshow(ctx: typer.Context, ticket: Annotated[str, arguments.ticket()]) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, queue.no_show)


def error(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    reason: Annotated[str, arguments.reason(_("What the mistake was"))],
) -> None:
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415
    from assistant_tui.services.queue import enter_in_error  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    visit = find_ticket(desk, ticket)
    enter_in_error(desk, visit.visit_id, reason=reason)
    if session.out.json:
        session.out.document({"ticket": visit.ticket, "status": "entered-in-error"})
    else:
        session.out.line(_("{ticket} {name}: registered in error", ticket=visit.ticket, name=visit.name))


def place(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    position: Annotated[
        int, typer.Argument(metavar=_("PLACE"), help=_("The place in the line, counted from 1"))
    ],
    reason: Annotated[str, arguments.reason(_("Why out of turn"))],
) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, lambda desk, visit: queue.move_in_line(desk, visit, position=position, reason=reason))


def again(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    reason: Annotated[str, arguments.reason(_("What brings the patient back"))] = "",
) -> None:
    from assistant_tui.services import queue  # noqa: PLC0415

    _act(ctx, ticket, lambda desk, visit: queue.queue_again(desk, visit, reason=reason))


def tell(ctx: typer.Context, ticket: Annotated[str, arguments.ticket()]) -> None:
    from assistant_tui.services import promises  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415
    from assistant_tui.services.promises import offer  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    told = promises.tell(desk, offer(desk, find_ticket(desk, ticket).visit_id))
    if session.out.json:
        session.out.document(
            {
                "ticket": told.ticket,
                "sentence": told.sentence,
                "low_minutes": told.low_minutes,
                "high_minutes": told.high_minutes,
            }
        )
    else:
        session.out.line(told.sentence)


def _act(ctx: typer.Context, ticket: str, action: Callable[[Context, int], VisitRow]) -> None:
    """Do this to the visit of the ticket, and show what became of it."""
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    show_visit(session, desk, action(desk, find_ticket(desk, ticket).visit_id))
