"""Reading back what an action has made of a visit."""

from __future__ import annotations

from assistant_tui.domain.saying import MissingError, RuleError, say
from assistant_tui.domain.tickets import parse_ticket
from assistant_tui.readmodels.board import Board, QueueRow, VisitRow
from assistant_tui.services.context import Context
from assistant_tui.store.queries.today import visit_of_ticket, visits_by_id


def visit_row(ctx: Context, visit_id: int) -> VisitRow:
    """The visit as the lists show it. Raises MissingError when it is unknown or voided."""
    rows = visits_by_id(ctx.reading, [visit_id])
    if not rows:
        raise MissingError(say("This visit does not exist any more"))
    return rows[0]


def find_ticket(ctx: Context, text: str) -> VisitRow:
    """Today's visit with the ticket as typed. Raises InputError or MissingError."""
    series, number = parse_ticket(text)
    row = visit_of_ticket(ctx.reading, ctx.room_id, ctx.today(), series, number)
    if row is None:
        raise MissingError(say("There is no ticket {ticket} today", ticket=f"{series}{number:03d}"))
    return row


def find_visit_in_line(board: Board, visit_id: int) -> QueueRow:
    """Her place in the line. Raises RuleError when she is not waiting."""
    for row in board.line:
        if row.visit.visit_id == visit_id:
            return row
    visit = board.visit(visit_id)
    raise RuleError(say("{ticket} is not waiting in the line", ticket=visit.ticket if visit else "?"))
