"""The panel beside the report: the selected line's figures, and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.figuretext import figure_text
from assistant_tui.readmodels.reports import Behind
from assistant_tui.readmodels.shell import Fact, Section
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.report_lines import AMENDED, ReportLine, said, with_unit
from assistant_tui.widgets.fact_panel import FactPanel

_ROWS_SHOWN = 60


class ReportPanel(FactPanel):
    """What is behind one line."""

    def __init__(self) -> None:
        super().__init__(classes="pane-side")

    def show_line(self, line: ReportLine | None, lens: Lens, *, leads_on: bool) -> None:
        """Show this line, or that none is selected; of one that leads to another screen, that it does."""
        if line is None:
            self.show(say("No line is selected"))
            return
        sections = (
            [Section("", (Fact("", _("Enter leads to where it is settled"), "accent"),))] if leads_on else []
        )
        self.show(line.title, (*_sections(line, lens), *sections))


def _sections(line: ReportLine, lens: Lens) -> Iterator[Section]:
    figures = tuple(figures_of(line))
    if figures:
        yield Section("", figures)
    behind = line.behind
    if behind:
        shown = [_row(row, lens) for row in behind[:_ROWS_SHOWN]]
        if len(behind) > _ROWS_SHOWN:
            shown.append(Fact("", _("and {count} rows more", count=len(behind) - _ROWS_SHOWN), "muted"))
        yield Section(say("Behind it"), tuple(shown))


def figures_of(line: ReportLine) -> Iterator[Fact]:
    """Each figure with its unit, what it is now if it has changed, and the note."""
    changes = {change.head.code: change for change in line.changes}
    for head, value in zip(line.block.heads, line.line.cells, strict=True):
        text = with_unit(value, head.unit)
        change = changes.get(head.code)
        if change is not None:
            text = _("{before}, now {after}", before=text or _("nothing"),
                     after=figure_text(change.after, head.unit) or _("nothing"))  # fmt: skip
        if text:
            yield Fact(said(head.words), text, "warn" if change else "")
    if line.note and line.section.code != AMENDED:  # the rows say it, and more
        now = line.note_now
        yield Fact("", line.note if now is None else _("{before}, now {after}", before=line.note, after=now))


def _row(row: Behind, lens: Lens) -> Fact:
    return Fact(f"{lens.time(row.at)} {row.ticket}".strip(), said(row.words))
