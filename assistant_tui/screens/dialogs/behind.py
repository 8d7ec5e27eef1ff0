"""The rows behind a figure of the report; Enter on one shows its visit's timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui import services
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.reports import Behind
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.timeline import VisitTimeline
from assistant_tui.screens.facts import title_of as title_of_visit
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.report_lines import ReportLine, said
from assistant_tui.screens.report_panel import figures_of
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain, words
from assistant_tui.widgets.table import Cell, Column, LineTable, RowActivated


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A row and its place."""

    number: int
    row: Behind


class BehindRows(Dialog[None]):
    """Nothing can be changed here; tickets, no names."""

    def __init__(self, ctx: Context, lens: Lens, line: ReportLine) -> None:
        super().__init__(line.title, _("Enter: the visit from arrival to now   Esc: back"))
        self._ctx = ctx
        self._lens = lens
        self._line = line

    def body(self) -> Iterable[Widget]:
        """The line's figures, and the rows."""
        figures = [
            " ".join(filter(None, (words(fact.label), words(fact.value)))) for fact in figures_of(self._line)
        ]
        if figures:
            yield Static(plain("   ".join(figures)), classes="behind-figures", markup=False)
        yield LineTable[_Numbered](
            [
                Column("at", lambda: _("Time"), self._at, 5, priority=8),
                Column("ticket", lambda: _("Ticket"), lambda one: Cell(one.row.ticket), 4, priority=9),
                Column(
                    "what",
                    lambda: _("Detail"),
                    lambda one: Cell(said(one.row.words)),
                    20,
                    weight=1,
                    priority=9,
                ),
            ],
            key=lambda one: one.number,
            empty=lambda: _("No rows are on record behind this"),
        )

    def on_mount(self) -> None:
        """The earliest first."""
        table = self.query_one(LineTable)
        table.show([_Numbered(number, row) for number, row in enumerate(self._line.behind)])
        table.focus()

    @on(RowActivated)
    def _show_visit(self, event: RowActivated[_Numbered]) -> None:
        event.stop()
        visit_id = event.row.row.visit_id
        if visit_id is None:
            self.refused(say("This row is of no single visit"))
            return
        timeline = services.timeline.read(self._ctx, visit_id)
        title = title_of_visit(timeline.visit, self._lens)
        self.app.push_screen(VisitTimeline(timeline, self._lens, title, now=self._ctx.now()))

    def _at(self, one: _Numbered) -> Cell:
        return Cell(self._lens.time(one.row.at), "muted")
