"""Printing: a paper is gathered, made, and put on record before it is handed out.

What cannot be put on record is not printed; a template with a mistake is no printing. Without SQLModel.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant_tui import paths
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.names import mask
from assistant_tui.domain.saying import MissingError, RuleError, say
from assistant_tui.readmodels.papers import Paper, PrintedSupply, RestockPaper, TicketPaper
from assistant_tui.services import board, papers, slips, supplies
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.store.journal import note
from assistant_tui.store.queries.prints import slip_with_number

if TYPE_CHECKING:
    from assistant_tui.printing.escpos import Roll

FOLDER = "print"
"""Where templates lie: in a pack's folder, and among the program's data."""


def find_slip(ctx: Context, number: int) -> int:
    """The id of today's slip with this number. Raises MissingError."""
    found = slip_with_number(ctx.reading, ctx.today(), number)
    if found is None:
        raise MissingError(say("There is no slip {number} today", number=number))
    return found


def slip(ctx: Context, slip_id: int) -> str:
    """An order slip as a page of HTML. Raises MissingError, RuleError when nothing of it counts, FileError
    for a mistake in the clinic's template; so do the others.
    """
    row = slips.slip(ctx, slip_id)
    paper = papers.slip_paper(ctx, row, visit_row(ctx, row.visit_id))
    return _page(ctx, "slip", paper, f"slip {row.number} {row.ticket}")


def consent(ctx: Context, slip_id: int) -> str:
    """The consent forms of a slip, a page each: those on it, or those that its items need."""
    row = slips.slip(ctx, slip_id)
    of_visit = slips.of_visit(ctx, row.visit_id)
    paper = papers.consent_paper(ctx, row, visit_row(ctx, row.visit_id), of_visit)
    return _page(ctx, "consent", paper, f"consent {row.number} {row.ticket}")


def refusal(ctx: Context, slip_id: int) -> str:
    """The form by which the patient declines what is on a slip."""
    row = slips.slip(ctx, slip_id)
    paper = papers.refusal_paper(ctx, row, visit_row(ctx, row.visit_id))
    return _page(ctx, "refusal", paper, f"refusal {row.number} {row.ticket}")


def itinerary(ctx: Context, visit_id: int) -> str:
    """The patient's way through the clinic, for her to take along."""
    visit = visit_row(ctx, visit_id)
    paper = papers.itinerary_paper(ctx, visit, slips.of_visit(ctx, visit_id))
    return _page(ctx, "itinerary", paper, f"itinerary {visit.ticket}")


def summary(ctx: Context, visit_id: int) -> str:
    """The whole visit on a page."""
    visit = visit_row(ctx, visit_id)
    paper = papers.summary_paper(ctx, visit, slips.of_visit(ctx, visit_id))
    return _page(ctx, "summary", paper, f"summary {visit.ticket}")


def restock(ctx: Context) -> str:
    """The restock list. Raises RuleError when nothing that was counted is below its par."""
    rows = supplies.restock(ctx)
    if not rows:
        raise RuleError(say("Nothing that was counted is below its par"))
    paper = RestockPaper(
        papers.letterhead(ctx),
        ctx.today(),
        tuple(
            PrintedSupply(
                row.supply.code, row.supply.name, row.supply.unit, row.supply.par, row.level or 0, row.fetch
            )
            for row in rows
        ),
    )
    return _page(ctx, "restock", paper, "restock")


def ticket(ctx: Context, visit_id: int, roll: Roll) -> bytes:
    """The ticket for a receipt printer."""
    from assistant_tui.printing.strips import ticket_strip  # noqa: PLC0415 - what does not print needs none

    paper = _ticket(ctx, visit_id)
    strip = ticket_strip(paper, roll, ctx.zone)
    _record(ctx, f"ticket {paper.ticket}")
    return strip


def itinerary_strip(ctx: Context, visit_id: int, roll: Roll) -> bytes:
    """The patient's way through the clinic for a receipt printer."""
    from assistant_tui.printing.strips import itinerary_strip as laid_out  # noqa: PLC0415

    visit = visit_row(ctx, visit_id)
    strip = laid_out(papers.itinerary_paper(ctx, visit, slips.of_visit(ctx, visit_id)), roll, ctx.zone)
    _record(ctx, f"itinerary {visit.ticket}")
    return strip


def template_folders(ctx: Context) -> Sequence[Path]:
    """Where templates are looked for: the pack's own first, then the program's."""
    return ctx.pack.folder / FOLDER, paths.data_folder() / FOLDER


def _ticket(ctx: Context, visit_id: int) -> TicketPaper:
    visit = visit_row(ctx, visit_id)
    place = next((row for row in board.read(ctx).line if row.visit.visit_id == visit_id), None)
    return TicketPaper(
        papers.letterhead(ctx),
        visit.ticket,
        mask(visit.name),
        papers.kind_name(ctx, visit.kind),
        visit.arrived_at,
        ctx.pack.waiting.name,
        place.position - 1 if place and place.position else None,
        place.low_at if place else None,
        place.high_at if place else None,
    )


def _page(ctx: Context, name: str, paper: Paper, what: str) -> str:
    from assistant_tui.printing.pages import page  # noqa: PLC0415 - Jinja2, only for a page

    html = page(name, paper, template_folders(ctx), ctx.zone)
    _record(ctx, what)
    return html


def _record(ctx: Context, what: str) -> None:
    note(ctx.reading, ctx.heading(Deed.PRINT, reason=what))
