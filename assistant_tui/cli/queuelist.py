"""`queue list`: the line in its order, with the one-line reason for every place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.packwords import kind_name
from assistant_tui.cli.session import session_of
from assistant_tui.cli.shapes import Shapes
from assistant_tui.cli.wording import clock_time, masked_name, minutes, person
from assistant_tui.i18n import _, spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.board import Board, QueueRow
    from assistant_tui.services.context import Context


def list_queue(ctx: typer.Context, mask: Annotated[bool, arguments.mask()] = False) -> None:
    from assistant_tui.services import board as boards  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    board = boards.read(desk)
    rows = in_order(board)
    if session.out.json:
        shapes = Shapes(session.zone, masked=mask)
        session.out.document([shapes.place(row, board.at) for row in rows])
        return
    if not rows:
        session.out.note(_("Nobody is waiting"))
        return
    heads = (
        "#",
        _("Ticket"),
        _("Name"),
        _("Sex, age"),
        _("Kind"),
        _("Level"),
        _("Since"),
        _("Waited"),
        _("Expected"),
        _("Why"),
    )
    session.out.table(heads, [_cells(desk, board, row, mask=mask) for row in rows], right={0, 5, 7})


def in_order(board: Board) -> list[QueueRow]:
    """Who is in the room, who is called, the line, and who is on hold."""
    first = [row for row in (board.serving, board.called) if row is not None]
    return [*first, *board.line, *board.aside]


def _cells(desk: Context, board: Board, row: QueueRow, *, mask: bool) -> tuple[str, ...]:
    visit, entry = row.visit, row.entry
    return (
        "" if row.position is None else str(row.position),
        visit.ticket,
        masked_name(visit.name) if mask else visit.name,
        person(visit.sex, visit.born, board.day),
        kind_name(desk.pack, visit.kind),
        str(visit.acuity),
        clock_time(entry.waits_from, desk.zone),
        minutes(entry.waits_from, entry.first_called_at or board.at),
        "-".join(clock_time(moment, desk.zone) for moment in (row.low_at, row.high_at) if moment),
        spoken(row.reason),
    )
