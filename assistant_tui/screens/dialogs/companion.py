"""Who came along: a name, a relation, a phone, and whether to invite them in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from assistant_tui import services
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.form import Field, Form, options_of
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts, checked
from assistant_tui.widgets.plain_input import half_width

RELATIONS: tuple[Saying, ...] = (
    say("husband"),
    say("wife"),
    say("mother"),
    say("father"),
    say("daughter"),
    say("son"),
    say("friend"),
)
"""What one digit enters as the relation, from 1."""

_WAITS, _INVITED = "waits", "invited"


class CompanionForm(Dialog[VisitRow]):
    """Enter goes to the next line and, on the last, saves; Ctrl+S saves from any line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    def __init__(self, ctx: Context, visit: VisitRow) -> None:
        super().__init__(
            _("Who came with {ticket}?", ticket=visit.ticket),
            _("Enter: next line   Ctrl+S: save   Space: change   Esc: back"),
        )
        self._ctx = ctx
        self._visit_id = visit.visit_id

    def body(self) -> Iterable[Widget]:
        """Line by line."""
        yield Form(
            [
                Field("name", say("Name")),
                Field("relation", say("Relation"), hint=_numbered_relations()),
                Field("phone", say("Phone"), check=self._check_phone, ascii_keys=True),
                Field("invite", say("Family"), options=options_of(_ANSWERS)),
            ]
        )

    def on_mount(self) -> None:
        """Begin with the name."""
        self._form.focus_first()

    @on(Form.Changed)
    def _spell_out(self, event: Form.Changed) -> None:
        """A single digit stands for the relation with that number."""
        event.stop()
        typed = half_width(self._form.values["relation"])
        numbered = dict(enumerate(RELATIONS, start=1))
        if len(typed) == 1 and typed.isdecimal() and int(typed) in numbered:
            self._form.fill(self._form.values | {"relation": spoken(numbered[int(typed)])})
            if isinstance(self.focused, Input):
                self.focused.action_end()

    @on(Form.Finished)
    def action_save(self) -> None:
        """Note the companion."""
        if self._form.approve():
            self.attempt(self._saved)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    def _check_phone(self, typed: str) -> None:
        checked(PatientFacts(phone=typed.strip() or None), self._ctx.today(), known=True)

    def _saved(self) -> VisitRow:
        values = self._form.values
        return services.companions.add_companion(
            self._ctx,
            self._visit_id,
            name=values["name"],
            relation=values["relation"],
            phone=values["phone"].strip(),
            invite=values["invite"] == _INVITED,
        )


_ANSWERS = ((_WAITS, say("waits outside")), (_INVITED, say("is to be invited in")))


def _numbered_relations() -> str:
    return " ".join(f"{number} {spoken(relation)}" for number, relation in enumerate(RELATIONS, start=1))
