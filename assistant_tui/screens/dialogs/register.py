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
from assistant_tui.domain.quickentry import QuickEntry
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.draft import (
    Draft,
    complaint_of_known,
    complaint_without,
    draft_of,
    registration,
    understood,
)
from assistant_tui.screens.dialogs.entry_facts import EntryFacts
from assistant_tui.screens.dialogs.form import Form
from assistant_tui.screens.dialogs.matches import Match, matches_of
from assistant_tui.screens.dialogs.register_facts import lines_of, pairs_of
from assistant_tui.screens.dialogs.register_fields import fields_of
from assistant_tui.screens.dialogs.register_rows import NewPatient, WhoColumns, is_lookup
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.record_facts import title_of_patient
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import LineTable, RowActivated, RowHighlighted

_LINE, _FORM = "entry-line", "entry-form"


class QuickRegister(Dialog[VisitRow]):
    """Answers the new visit.

    Enter registers whom the list below the line has under its cursor: somebody new, or a known patient; it is
    on her already when phone or card and name are hers. F2 turns the line into a form and back; what was typed
    in either is kept in `_base`, and the line changes only what is typed anew in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("f2", "other_way", show=False),
        Binding("ctrl+n", "register_new", show=False),
        Binding("ctrl+s", "register", show=False),
        Binding("down", "list('step', 1)", show=False),
        Binding("up", "list('step', -1)", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens, patient_id: int | None = None) -> None:
        self._ctx = ctx
        self._lens = lens
        self._known: PatientRow | None = None
        if patient_id is not None:
            self._known = services.records.glance(ctx, patient_id).patient
        super().__init__(self._heading(), "")
        self._entry: QuickEntry = understood(ctx, "")
        self._base = self._seen = Draft()

    def body(self) -> Iterable[Widget]:
        """The line with what it means and whom, and the form that takes its place."""
        with ContentSwitcher(initial=_LINE):
            with Vertical(id=_LINE):
                yield PlainInput(placeholder=self._placeholder(), max_length=500)
                yield EntryFacts()
                yield LineTable[NewPatient | Match](
                    WhoColumns(self._lens).columns(),
                    key=lambda row: row.patient.patient_id if isinstance(row, Match) else 0,
                    empty=str,
                    header=False,
                )
            yield Form(fields_of(self._ctx, known=self._known is not None), id=_FORM)

    def on_mount(self) -> None:
        """Ready to type."""
        self._table.can_focus = False  # its cursor moves while the line is typed in
        self._table.display = self._known is None
        self._read()
        self._line.focus()

    # The line

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._read()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_register()

    @on(RowHighlighted)
    def _other_choice(self, event: RowHighlighted[NewPatient | Match]) -> None:
        event.stop()
        self._show_facts()

    @on(RowActivated)
    def _picked(self, event: RowActivated[NewPatient | Match]) -> None:
        event.stop()
        self.action_register()

    def _read(self) -> None:
        """Understand the line anew, and look whom it may mean."""
        self._entry = understood(self._ctx, self._line.value)
        if self._known is None:
            new = NewPatient(self._draft.name)
            matches = matches_of(self._ctx, self._entry)
            certain = [match for match in matches if match.certain]
            self._table.show([*certain, new, *(match for match in matches if not match.certain)])
            self._table.select(certain[0].patient.patient_id if certain else 0)
        self._show_facts()

    def _show_facts(self) -> None:
        draft = self._draft
        self.query_one(EntryFacts).show(
            pairs_of(draft, self._ctx.pack, self._lens), lines_of(draft, self._entry, self._chosen)
        )
        self._show_hint()

    @property
    def _draft(self) -> Draft:
        """Line and form together, for whom is chosen."""
        draft = self._read_draft(self._entry, self._line.value).over(self._base, self._seen)
        chosen = self._table.cursor_row if self._known is None else None
        if isinstance(chosen, Match) and chosen.by.what in ("complaint", "unsure"):
            return draft.with_({"complaint": complaint_without(self._entry, self._line.value, chosen.by)})
        return draft

    def _read_draft(self, entry: QuickEntry, line: str) -> Draft:
        draft = draft_of(entry)
        if self._known is None:
            return draft
        return draft.with_({"name": "", "complaint": complaint_of_known(entry, line)})

    @property
    def _chosen(self) -> PatientRow | None:
        """The known patient whom Enter registers; None for somebody new."""
        row = self._table.cursor_row
        return self._known or (row.patient if isinstance(row, Match) else None)

    # The form

    def action_other_way(self) -> None:
        """From the line to the form, or back; nothing that was typed is lost."""
        if self._in_form:
            self._take_form()
            self._show_line()
            return
        self._base = self._draft
        self._seen = self._read_draft(self._entry, self._line.value)
        self._switcher.current = _FORM
        self._form.fill(self._base.as_fields())
        self._form.focus_first()
        self._show_hint()

    def _take_form(self) -> None:
        """Take over what the form has; the line is written anew only if something was changed in it."""
        if not self._form.changed:
            return
        self._base = self._base.with_(self._form.changed)
        line = self._base.line(self._ctx.pack)
        self._seen = self._read_draft(understood(self._ctx, line), line)
        with self.prevent(Input.Changed):
            self._line.value = line
        self._form.fill(self._base.as_fields())

    def _show_line(self) -> None:
        self._switcher.current = _LINE
        self._line.cursor_position = len(self._line.value)
        self._line.focus()
        self._read()

    @on(Form.Finished)
    def _form_done(self, event: Form.Finished) -> None:
        event.stop()
        self.action_register()

    @on(Form.Changed)
    def _form_changed(self, event: Form.Changed) -> None:
        event.stop()
        self._show_hint()

    # What is done

    def action_register(self) -> None:
        """Register whom the list has under its cursor."""
        if self._in_form:
            if not self._form.approve():
                return
            self._take_form()
            self._read()
        if self._chosen is None and self._meant_to_find():
            self.refused(
                say(
                    "“{typed}” finds known patients: Down chooses one, Ctrl+N registers a new one",
                    typed=self._draft.name,
                )
            )
            return
        self._register(self._chosen)

    def action_register_new(self) -> None:
        """Register somebody new, whoever has the same name or phone."""
        if self._known is not None:
            return
        if self._in_form:
            if not self._form.approve():
                return
            self._take_form()
            self._read()
        self._table.select(0)
        self._register(None)

    def action_list(self, what: str, by: int) -> None:
        """Move in the list while typing in the line above."""
        if what == "step" and not self._in_form:
            self._table.action_step(by)

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

    def _register(self, known: PatientRow | None) -> None:
        draft = self._draft
        patient_id = known.patient_id if known else None
        self.attempt(
            lambda: services.registration.register(self._ctx, registration(self._ctx, draft, patient_id))
        )

    def _meant_to_find(self) -> bool:
        return is_lookup(self._draft.name) and bool(matches_of(self._ctx, self._entry))

    # What is said

    def _heading(self) -> str:
        if self._known is None:
            return _("Register")
        return _("New visit of {who}", who=title_of_patient(self._known, self._lens))

    def _placeholder(self) -> str:
        if self._known is None:
            return _("Such as: 王芳 女34 13800001111 复诊 下腹痛")
        return _("Such as: 复诊 下腹痛")

    def _show_hint(self) -> None:
        self.query_one(".dialog-hint", Static).update(plain(self._hint_now()))

    def _hint_now(self) -> str:
        if self._in_form:
            return _("Ctrl+S: register   Up/Down: other field   F2 or Esc: back to the line")
        if self._known is not None:
            return _("Enter: register   F2: form   Esc: back")
        chosen = self._chosen
        first = (
            _("Enter: register the known {who}", who=title_of_patient(chosen, self._lens))
            if chosen
            else _("Enter: register a new patient")
        )
        others = _("Up/Down: choose   F2: form   Esc: back")
        if chosen:
            others = f"{_('Ctrl+N: somebody new')}   {others}"
        return f"{first}\n{others}"

    # Parts of the dialog

    @property
    def _line(self) -> PlainInput:
        return self.query_one(f"#{_LINE} PlainInput", PlainInput)

    @property
    def _table(self) -> LineTable[NewPatient | Match]:
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
