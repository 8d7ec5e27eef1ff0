"""The panel of the selected visit, shared by the queue and the whereabouts."""

from __future__ import annotations

from datetime import datetime

from assistant_tui import services
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.readmodels.board import Board, VisitRow
from assistant_tui.readmodels.patients import PatientRecord
from assistant_tui.screens.facts import facts_of, title_of
from assistant_tui.screens.lens import Lens
from assistant_tui.services.context import Context
from assistant_tui.widgets.fact_panel import FactPanel


class VisitPanel(FactPanel):
    """Who is selected: this visit, her company, her history."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(classes="pane-side")
        self._ctx = ctx

    def show_visit(self, visit: VisitRow | None, board: Board, lens: Lens, now: datetime) -> None:
        """Show this visit of the board, or that none is selected."""
        if visit is None:
            self.show(say("Nobody is selected"))
            return
        self.show(title_of(visit, lens), facts_of(visit, board, self._record(visit), lens, now))

    def _record(self, visit: VisitRow) -> PatientRecord | None:
        try:
            return services.records.glance(self._ctx, visit.patient_id)
        except RuleError:
            return None  # merged or voided by another program since the board was read
