"""Correcting a patient's record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui import services
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.draft import born_typed
from assistant_tui.screens.dialogs.form import Field, Form
from assistant_tui.screens.dialogs.register_fields import person_fields
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.widgets.plain import plain

_LINE_END = " / "
"""How the lines of a note stand in its one field."""


class PatientForm(Dialog[PatientRow]):
    """Answers the patient as she is now. Esc leaves; with unsaved changes it says so first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", show=False),
    ]

    def __init__(self, ctx: Context, patient: PatientRow) -> None:
        super().__init__(
            _("Edit {name}", name=patient.name), _("Ctrl+S or F2: save   Up/Down: other field   Esc: back")
        )
        self._ctx = ctx
        self._patient = patient
        self._warned = False

    def body(self) -> Iterable[Widget]:
        """The fields."""
        yield Form((*person_fields(self._ctx), Field("note", say("Note"))))

    def on_mount(self) -> None:
        """As the record has them."""
        patient = self._patient
        self._form.fill(
            {
                "name": patient.name,
                "sex": "" if patient.sex == "unknown" else patient.sex,
                "born": patient.born or "",
                "phone": patient.phone or "",
                "card": patient.card or "",
                "note": patient.note.replace("\n", _LINE_END),
            }
        )
        self._form.focus_first()

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @on(Form.Finished)
    def _finished(self, event: Form.Finished) -> None:
        event.stop()
        self.action_save()

    @on(Form.Changed)
    def _edited(self, event: Form.Changed) -> None:
        event.stop()
        self._warned = False
        self.query_one(".dialog-hint", Static).update(plain(self._hint))

    def action_save(self) -> None:
        """Save all fields, or say at the first that cannot be right why."""
        if self._form.approve():
            self.attempt(lambda: services.patients.edit(self._ctx, self._patient.patient_id, self._facts()))

    def action_leave(self) -> None:
        """Back; a first Esc over unsaved changes only warns."""
        if self._form.changed and not self._warned:
            self._warned = True
            self.refused(say("Not saved. Ctrl+S saves, Esc again leaves without saving"))
            return
        super().action_leave()

    def _facts(self) -> PatientFacts:
        values = self._form.values
        note = values["note"].replace(_LINE_END, "\n") if "note" in self._form.changed else self._patient.note
        return PatientFacts(
            values["name"],
            values["sex"] or None,
            born_typed(values["born"], self._ctx.today()),
            values["phone"] or None,
            values["card"] or None,
            note,
        )
