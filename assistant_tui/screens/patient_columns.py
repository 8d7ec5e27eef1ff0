"""The columns of every list of patients."""

from __future__ import annotations

from collections.abc import Callable

from assistant_tui.i18n import _
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.record_facts import card_seen
from assistant_tui.widgets.table import Cell, Column


class PatientColumns:
    """Cells as seen through the lens in use."""

    def __init__(self, lens: Callable[[], Lens]) -> None:
        self._lens = lens

    def columns(self) -> list[Column[PatientRow]]:
        """From left to right; the lowest priorities go first where the window is narrow."""
        return [
            Column("name", lambda: _("Name"), self._name, 12, weight=3, priority=9),
            Column("person", lambda: _("Age"), self._person, 4, priority=8),
            Column("phone", lambda: _("Phone"), self._phone, 11, priority=7),
            Column("card", lambda: _("Card"), self._card, 10, weight=1, priority=3),
            Column("last", lambda: _("Last visit"), self._last, 10, priority=6),
            Column("visits", lambda: _("Visits"), self._visits, 3, align="right", priority=5),
            Column("note", lambda: _("Note"), self._note, 6, weight=3, priority=2),
        ]

    def _name(self, row: PatientRow) -> Cell:
        return Cell(self._lens().name(row.name))

    def _person(self, row: PatientRow) -> Cell:
        return Cell(self._lens().person(row))

    def _phone(self, row: PatientRow) -> Cell:
        return Cell(self._lens().phone(row.phone))

    def _card(self, row: PatientRow) -> Cell:
        return Cell(card_seen(row.card, self._lens()), "muted")

    def _last(self, row: PatientRow) -> Cell:
        return Cell(self._lens().day(row.last_day))

    def _visits(self, row: PatientRow) -> Cell:
        return Cell(str(row.visits), "" if row.visits else "muted")

    def _note(self, row: PatientRow) -> Cell:
        return Cell(row.note, "muted")
