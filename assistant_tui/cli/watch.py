"""`watch`: patients under observation, from the beginning to the end, round by round."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.session import session_of
from assistant_tui.cli.watchlist import list_protocols, list_rounds, list_watches, show_watches, which
from assistant_tui.cli.watchoptions import at, only, running
from assistant_tui.cli.watchrounds import call, came, instruct, record, skip
from assistant_tui.i18n import _


class End(StrEnum):
    """How a watch ends; the words of `domain.watches.EndKind`."""

    DISCHARGED = "discharged"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"


def add_to(group: Group) -> None:
    """Add `watch`."""
    noun = add_noun(group, "watch")
    program = "assistant-tui watch"
    add_verb(
        noun,
        "list",
        list_watches,
        _("Show who is observed, what is overdue first."),
        f"{program} list",
        f"{program} list A012 --json",
    )
    add_verb(
        noun,
        "protocols",
        list_protocols,
        _("Show the protocols, and what is typed for a round of each."),
        f"{program} protocols",
    )
    add_verb(
        noun,
        "start",
        start,
        _("Begin to observe a patient."),
        f"{program} start A012",
        f"{program} start A012 post_op --procedure 清创缝合术 --surgeon 陈医生 --at 10:42",
    )
    add_verb(noun, "rounds", list_rounds, _("Show the rounds of a watch."), f"{program} rounds A012")
    add_verb(
        noun,
        "record",
        record,
        _("Record a round, as digits in the order of the protocol."),
        f"{program} record A012 1 2 4",
        f"{program} record A012 1 - 3 --reason asleep --at 10:42",
    )
    add_verb(
        noun,
        "skip",
        skip,
        _("Leave out the round that is due, or the next one."),
        f"{program} skip A012 --reason ultrasound",
    )
    add_verb(noun, "call", call, _("The doctor was asked to come."), f"{program} call A012")
    add_verb(
        noun,
        "came",
        came,
        _("The doctor who was called has come."),
        f'{program} came A012 --ordered "oxytocin 10 u"',
    )
    add_verb(
        noun,
        "instruct",
        instruct,
        _("Note which instructions the patient was given."),
        f"{program} instruct A012 1 2",
    )
    add_verb(
        noun,
        "hand-over",
        hand_over,
        _("Somebody else looks after one's watches from now on."),
        f"{program} hand-over 赵敏",
        f"{program} hand-over 赵敏 A012 --note lunch",
    )
    add_verb(
        noun,
        "stop",
        stop,
        _("End a watch: discharged by the score, transferred or cancelled."),
        f"{program} stop A012 --score 22222",
        f"{program} stop A012 --end transferred --reason ward",
    )


def start(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    *,
    protocol: Annotated[
        str,
        typer.Argument(metavar=_("PROTOCOL"), help=_("By code or name; without, what her surgery calls for")),
    ] = "",
    procedure: Annotated[str, typer.Option("--procedure", metavar=_("TEXT"), help=_("After what"))] = "",
    surgeon: Annotated[str, typer.Option("--surgeon", metavar=_("NAME"), help=_("Who operated"))] = "",
    since: Annotated[str, at(_("When it began; without it, now"))] = "",
) -> None:
    from assistant_tui.cli.watchpick import instant_past, offer_for, protocol_named  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    visit_id = find_ticket(desk, ticket).visit_id
    offer = None if protocol else offer_for(desk, visit_id)
    row = watches.start(
        desk,
        visit_id,
        offer.protocol.code if offer else protocol_named(desk, protocol).code,
        procedure=procedure or (offer.procedure if offer else ""),
        surgeon=surgeon or (offer.surgeon if offer else ""),
        item_id=offer.item_id if offer else None,
        started_at=instant_past(desk, since),
    )
    show_watches(session, desk, [row])


def hand_over(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar=_("NAME"), help=_("Who takes over"))],
    watch: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("WATCH"), help=_("Only these; without any, all of one's own")),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar=_("TEXT"), help=_("What to know"))] = "",
) -> None:
    from assistant_tui.cli.watchpick import watch_for  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    chosen = [watch_for(desk, one).watch_id for one in watch] if watch else None
    show_watches(session, desk, watches.hand_over(desk, name, note=note, watch_ids=chosen))


def stop(
    ctx: typer.Context,
    watch: Annotated[str, which()],
    *,
    end: Annotated[
        End,
        typer.Option("--end", metavar="discharged|transferred|cancelled", help=_("How it ends")),
    ] = End.DISCHARGED,
    score: Annotated[
        str, typer.Option("--score", metavar=_("DIGITS"), help=_("The points, a digit for each part"))
    ] = "",
    reason: Annotated[str, arguments.reason(_("Why it ends, or why she may go below the score"))] = "",
    protocol: Annotated[str, only()] = "",
) -> None:
    from assistant_tui.domain.roundline import read_score  # noqa: PLC0415
    from assistant_tui.domain.watches import EndKind  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415

    session, desk, row = running(ctx, watch, protocol)
    points = read_score(row.protocol, score) if score else None
    show_watches(
        session, desk, [watches.stop(desk, row.watch_id, EndKind(end.value), points=points, reason=reason)]
    )
