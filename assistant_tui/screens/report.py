"""Screen 9, the day report: the day explained section by section, what is open, and whether it is signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from assistant_tui.actions import Scope
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.domain.targets import Target
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.checklist import SweepRow
from assistant_tui.readmodels.reports import ReportState, Section
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import Pane, PaneMain, Selection, bindings_of, contains
from assistant_tui.screens.report_columns import Columns, columns_of
from assistant_tui.screens.report_head import ReportHead, remark_pieces, state_pieces
from assistant_tui.screens.report_lines import OPEN, ReportLine, matching, said, sections_of, titled
from assistant_tui.screens.report_panel import ReportPanel
from assistant_tui.services import checklist, reports
from assistant_tui.widgets.table import Heading, LineTable, Listed, Titles

_DAY = timedelta(days=1)


class ReportPane(Pane):
    """One list: a heading for each section, titles for each of its blocks, and a line for each figure."""

    SCOPE: ClassVar[Scope] = Scope.REPORT
    ON_ENTER: ClassVar[str] = "open_figure"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.REPORT))

    _board: Board
    _lens: Lens
    _state: ReportState
    _trend: Section
    _day: date | None = None
    _columns: Mapping[tuple[str, str], Columns] = {}
    _sought = ""

    def compose(self) -> ComposeResult:
        """Whether it is signed, the remark, the list; beside it the rows behind a figure."""
        with PaneMain():
            yield ReportHead(id="report-state")
            yield ReportHead(id="report-remark")
            yield FilterLine()
            yield LineTable[ReportLine](
                (),
                key=lambda line: line.key,
                empty=self._why_empty,
                columns_of=lambda line: self._columns[line.section.code, line.block.code],
                follow=self._moved,
                header=False,
            )
        yield ReportPanel()

    @property
    def selection(self) -> Selection:
        """Whom an open point is about; figures are about nobody."""
        point = self.open_point
        return Selection(visit_id=point.visit_id if point else None)

    @property
    def table(self) -> LineTable[ReportLine]:
        """The list."""
        return self.query_one(LineTable)

    @property
    def selected_line(self) -> ReportLine:
        """The line under the cursor. Raises RuleError when there is none, in words."""
        line = self.table.cursor_row
        if line is None:
            raise RuleError(say("There is no line here"))
        return line

    @property
    def open_point(self) -> SweepRow | None:
        """What the line under the cursor says is still open today, and which screen settles it."""
        line = self.table.cursor_row
        if line is None or line.section.code != OPEN or self.day != self._board.day:
            return None
        return next((one for one in checklist.sweep(self._board) if one.key == line.line.code), None)

    @property
    def state(self) -> ReportState:
        """The report in view."""
        return self._state

    @property
    def day(self) -> date:
        """The day in view."""
        return self._day or self._board.day

    def show(self, board: Board, lens: Lens) -> None:
        """Show how the day in view stands."""
        self._board, self._lens = board, lens
        day = self.day
        self._state = reports.state(self.ctx, day, board=board if day == board.day else None)
        self._trend = reports.trend(self.ctx, day)
        self.query_one("#report-state", ReportHead).show(state_pieces(self._state, lens))
        self.query_one("#report-remark", ReportHead).show(remark_pieces(self._state))
        self._show_rows()

    def focus_list(self) -> None:
        """To the list."""
        self.table.focus()

    def select_visit(self, visit_id: int) -> bool:  # noqa: ARG002 - figures are about nobody
        """Not here: the cursor stays at what is being read."""
        return False

    def select_target(self, target: Target) -> bool:
        """Show the day whose report is to be signed."""
        self.show_day(date.fromisoformat(str(target.row)))
        return True

    def open_filter(self) -> None:
        """Narrow the rows down."""
        self.query_one(FilterLine).open()

    # What is shown.

    def show_day(self, day: date | None) -> None:
        """Show this day's report, None for today's. Raises RuleError for a day that has not come yet."""
        if day is not None and day > self._board.day:
            raise RuleError(say("{day} has not come yet", day=day))
        self._day = None if day == self._board.day else day
        self.show(self._board, self._lens)
        self._follow()

    def step_day(self, by: int) -> None:
        """So many days on or, with a minus, back. Raises RuleError beyond today."""
        self.show_day(self.day + by * _DAY)

    def step_section(self, by: int) -> None:
        """To the next section or, from a section's first line, to the one before it."""
        firsts = list(self._firsts())
        here = self.table.cursor_row
        if here is None:
            return
        at = next(n for n, first in enumerate(firsts) if first.section.code == here.section.code)
        if by < 0 and firsts[at].key != here.key:
            by = 0
        self.table.select(firsts[min(max(at + by, 0), len(firsts) - 1)].key, at_top=True)

    def _firsts(self) -> Iterator[ReportLine]:
        for _section, lines in self._found():
            yield lines[0]

    def _found(self) -> Iterator[tuple[Section, tuple[ReportLine, ...]]]:
        """The sections with the lines that the filter leaves; a section whose name it finds, whole."""
        for section, lines in sections_of(self._state, self._trend, self._lens):
            found = lines if contains(self._sought, (said(section.words),)) else matching(lines, self._sought)
            if found:
                yield section, found

    def _show_rows(self) -> None:
        rows: list[Listed[ReportLine]] = []
        columns: dict[tuple[str, str], Columns] = {}
        for section, lines in self._found():
            rows.append(Heading(said(section.words), self._note(lines)))
            by_block = columns_of(lines)
            columns |= {(section.code, code): of_block for code, of_block in by_block.items()}
            block = ""
            for line in lines:
                if line.block.code != block:
                    block = line.block.code
                    if titled(line.block):
                        rows.append(Titles(by_block[block]))
                rows.append(line)
        self._columns = columns
        self.table.show(rows)
        self._show_selected()

    def _note(self, lines: tuple[ReportLine, ...]) -> str:
        changed = sum(line.is_another_now for line in lines)
        return _("changed since it was signed: {count}", count=changed) if changed else ""

    def _show_selected(self) -> None:
        self.query_one(ReportPanel).show_line(
            self.table.cursor_row, self._lens, leads_on=self.open_point is not None
        )

    def _why_empty(self) -> str:
        if self._sought:
            return _("No figure matches. Esc in the filter shows all.")
        return _("Nothing happened on this day.")

    # What the user does.

    def _moved(self) -> None:
        self._show_selected()
        self._follow()

    def narrow(self, text: str) -> None:
        """Show only lines that contain this, and sections that are called so."""
        self._sought = text
        self._show_rows()
        self._follow()
