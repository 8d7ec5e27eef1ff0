"""Whom the cursor is on: it stays the same patient from screen to screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant_tui.domain.saying import RuleError, say
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.shell import Shell

if TYPE_CHECKING:
    from assistant_tui.domain.targets import Target
    from assistant_tui.screens.slip_lines import SlipLine


class Selecting(Shell):
    """Knows the selected visit, patient, slip or task, and puts the cursor on one."""

    _selected: int | None = None
    _patient: int | None = None

    @property
    def selected_visit(self) -> VisitRow | None:
        """The visit under the cursor; among the patients, the one for which the patient is inside now."""
        if self._patient is None:
            return self.board.visit(self._selected)
        return next((visit for visit in self.board.inside if visit.patient_id == self._patient), None)

    def require_visit(self) -> VisitRow:
        """The selected visit. Raises RuleError when none is, in words."""
        visit = self.selected_visit
        if visit is None:
            raise RuleError(say("Select a patient first"))
        return visit

    def require_slip(self) -> SlipLine:
        """The selected slip, or item of one. Raises RuleError when none is, in words."""
        slip = self.pane.selected_slip
        if slip is None:
            raise RuleError(say("Select a slip first"))
        return slip

    def require_patient(self) -> int:
        """The selected patient's number. Raises RuleError when none is, in words."""
        if self._patient is not None:
            return self._patient
        return self.require_visit().patient_id

    @property
    def of_row(self) -> frozenset[str]:
        """What holds of the selected slip, task or watch, where rows are such."""
        row = self.pane.selected_row
        return row.facts if row else frozenset()

    def follow(self) -> None:
        """The cursor of the pane in view has moved."""
        selection = self.pane.selection
        self._patient = selection.patient_id
        if selection.patient_id is None:
            self._selected = selection.visit_id

    def select(self, visit_id: int) -> None:
        """Put the cursor on this visit where the pane shows it: what is selected is always in view."""
        if self.pane.select_visit(visit_id):
            self._selected = visit_id
            self.follow()

    async def open_pane(self, pane_id: str) -> None:
        """Bring a numbered screen into view, with the cursor on the selected patient if she is there."""
        selected = self._selected
        await super().open_pane(pane_id)
        if selected is not None:
            self.pane.select_visit(selected)
        self.pane.focus_list()

    async def open_at(self, pane_id: str, target: Target) -> None:
        """Bring a numbered screen into view, with the cursor on this row of it, whatever the filter hides.

        Raises RuleError when it is not there any more.
        """
        if self.pane.id != pane_id:
            await self.open_pane(pane_id)
        pane = self.pane
        if not pane.select_target(target):
            pane.show_all()
            if not pane.select_target(target):
                raise RuleError(say("This alert is not there any more"))
        pane.focus_list()
        self.follow()
