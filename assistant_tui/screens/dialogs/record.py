"""A patient's record: every fact and every visit, to read and scroll through."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from assistant_tui.i18n import _
from assistant_tui.readmodels.patients import PatientRecord
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.record_facts import sections_of, title_of_patient
from assistant_tui.widgets.fact_panel import FactPanel


class Record(Dialog[bool]):
    """Only shows; whoever opens it has journalled that."""

    def __init__(self, record: PatientRecord, lens: Lens) -> None:
        super().__init__(_("Record"), _("Up/Down, PageUp/PageDown: scroll   Esc: back"))
        self._record = record
        self._lens = lens

    def body(self) -> Iterable[Widget]:
        """The facts."""
        yield FactPanel()

    def on_mount(self) -> None:
        """Show them; the keys scroll at once."""
        panel = self.query_one(FactPanel)
        panel.show(title_of_patient(self._record.patient, self._lens), sections_of(self._record, self._lens))
        panel.focus()
