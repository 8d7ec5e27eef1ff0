"""A report as a page of HTML, for paper and for the file.

Nothing of it depends on when it is printed: what was signed is kept as it is, and handed out again as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant_tui.domain.deeds import deed_words
from assistant_tui.readmodels.figuretext import UNIT_WORDS, figure_text
from assistant_tui.readmodels.papers import (
    PrintedAmendment,
    PrintedHead,
    PrintedLine,
    PrintedSection,
    PrintedTable,
    ReportPaper,
)
from assistant_tui.readmodels.reports import Amendment, Block, DayReport, Line, Section, Signature, Value
from assistant_tui.services.context import Context
from assistant_tui.services.prints import template_folders


def page_html(
    ctx: Context, report: DayReport, signature: Signature | None, amendments: Sequence[Amendment] = ()
) -> str:
    """The page in the language in use; without a signature, with a line to sign on.

    The same report gives the same page. Raises FileError for a mistake in the clinic's own template.
    """
    from assistant_tui.printing.pages import page  # noqa: PLC0415 - Jinja2, only for a page

    return page("report", report_paper(ctx, report, signature, amendments), template_folders(ctx), ctx.zone)


def report_paper(
    ctx: Context, report: DayReport, signature: Signature | None, amendments: Iterable[Amendment]
) -> ReportPaper:
    """What stands on the page."""
    return ReportPaper(
        clinic=ctx.pack.name,
        room=report.room,
        doctor=report.doctor,
        day=report.day,
        made_at=report.made_at,
        sections=tuple(_section(section) for section in report.sections if section.lines),
        remark=report.remark,
        amendments=tuple(map(_amendment, amendments)),
        signature=signature,
    )


def _section(section: Section) -> PrintedSection:
    tables = tuple(_table(block) for block in section.blocks if block.lines)
    return PrintedSection(section.code, section.words, tables)


def _table(block: Block) -> PrintedTable:
    drawn = next((at for at, head in enumerate(block.heads) if head.code == block.bar), None)
    heads = tuple(PrintedHead(head.words, UNIT_WORDS.get(head.unit)) for head in block.heads)
    if drawn is None:
        lines = tuple(_line(block, line, None) for line in block.lines)
        return PrintedTable(block.code, block.words, heads, lines, None, None, None)
    lengths = [line.cells[drawn] or 0 for line in block.lines]
    longest = max(*lengths, block.goal or 0, 0)
    head = block.heads[drawn]
    return PrintedTable(
        code=block.code,
        words=block.words,
        heads=heads,
        lines=tuple(
            _line(block, line, _share(length, longest))
            for line, length in zip(block.lines, lengths, strict=True)
        ),
        drawn=head.words,
        goal=None if block.goal is None else figure_text(block.goal, head.unit),
        goal_at=None if block.goal is None else _share(block.goal, longest),
    )


def _line(block: Block, line: Line, bar: float | None) -> PrintedLine:
    cells = tuple(
        figure_text(cell, head.unit) for cell, head in zip(line.cells, block.heads, strict=bool(block.heads))
    )
    return PrintedLine(line.words, cells, bar, line.note)


def _share(part: float, whole: Value) -> float:
    return round(part / whole * 100, 1) if whole else 0.0


def _amendment(amendment: Amendment) -> PrintedAmendment:
    return PrintedAmendment(
        amendment.at,
        amendment.actor,
        deed_words(amendment.deed),
        amendment.ticket,
        amendment.reason,
        amendment.changes,
    )
