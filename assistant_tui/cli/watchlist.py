"""Watches, rounds and protocols as answers: tables for people, documents for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.packwords import location_name
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.watchshapes import WatchShapes, protocol
from assistant_tui.cli.wording import clock_time, masked_name, minutes
from assistant_tui.i18n import _, language

if TYPE_CHECKING:
    from assistant_tui.domain.protocols import Observation, Protocol
    from assistant_tui.readmodels.watches import RoundRow, WatchRow
    from assistant_tui.services.context import Context


def list_watches(
    ctx: typer.Context,
    ticket: Annotated[
        str, typer.Argument(metavar=_("TICKET"), help=_("Whose watches, also those that have ended"))
    ] = "",
    *,
    all_today: Annotated[
        bool, typer.Option("--all", help=_("All that were begun today, also those that have ended"))
    ] = False,
    mask: Annotated[bool, arguments.mask()] = False,
) -> None:
    from assistant_tui.services import watchlist  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    if ticket:
        rows = watchlist.of_visit(desk, find_ticket(desk, ticket).visit_id)
    else:
        rows = watchlist.of_day(desk) if all_today else watchlist.running(desk)
    show_watches(session, desk, rows, mask=mask)


def list_rounds(ctx: typer.Context, watch: Annotated[str, which()]) -> None:
    from assistant_tui.cli.watchpick import watch_for  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    row = watch_for(desk, watch)
    if session.out.json:
        session.out.document(WatchShapes(session.zone, desk.now()).watch(row)["rounds"])
        return
    if not row.rounds:
        session.out.note(_("No round is on record yet"))
        return
    heads = (_("Round"), _("Due"), _("Done"), _("State"), _("Seen"), _("By"))
    session.out.table(heads, [_round_cells(desk, row, one) for one in row.rounds], right={0})


def list_protocols(ctx: typer.Context) -> None:
    session = session_of(ctx)
    desk = session.desk()
    if session.out.json:
        session.out.document([protocol(one) for one in desk.pack.protocols])
        return
    heads = (_("Code"), _("Name"), _("Rounds"), _("What is typed, in this order"))
    rows = [
        (
            one.code,
            one.name.said_in(language()),
            timetable_words(one),
            " | ".join(map(how_typed, one.observations)),
        )
        for one in desk.pack.protocols
    ]
    session.out.table(heads, rows)


def which() -> Any:
    """A running watch."""
    return typer.Argument(metavar=_("WATCH"), help=_("A ticket, or the number of a watch"))


def show_watches(session: Session, desk: Context, rows: Iterable[WatchRow], *, mask: bool = False) -> None:
    """Print watches, what is overdue first."""
    listed = list(rows)
    if session.out.json:
        shapes = WatchShapes(session.zone, desk.now(), masked=mask)
        session.out.document([shapes.watch(row) for row in listed])
        return
    if not listed:
        session.out.note(_("Nobody is observed"))
        return
    heads = (
        _("No."),
        _("Ticket"),
        _("Name"),
        _("Where"),
        _("What"),
        _("After"),
        _("Next round"),
        _("Last seen"),
    )
    session.out.table(heads, [_cells(desk, row, mask=mask) for row in listed], right={0})


def _cells(desk: Context, row: WatchRow, *, mask: bool) -> Sequence[str]:
    last = row.last
    return (
        str(row.watch_id),
        row.ticket,
        masked_name(row.patient) if mask else row.patient,
        location_name(desk.pack, row.place) if row.place else "",
        row.protocol.name.said_in(language()),
        row.procedure,
        _next(desk, row),
        seen_words(row, last) if last else "",
    )


def _next(desk: Context, row: WatchRow) -> str:
    now = desk.now()
    if row.ended_at is not None:
        return _("ended {time}", time=clock_time(row.ended_at, desk.zone))
    stands = row.standing(now)
    if stands.since is not None:
        return _("due for {minutes} min", minutes=minutes(stands.since, now))
    if stands.ahead_at is None:
        return _("no round left: end it")
    return _(
        "{time}, in {minutes} min",
        time=clock_time(stands.ahead_at, desk.zone),
        minutes=minutes(now, stands.ahead_at),
    )


def _round_cells(desk: Context, row: WatchRow, one: RoundRow) -> Sequence[str]:
    return (
        str(one.number or ""),
        clock_time(one.due_at, desk.zone),
        clock_time(one.happened_at, desk.zone),
        state_words(one),
        seen_words(row, one),
        one.by,
    )


def state_words(one: RoundRow) -> str:
    """How the round ended."""
    words = {
        "done": _("done"),
        "missed": _("missed"),
        "cancelled": _("left out: {reason}", reason=one.reason),
    }
    if one.partial:
        return _("in part: {reason}", reason=one.reason)
    return words[one.status.value]


def seen_words(row: WatchRow, one: RoundRow) -> str:
    """What was seen, in the order of the protocol, then the note."""
    said = [
        f"{each.name.said_in(language())} {each.said_in(language(), one.readings[each.code])}"
        for each in row.protocol.observations
        if each.code in one.readings
    ]
    return ", ".join([*said, one.note] if one.note else said)


def timetable_words(one: Protocol) -> str:
    """When its rounds are due: `每20分钟`."""
    from assistant_tui.domain.timetable import DailyAt  # noqa: PLC0415

    table = one.timetable
    if isinstance(table, DailyAt):
        return _("daily {times}", times=", ".join(f"{at:%H:%M}" for at in table.times))
    every = int(table.every.total_seconds() // 60)
    if table.rounds is None:
        return _("every {minutes} min", minutes=every)
    return _("every {minutes} min, {count} times", minutes=every, count=table.rounds)


def how_typed(one: Observation) -> str:
    """What may be typed for an observation: `Bleeding 1 none 2 spotting`."""
    name = one.name.said_in(language())
    if one.choices:
        answers = [
            f"{place} {choice.name.said_in(language())}" for place, choice in enumerate(one.choices, 1)
        ]
        return f"{name}: {' '.join(answers)}"
    if one.kind.value == "text":
        return name
    return f"{name}: {one.least:g}-{one.most:g}{one.unit and ' '}{one.unit}"
