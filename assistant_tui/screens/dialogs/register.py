"""Registering: one typed line, shown as it is understood, over the known patients whom it may mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Static

from assistant_tui import services
from assistant_tui.domain.saying import Saying
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.entry_facts import EntryFacts
from assistant_tui.screens.dialogs.form import Form
from assistant_tui.screens.dialogs.register_facts import lines_of, pairs_of
from assistant_tui.screens.dialogs.register_fields import fields_of
from assistant_tui.screens.dialogs.register_rows import WhoColumns
from assistant_tui.screens.dialogs.registering import NEW, Registering, Row, key_of
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.record_facts import title_of_patient
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import LineTable, RowActivated

_LINE, _FORM = "entry-line", "entry-form"


class QuickRegister(Dialog[VisitRow]):
    """Answers the new visit.

    Enter registers whom the list below the line has under its cursor: somebody new, or a known patient, on
    whom it is already when phone or card and name are hers. F2 turns the line into a form, and back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "other_way", show=False),
        Binding("ctrl+n", "register_new", show=False),
        Binding("ctrl+s", "register", show=False),
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens, patient_id: int | None = None) -> None:
        known = None if patient_id is None else services.records.glance(ctx, patient_id).patient
        title = (
            _("New visit of {who}", who=title_of_patient(known, lens)) if known else _("Register a patient")
        )
        super().__init__(title, "")
        self._ctx = ctx
        self._lens = lens
        self._registering = Registering(ctx, known)

    def body(self) -> Iterable[Widget]:
        """The line with what it means and whom, and the form that takes its place."""
        known = self._registering.known is not None
        example = (
            _("Such as: return cough") if known else _("Such as: Anna Smith F34 13800001111 first cough")
        )
        with ContentSwitcher(initial=_LINE):
            with Vertical(id=_LINE):
                yield PlainInput(placeholder=example, max_length=500)
                yield EntryFacts()
                yield LineTable[Row](WhoColumns(self._lens).columns(), key=key_of, empty=str, header=False)
            yield Form(fields_of(self._ctx, known=known), id=_FORM)
        yield Static(classes="register-who", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self._table.can_focus = False  # its cursor moves while the line is typed in
        self._table.display = self._registering.known is None
        self._show()
        self._line.focus()

    # The line, and whom it means

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._registering.type(event.value)
        self._show()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_register()

    @on(RowActivated)
    def _picked(self, event: RowActivated[Row]) -> None:
        event.stop()
        self._registering.choose(key_of(event.row))
        self.action_register()

    def action_choose(self, by: int) -> None:
        """Another row of the list, while the line is typed in."""
        if not self._in_form and self._table.display:
            self._table.action_step(by)
            row = self._table.cursor_row
            if row is not None:
                self._registering.choose(key_of(row))
            self._show()

    # The form

    def action_other_way(self) -> None:
        """From the line to the form, or back."""
        if self._in_form:
            self._switcher.current = _LINE
            with self.prevent(Input.Changed):
                self._line.value = self._registering.line
            self._line.action_end()
            self._line.focus()
        else:
            self._switcher.current = _FORM
            self._form.fill(self._registering.form())
            self._form.focus_first()
        self._show()

    @on(Form.Changed)
    def _form_changed(self, event: Form.Changed) -> None:
        event.stop()
        if self._in_form:
            self._registering.fill(self._form.changed)
            self._show()

    @on(Form.Finished)
    def _form_done(self, event: Form.Finished) -> None:
        event.stop()
        self.action_register()

    # What is done

    def action_register(self) -> None:
        """Register whom the list has under its cursor."""
        if self._in_form:
            self._registering.fill(self._form.changed)
            if not self._form.approve():
                return
        self.attempt(self._registering.register)

    def action_register_new(self) -> None:
        """Register somebody new, whoever has the same name or phone."""
        if self._registering.known is None:
            self._registering.choose(NEW)
            self._show()
            self.action_register()

    def action_leave(self) -> None:
        """From the form back to the line, from the line back to the desk."""
        if self._in_form:
            self.action_other_way()
        else:
            super().action_leave()

    def refused(self, saying: Saying) -> None:
        """Why not, below the line or below the form."""
        if self._in_form:
            super().refused(saying)
        else:
            self._line.problem = saying

    # What is shown

    def _show(self) -> None:
        now = self._registering
        self.query_one(EntryFacts).show(
            pairs_of(now.draft, now.chosen, self._ctx, self._lens), lines_of(now.draft, now.entry, now.chosen)
        )
        self._table.show(now.rows)
        if now.chosen_row is not None:
            self._table.select(key_of(now.chosen_row))
        self.query_one(".register-who", Static).update(plain(self._who()))
        self.query_one(".dialog-hint", Static).update(plain(self._keys()))

    def _who(self) -> str:
        """Whom Enter registers."""
        chosen, key = self._registering.chosen, "Ctrl+S" if self._in_form else "Enter"
        if chosen is None:
            return _("{key}: register a new patient", key=key)
        return _("{key}: register the known {who}", key=key, who=title_of_patient(chosen, self._lens))

    def _keys(self) -> str:
        now = self._registering
        others = [_("Ctrl+N: somebody new")] if now.chosen and not now.known else []
        if self._in_form:
            others += [_("Up/Down: other field"), _("F2 or Esc: back to the line")]
        else:
            others += [] if now.known else [_("Up/Down: choose")]
            others += [_("F2: form"), _("Esc: back")]
        return "   ".join(others)

    # Parts of the dialog

    @property
    def _line(self) -> PlainInput:
        return self.query_one(f"#{_LINE} PlainInput", PlainInput)

    @property
    def _table(self) -> LineTable[Row]:
        return self.query_one(LineTable)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def _switcher(self) -> ContentSwitcher:
        return self.query_one(ContentSwitcher)

    @property
    def _in_form(self) -> bool:
        return self._switcher.current == _FORM
