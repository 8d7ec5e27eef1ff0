"""A doctor chooses the PIN that signs, or another one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from assistant_tui.domain.pins import FEWEST_DIGITS, MOST_DIGITS
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.form import Field, Form, options_of
from assistant_tui.services import reports
from assistant_tui.services.context import Context


class DoctorPin(Dialog[str]):
    """Answers the doctor's name. The PIN is typed twice, since nobody sees it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", show=False)]

    def __init__(self, ctx: Context, doctor: str) -> None:
        super().__init__(_("The doctor's own PIN"), _("Enter: next line   Ctrl+S or F2: keep it   Esc: back"))
        self._ctx = ctx
        self._doctor = doctor

    def body(self) -> Iterable[Widget]:
        """The present PIN is asked of those who have one."""
        doctors = options_of((name, name) for name in reports.doctors(self._ctx))
        digits = _("{fewest} to {most} digits", fewest=FEWEST_DIGITS, most=MOST_DIGITS)
        yield Form(
            [
                Field("doctor", say("Doctor"), options=doctors),
                Field(
                    "current",
                    say("PIN until now"),
                    hint=_("Empty, if there was none"),
                    ascii_keys=True,
                    secret=True,
                ),
                Field("new", say("New PIN"), hint=digits, ascii_keys=True, secret=True),
                Field("again", say("Once more"), ascii_keys=True, secret=True),
            ]
        )

    def on_mount(self) -> None:
        """Begin where something is to be typed."""
        self._form.fill({"doctor": self._doctor})
        self._form.focus_on("current" if reports.has_pin(self._ctx, self._doctor) else "new")

    @on(Form.Finished)
    def action_save(self) -> None:
        """Keep it, or say at the field concerned why not."""
        values = self._form.values
        if values["new"] != values["again"]:
            self._form.complain("again", say("This is not the same PIN as above"))
            return
        self.attempt(self._kept)

    def _kept(self) -> str:
        values = self._form.values
        reports.set_pin(self._ctx, values["doctor"], values["new"], current=values["current"])
        return values["doctor"]

    @property
    def _form(self) -> Form:
        return self.query_one(Form)
