"""Screen 2, the queue: who is in the room, who is next and why, and when the others will be called."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from assistant_tui.actions import Scope
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import Board, QueueRow
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import Pane, PaneMain, Selection, bindings_of, contains
from assistant_tui.screens.queue_columns import TICKING, QueueColumns
from assistant_tui.screens.room_line import RoomLine
from assistant_tui.screens.visit_panel import VisitPanel
from assistant_tui.widgets.table import Heading, LineTable


class QueuePane(Pane):
    """The line as a table, with the selected patient beside it or, in a narrow window, below."""

    SCOPE: ClassVar[Scope] = Scope.QUEUE
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.QUEUE))

    _board: Board
    _lens: Lens
    _now: datetime
    _sought = ""

    def compose(self) -> ComposeResult:
        """Room line, list, panel."""
        cells = QueueColumns(
            lambda: self._lens, lambda: self._now, lambda row: self._board.stop(row.visit_id)
        )
        with PaneMain():
            yield RoomLine()
            yield FilterLine()
            yield LineTable[QueueRow](
                cells.columns(),
                key=lambda row: row.visit.visit_id,
                empty=self._nobody,
                follow=self._moved,
                id="queue-table",
            )
        yield VisitPanel(self.ctx)

    @property
    def selection(self) -> Selection:
        """The visit under the cursor."""
        row = self.table.cursor_row
        return Selection(visit_id=row.visit.visit_id if row else None)

    @property
    def table(self) -> LineTable[QueueRow]:
        """The list."""
        return self.query_one("#queue-table", LineTable)

    def show(self, board: Board, lens: Lens) -> None:
        """Show this board."""
        self._board, self._lens, self._now = board, lens, board.at
        self.query_one(RoomLine).show(board, lens)
        self.table.show(self._rows(board))
        self._show_selected()

    def tick(self, now: datetime) -> None:
        """Waits grow, the countdown falls."""
        self._now = now
        self.query_one(RoomLine).tick(now)
        self.table.tick(TICKING)

    def focus_list(self) -> None:
        """To the list."""
        self.table.focus()

    def select_visit(self, visit_id: int) -> bool:
        """Put the cursor on this visit."""
        return self.table.select(visit_id)

    def open_filter(self) -> None:
        """Narrow the list down."""
        self.query_one(FilterLine).open()

    def _rows(self, board: Board) -> list[QueueRow | Heading]:
        here = [row for row in (board.serving, board.called) if row]
        shown: list[QueueRow | Heading] = [row for row in (*here, *board.line) if self._matches(row)]
        aside = [row for row in board.aside if self._matches(row)]
        if aside:
            shown += [Heading(say("On hold")), *aside]
        return shown

    def _nobody(self) -> str:
        if self._sought:
            return _("Nobody matches. Esc in the filter shows everybody.")
        return _("Nobody is waiting. F2 registers a patient.")

    def _matches(self, row: QueueRow) -> bool:
        fields = (
            row.visit.ticket,
            self._lens.name(row.visit.name),
            row.visit.complaint,
            self._lens.kind(row.visit.kind),
        )
        return contains(self._sought, fields)

    def _show_selected(self) -> None:
        row = self.table.cursor_row
        self.query_one(VisitPanel).show_visit(row.visit if row else None, self._board, self._lens, self._now)

    def _moved(self) -> None:
        self._show_selected()
        self._follow()

    def narrow(self, text: str) -> None:
        """Show only rows that contain this."""
        self._sought = text
        self.table.show(self._rows(self._board))
        self._moved()
