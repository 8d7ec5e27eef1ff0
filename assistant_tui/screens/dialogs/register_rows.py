"""The list of the registering dialog: somebody new, or a known patient."""

from __future__ import annotations

from assistant_tui.i18n import _
from assistant_tui.screens.dialogs.matches import Match
from assistant_tui.screens.dialogs.registering import Row
from assistant_tui.screens.lens import Lens
from assistant_tui.widgets.table import Cell, Column


class WhoColumns:
    """Known patients as the lens shows them; somebody new by the name that was typed."""

    def __init__(self, lens: Lens) -> None:
        self._lens = lens

    def columns(self) -> list[Column[Row]]:
        """From left to right."""
        return [
            Column("who", lambda: "", self._who, 12, weight=1, priority=9),
            Column("person", lambda: "", self._person, 5, priority=8),
            Column("phone", lambda: "", self._phone, 11, priority=7),
            Column("last", lambda: "", self._last, 10, priority=6),
            Column("certain", lambda: "", self._certain, 6, priority=5),
        ]

    def _who(self, row: Row) -> Cell:
        if isinstance(row, Match):
            return Cell(self._lens.name(row.patient.name))
        return Cell(_("New patient: {name}", name=row.name) if row.name else _("New patient"), "accent")

    def _person(self, row: Row) -> Cell:
        return Cell(self._lens.person(row.patient) if isinstance(row, Match) else "")

    def _phone(self, row: Row) -> Cell:
        return Cell(self._lens.phone(row.patient.phone) if isinstance(row, Match) else "")

    def _last(self, row: Row) -> Cell:
        return Cell(self._lens.day(row.patient.last_day) if isinstance(row, Match) else "", "muted")

    def _certain(self, row: Row) -> Cell:
        return Cell(_("known"), "good") if isinstance(row, Match) and row.certain else Cell("")
