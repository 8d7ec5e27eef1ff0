"""Screen 4, the orders: what waits for a signature, a payment, to be done, for its result, to be read."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from assistant_tui import services
from assistant_tui.actions import Scope
from assistant_tui.domain.fees import Fees
from assistant_tui.domain.money import money_text
from assistant_tui.domain.orders import QUESTION_WORDS
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.targets import Target
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import Board, VisitRow
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.orders_columns import TICKING, OrdersColumns
from assistant_tui.screens.pane import Pane, PaneMain, Selection, bindings_of, contains
from assistant_tui.screens.slip_lines import SlipLine, is_late, lines_by_visit, names_of, waiting_lines
from assistant_tui.screens.slip_panel import SlipPanel
from assistant_tui.widgets.table import Heading, LineTable


class OrdersPane(Pane):
    """Two views of the same slips: one list for each question, or every item of each patient."""

    SCOPE: ClassVar[Scope] = Scope.ORDERS
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.ORDERS))

    _board: Board
    _lens: Lens
    _now: datetime
    _visits: dict[int, VisitRow]
    _rows: Sequence[SlipLine | Heading] = ()
    _sought = ""
    _by_patient = False

    def compose(self) -> ComposeResult:
        """Both views, one of them in sight, and the panel."""
        cells = OrdersColumns(lambda: self._lens, lambda: self._now, self._visit)
        with PaneMain():
            yield FilterLine()
            for view, columns in (("lists", cells.of_slips()), ("patients", cells.of_items())):
                yield LineTable[SlipLine](
                    columns,
                    key=lambda line: line.key,
                    empty=self._why_empty,
                    follow=self._moved,
                    id=f"orders-{view}",
                )
        yield SlipPanel()

    @property
    def selection(self) -> Selection:
        """The visit of the slip under the cursor or, where the board no longer has it, the patient."""
        line = self.table.cursor_row
        if line is None:
            return Selection()
        if self._visit(line.slip.visit_id):
            return Selection(visit_id=line.slip.visit_id)
        return Selection(patient_id=line.slip.patient_id)

    @property
    def table(self) -> LineTable[SlipLine]:
        """The view in sight."""
        return self.query_one("#orders-patients" if self._by_patient else "#orders-lists", LineTable)

    @property
    def selected_slip(self) -> SlipLine | None:
        """The row under the cursor."""
        return self.table.cursor_row

    def show(self, board: Board, lens: Lens) -> None:
        """Show this board."""
        self._board, self._lens, self._now = board, lens, board.at
        self._visits = {visit.visit_id: visit for visit in (*board.inside, *board.gone)}
        self._show_rows()

    def tick(self, now: datetime) -> None:
        """Waits grow longer."""
        self._now = now
        self.table.tick(TICKING)

    def switch_view(self) -> None:
        """From the lists to the patients, or back, with the cursor on the same slip or at least patient."""
        before = self.table.cursor_row
        self._by_patient = not self._by_patient
        self.set_class(self._by_patient, "-by-patient")
        self._show_rows()
        if before is not None:
            self._select_like(before)
        self._moved()
        self.focus_list()

    def focus_list(self) -> None:
        """To the view in sight."""
        self.table.focus()

    def select_visit(self, visit_id: int) -> bool:
        """Put the cursor on the first row of this visit, unless it is on one of hers."""
        selected = self.table.cursor_row
        if selected is not None and selected.slip.visit_id == visit_id:
            return True
        return self._select_first(line for line in self._lines() if line.slip.visit_id == visit_id)

    def select_target(self, target: Target) -> bool:
        """Put the cursor on this item, by lists under what it waits for."""
        return self._select_first(
            line
            for line in self._lines()
            if any(item.item_id == target.row for item in line.items)
            and (self._by_patient or line.question is target.question)
        )

    def open_filter(self) -> None:
        """Narrow the rows down."""
        self.query_one(FilterLine).open()

    # What is shown.

    def _show_rows(self) -> None:
        self._rows = self._patient_rows() if self._by_patient else self._waiting_rows()
        self.table.show(self._rows)
        self._show_selected()

    def _lines(self) -> Iterable[SlipLine]:
        return (row for row in self._rows if isinstance(row, SlipLine))

    def _waiting_rows(self) -> list[SlipLine | Heading]:
        rows: list[SlipLine | Heading] = []
        for question, found in waiting_lines(self._matching(self._board.slips)).items():
            rows.append(Heading(QUESTION_WORDS[question], self._count(found)))
            rows += found
        return rows

    def _count(self, lines: Sequence[SlipLine]) -> Saying:
        late = sum(is_late(line, self._visit(line.slip.visit_id), self._now) for line in lines)
        if late:
            return say("{count} open, {late} late", count=len(lines), late=late)
        return say("{count} open", count=len(lines))

    def _patient_rows(self) -> list[SlipLine | Heading]:
        """All of today, also what waits for nothing any more; of earlier days what is still open."""
        today = services.slips.of_day(self.ctx)
        known = {slip.slip_id for slip in today}
        slips = [*today, *(slip for slip in self._board.slips if slip.slip_id not in known)]
        rows: list[SlipLine | Heading] = []
        for lines in lines_by_visit(self._matching(slips)):
            rows += [self._patient(lines), *lines]
        return rows

    def _patient(self, lines: Sequence[SlipLine]) -> Heading:
        slip = lines[0].slip
        sums = services.slips.fees_of({line.slip.slip_id: line.slip for line in lines}.values())
        day = "" if slip.day == self._board.day else self._lens.day(slip.day)
        name = " ".join(filter(None, (day, slip.ticket, self._lens.name(slip.patient))))
        waiting = sum(line.question is not None for line in lines)
        return Heading(name, self._note(waiting, sums))

    @staticmethod
    def _note(waiting: int, sums: Fees) -> Saying:
        due, unpaid = money_text(sums.due), money_text(sums.open)
        if not waiting:
            return say("nothing open, {due} in all", due=due)
        if not sums.open:
            return say("{count} open, {due} in all", count=waiting, due=due)
        return say("{count} open, {due} in all, {unpaid} unpaid", count=waiting, due=due, unpaid=unpaid)

    def _visit(self, visit_id: int) -> VisitRow | None:
        return self._visits.get(visit_id)

    def _matching(self, slips: Iterable[SlipRow]) -> list[SlipRow]:
        return [slip for slip in slips if self._matches(slip)] if self._sought else list(slips)

    def _matches(self, slip: SlipRow) -> bool:
        visit = self._visit(slip.visit_id)
        where = self._lens.place(visit.stay.location, visit.stay.room_id) if visit and visit.stay else ""
        fields = (str(slip.number), slip.ticket, self._lens.name(slip.patient), names_of(slip.items), where)
        return contains(self._sought, fields)

    def _why_empty(self) -> str:
        if self._sought:
            return _("No slip matches. Esc in the filter shows all.")
        if self._by_patient:
            return _("No slip has been drafted today. F7 drafts one for the selected patient.")
        return _("No slip waits for anything. F7 drafts one for the selected patient.")

    def _show_selected(self) -> None:
        self.query_one(SlipPanel).show_slip(self.table.cursor_row, self._board, self._lens, self._now)

    def _select_like(self, before: SlipLine) -> None:
        def likeness(line: SlipLine) -> int:
            same_slip = line.slip.slip_id == before.slip.slip_id
            shared = {item.item_id for item in line.items} & {item.item_id for item in before.items}
            return 2 * bool(shared) + same_slip

        hers = [line for line in self._lines() if line.slip.visit_id == before.slip.visit_id]
        self._select_first(sorted(hers, key=likeness, reverse=True))

    def _select_first(self, lines: Iterable[SlipLine]) -> bool:
        key: Hashable | None = next((line.key for line in lines), None)
        return key is not None and self.table.select(key)

    # What the user does.

    def _moved(self) -> None:
        self._show_selected()
        self._follow()

    def narrow(self, text: str) -> None:
        """Show only rows that contain this."""
        self._sought = text
        self._show_rows()
        self._follow()
