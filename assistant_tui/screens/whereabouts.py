"""Screen 3, the whereabouts: who is where, since when, and who has been there too long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from assistant_tui.actions import Scope
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.whereabouts import DwellState
from assistant_tui.i18n import _
from assistant_tui.pack.model import LocationKind
from assistant_tui.readmodels.board import Board, VisitRow
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import Pane, PaneMain, Selection, bindings_of, contains
from assistant_tui.screens.visit_panel import VisitPanel
from assistant_tui.screens.whereabouts_columns import (
    TICKING,
    PlaceRow,
    WhereaboutsColumns,
    dwell_of,
    since_of,
)
from assistant_tui.widgets.table import Heading, LineTable

_ALWAYS_SHOWN = frozenset({LocationKind.WAITING, LocationKind.ROOM})
_NOWHERE = ""


class WhereaboutsPane(Pane):
    """Two views of the same patients: a board by location, and a list by time with those who have left."""

    SCOPE: ClassVar[Scope] = Scope.WHEREABOUTS
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.WHEREABOUTS))

    _board: Board
    _lens: Lens
    _now: datetime
    _sought = ""
    _as_list = False

    def compose(self) -> ComposeResult:
        """Both views, one of them in sight, and the panel."""
        cells = WhereaboutsColumns(lambda: self._lens, lambda: self._now)
        with PaneMain():
            yield FilterLine()
            for view in ("board", "list"):
                yield LineTable[PlaceRow](
                    cells.columns(with_place=view == "list"),
                    key=lambda row: row.visit.visit_id,
                    empty=self._why_empty,
                    follow=self._moved,
                    id=f"whereabouts-{view}",
                )
        yield VisitPanel(self.ctx)

    @property
    def selection(self) -> Selection:
        """The visit under the cursor."""
        row = self.table.cursor_row
        return Selection(visit_id=row.visit.visit_id if row else None)

    @property
    def table(self) -> LineTable[PlaceRow]:
        """The view in sight."""
        return self.query_one("#whereabouts-list" if self._as_list else "#whereabouts-board", LineTable)

    def show(self, board: Board, lens: Lens) -> None:
        """Show this board."""
        self._board, self._lens, self._now = board, lens, board.at
        self._show_rows()

    def tick(self, now: datetime) -> None:
        """Stays grow longer."""
        self._now = now
        self.table.tick(TICKING)

    def switch_view(self) -> None:
        """From the board to the list, or back, with the cursor on the same patient."""
        selected = self.table.cursor_key
        self._as_list = not self._as_list
        self.set_class(self._as_list, "-as-list")
        self._show_rows()
        if selected is not None:
            self.table.select(selected)
        self._moved()
        self.focus_list()

    def focus_list(self) -> None:
        """To the view in sight."""
        self.table.focus()

    def select_visit(self, visit_id: int) -> bool:
        """Put the cursor on this visit."""
        return self.table.select(visit_id)

    def open_filter(self) -> None:
        """Narrow the rows down."""
        self.query_one(FilterLine).open()

    # What is shown.

    def _show_rows(self) -> None:
        self.table.show(self._list_rows() if self._as_list else self._board_rows())
        self._show_selected()

    def _board_rows(self) -> list[PlaceRow | Heading]:
        by_place: dict[str, list[PlaceRow]] = {code: [] for code in self._places_always_shown()}
        for row in self._matching(self._board.inside):
            by_place.setdefault(row.visit.stay.location if row.visit.stay else _NOWHERE, []).append(row)
        lines: list[PlaceRow | Heading] = []
        for code in sorted(by_place, key=self._order):
            lines.append(self._heading(code, by_place[code]))
            lines += by_place[code]
        return lines

    def _list_rows(self) -> list[PlaceRow | Heading]:
        lines: list[PlaceRow | Heading] = []
        lines += self._matching(self._board.inside)
        gone = sorted(self._matching(self._board.gone), key=_departed, reverse=True)
        if gone:
            lines.append(Heading(say("Left today"), str(len(gone))))
        return [*lines, *gone]

    def _matching(self, visits: Iterable[VisitRow]) -> list[PlaceRow]:
        """As rows; the longest stay first."""
        places = {row.visit.visit_id: row.position for row in self._board.line}
        rows = [
            PlaceRow(visit, places.get(visit.visit_id), self._board.stop(visit.visit_id))
            for visit in visits
            if self._matches(visit)
        ]
        return sorted(rows, key=lambda row: since_of(row.visit))

    def _matches(self, visit: VisitRow) -> bool:
        lens, stay = self._lens, visit.stay
        where = (lens.place(stay.location, stay.room_id), lens.name(stay.escort)) if stay else ()
        return contains(self._sought, (visit.ticket, lens.name(visit.name), visit.complaint, *where))

    def _places_always_shown(self) -> list[str]:
        """Also when nobody is there; not while the filter looks for somebody."""
        if self._sought:
            return []
        return [place.code for place in self._lens.pack.locations if place.kind in _ALWAYS_SHOWN]

    def _order(self, code: str) -> tuple[bool, int, str]:
        """The pack's order; what the pack no longer has comes last."""
        location = self._lens.location(code)
        return (location is None, location.order if location else 0, code)

    def _heading(self, code: str, rows: Sequence[PlaceRow]) -> Heading:
        name = self._lens.room_name if code == self._lens.pack.room.code else self._lens.place(code)
        return Heading(name or say("Place not known"), self._note(rows))

    def _note(self, rows: Sequence[PlaceRow]) -> Saying:
        spent = [dwell_of(row.visit, self._lens, self._now) for row in rows]
        late = sum(one is not None and one.state is not DwellState.USUAL for one in spent)
        if not rows:
            return say("nobody")
        if late:
            return say("{count} here, {late} late", count=len(rows), late=late)
        return say("{count} here", count=len(rows))

    def _why_empty(self) -> str:
        if self._sought:
            return _("Nobody matches. Esc in the filter shows everybody.")
        return _("Nobody has come yet today. F2 registers a patient.")

    def _show_selected(self) -> None:
        row = self.table.cursor_row
        self.query_one(VisitPanel).show_visit(row.visit if row else None, self._board, self._lens, self._now)

    # What the user does.

    def _moved(self) -> None:
        self._show_selected()
        self._follow()

    def narrow(self, text: str) -> None:
        """Show only rows that contain this."""
        self._sought = text
        self._show_rows()
        self._follow()


def _departed(row: PlaceRow) -> datetime:
    return row.visit.departed_at or row.visit.arrived_at
