"""Screen 5: who is observed, what is overdue first, and who is to be observed after surgery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from assistant_tui import services
from assistant_tui.actions import Scope
from assistant_tui.domain.saying import say
from assistant_tui.domain.targets import Target
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import Board
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import Pane, PaneMain, Selection, bindings_of, contains
from assistant_tui.screens.watch_columns import TICKING, WatchColumns
from assistant_tui.screens.watch_lines import WatchLine
from assistant_tui.screens.watch_panel import WatchPanel
from assistant_tui.widgets.table import Heading, LineTable


class WatchPane(Pane):
    """One list; each row's bar fills until its next round is due."""

    SCOPE: ClassVar[Scope] = Scope.WATCH
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.WATCH))

    _board: Board
    _lens: Lens
    _now: datetime
    _offers: Sequence[WatchLine] = ()
    _order: Sequence[int] = ()
    _sought = ""

    def compose(self) -> ComposeResult:
        """The list, and the panel of the selected watch."""
        cells = WatchColumns(lambda: self._lens, lambda: self._now)
        with PaneMain():
            yield FilterLine()
            yield LineTable[WatchLine](
                cells.all(), key=lambda line: line.key, empty=self._why_empty, follow=self._moved
            )
        yield WatchPanel()

    @property
    def selection(self) -> Selection:
        """The visit of the watch under the cursor."""
        line = self.table.cursor_row
        return Selection(visit_id=line.visit_id if line else None)

    @property
    def table(self) -> LineTable[WatchLine]:
        """The list."""
        return self.query_one(LineTable)

    @property
    def selected_watch(self) -> WatchLine | None:
        """The row under the cursor."""
        return self.table.cursor_row

    def show(self, board: Board, lens: Lens) -> None:
        """Show this board."""
        self._board, self._lens, self._now = board, lens, board.at
        offers = services.watchlist.offers(self.ctx, services.slips.of_day(self.ctx))
        inside = {visit.visit_id for visit in board.inside}
        self._offers = [WatchLine(offer=offer) for offer in offers if offer.visit_id in inside]
        self._show_rows()

    def tick(self, now: datetime) -> None:
        """Bars fill; where a round falls due the order may change."""
        self._now = now
        if self._ids() != self._order:
            self._show_rows()
        else:
            self.table.tick(TICKING)

    def focus_list(self) -> None:
        """To the list."""
        self.table.focus()

    def select_visit(self, visit_id: int) -> bool:
        """Put the cursor on a watch of this visit."""
        selected = self.table.cursor_row
        if selected is not None and selected.visit_id == visit_id:
            return True
        line = next((line for line in self._lines() if line.visit_id == visit_id), None)
        return line is not None and self.table.select(line.key)

    def select_target(self, target: Target) -> bool:
        """Put the cursor on this watch."""
        return self.table.select(("watch", target.row))

    def open_filter(self) -> None:
        """Narrow the rows down."""
        self.query_one(FilterLine).open()

    # What is shown.

    def _ids(self) -> list[int]:
        ordered = services.watchlist.most_urgent_first(self._board.watches, self._now)
        return [watch.watch_id for watch in ordered]

    def _lines(self) -> list[WatchLine]:
        self._order = self._ids()
        watches = {watch.watch_id: watch for watch in self._board.watches}
        return [*(WatchLine(watches[watch_id]) for watch_id in self._order), *self._offers]

    def _show_rows(self) -> None:
        lines = [line for line in self._lines() if self._matches(line)]
        offers = [line for line in lines if line.offer]
        rows: list[WatchLine | Heading] = [line for line in lines if line.watch]
        if offers:
            rows += [Heading(say("After surgery, not observed yet")), *offers]
        self.table.show(rows)
        self._show_selected()

    def _matches(self, line: WatchLine) -> bool:
        one = line.watch or line.offer
        if one is None:
            return False
        where = self._lens.place(line.watch.place) if line.watch and line.watch.place else ""
        return contains(
            self._sought, (one.ticket, self._lens.name(one.patient), one.procedure, one.surgeon, where)
        )

    def _why_empty(self) -> str:
        if self._sought:
            return _("No watch matches. Esc in the filter shows all.")
        return _("Nobody is observed. y begins with the selected patient.")

    def _show_selected(self) -> None:
        self.query_one(WatchPanel).show_watch(self.table.cursor_row, self._lens, self._now)

    # What the user does.

    def _moved(self) -> None:
        self._show_selected()
        self._follow()

    def narrow(self, text: str) -> None:
        """Show only rows that contain this."""
        self._sought = text
        self._show_rows()
        self._follow()
