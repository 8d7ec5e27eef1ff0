"""Screen 8, the patients: a search over everybody who ever came, and the record of the one selected."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from assistant_tui import services
from assistant_tui.actions import Scope
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import Pane, PaneMain, Selection, bindings_of
from assistant_tui.screens.patient_columns import PatientColumns
from assistant_tui.screens.record_facts import glance_of, title_of_patient
from assistant_tui.services.context import Context
from assistant_tui.widgets.fact_panel import FactPanel
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import LineTable


class SearchLine(PlainInput):
    """Every key searches; Enter or Down goes to the list, Esc empties the line and goes there, too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False),
        Binding("down,enter", "to_list", show=False),
    ]

    class Done(Message):
        """The cursor wants to go to the list."""

    def action_clear(self) -> None:
        """Forget what was sought."""
        self.value = ""
        self.post_message(self.Done())

    def action_to_list(self) -> None:
        """Keep what was sought."""
        self.post_message(self.Done())


class PatientPanel(FactPanel):
    """The selected patient at a glance; that is no opening of the record, so it is not journalled."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(classes="pane-side")
        self._ctx = ctx

    def show_patient(self, patient: PatientRow | None, lens: Lens) -> None:
        """Show this patient, or that none is selected."""
        if patient is None:
            self.show(say("Nobody is selected"))
            return
        try:
            record = services.records.glance(self._ctx, patient.patient_id)
        except RuleError as error:
            self.show(error.saying)  # voided by another program since the search
            return
        self.show(title_of_patient(record.patient, lens), glance_of(record, lens))


class PatientsPane(Pane):
    """Search line, list, panel."""

    SCOPE: ClassVar[Scope] = Scope.PATIENTS
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.PATIENTS))

    _board: Board
    _lens: Lens

    def compose(self) -> ComposeResult:
        """Search line, list, panel."""
        with PaneMain():
            yield SearchLine(id="patient-search")
            yield LineTable[PatientRow](
                PatientColumns(lambda: self._lens).columns(),
                key=lambda row: row.patient_id,
                empty=self._nobody,
                follow=self._moved,
                id="patient-table",
            )
        yield PatientPanel(self.ctx)

    @property
    def selection(self) -> Selection:
        """The patient under the cursor."""
        row = self.table.cursor_row
        return Selection(patient_id=row.patient_id if row else None)

    @property
    def table(self) -> LineTable[PatientRow]:
        """The list."""
        return self.query_one("#patient-table", LineTable)

    @property
    def search(self) -> SearchLine:
        """The line above it."""
        return self.query_one(SearchLine)

    def show(self, board: Board, lens: Lens) -> None:
        """Search again: an action may have changed what is found."""
        self._board, self._lens = board, lens
        self.search.placeholder = _("Search: name, pinyin initials, phone or card")
        self._find()

    def focus_list(self) -> None:
        """To the list."""
        self.table.focus()

    def select_visit(self, visit_id: int) -> bool:
        """Put the cursor on the patient of this visit of today."""
        visit = self._board.visit(visit_id)
        return visit is not None and self.table.select(visit.patient_id)

    def open_filter(self) -> None:
        """The search line is the filter here; what stands in it is typed over."""
        self.search.focus()
        self.search.select_all()

    def _find(self) -> None:
        try:
            found = services.records.find(self.ctx, self.search.value)
        except RuleError as error:
            self.search.problem = error.saying
            return
        self.table.show(found)
        self._show_selected()

    def _nobody(self) -> str:
        if self.search.value.strip():
            return _("Nobody was found. F2 registers a new patient.")
        return _("No patient is known yet. F2 registers one.")

    def _show_selected(self) -> None:
        self.query_one(PatientPanel).show_patient(self.table.cursor_row, self._lens)

    def _moved(self) -> None:
        self._show_selected()
        self._follow()

    @on(Input.Changed, "#patient-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find()
        self.table.action_first()  # the best hit, whoever was under the cursor before
        self._follow()

    @on(SearchLine.Done)
    def _search_over(self, event: SearchLine.Done) -> None:
        event.stop()
        self.focus_list()
