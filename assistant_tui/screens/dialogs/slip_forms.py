"""Two short forms about a slip: signed on paper, and refused by the patient."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.i18n import _
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.form import Field, Form, options_of

Answer = TypeVar("Answer")

_NO, _YES = "no", "yes"


class _SlipForm(Dialog[Answer]):
    """Enter goes to the next line and, on the last, saves; Ctrl+S saves from any line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    def on_mount(self) -> None:
        """Begin at the top."""
        self._form.focus_first()

    @on(Form.Finished)
    def action_save(self) -> None:
        """Try what was entered."""
        if self._form.approve():
            self.attempt(self.saved)

    def saved(self) -> Answer:
        """Do it. Raises RuleError."""
        raise NotImplementedError

    @property
    def _form(self) -> Form:
        return self.query_one(Form)


class SignedOnPaper(_SlipForm[Answer]):
    """Who has signed, and at what time of today; both are filled in already."""

    def __init__(self, title: str, doctor: str, time: str, sign: Callable[[str, str], Answer]) -> None:
        super().__init__(title, _("Enter: next line   Ctrl+S: save   Esc: back"))
        self._filled = {"by": doctor, "time": time}
        self._sign = sign

    def body(self) -> list[Widget]:
        """Name and time."""
        return [
            Form([Field("by", say("Signed by")), Field("time", say("At"), hint="10:42", ascii_keys=True)])
        ]

    def on_mount(self) -> None:
        """The room's doctor, now."""
        self._form.fill(self._filled)
        super().on_mount()

    def saved(self) -> Answer:
        """Note the signature."""
        values = self._form.values
        return self._sign(values["by"], values["time"])


class Refusal(_SlipForm[Answer]):
    """Why, and whether the patient has signed the refusal form; not unless it is said."""

    def __init__(self, title: str, refuse: Callable[[str, bool], Answer]) -> None:
        super().__init__(title, _("Enter: next line   Ctrl+S: save   Space: change   Esc: back"))
        self._refuse = refuse

    def body(self) -> list[Widget]:
        """Reason and form."""
        return [
            Form(
                [
                    Field("reason", say("Reason"), check=_require_reason),
                    Field("form", say("Refusal form"), options=options_of(_SIGNED)),
                ]
            )
        ]

    def saved(self) -> Answer:
        """Note the refusal."""
        values = self._form.values
        return self._refuse(values["reason"], values["form"] == _YES)


def _require_reason(typed: str) -> None:
    if not typed.strip():
        raise InputError(say("Say why the patient declines"))


_SIGNED: tuple[tuple[str, Saying], ...] = ((_NO, say("not signed")), (_YES, say("signed by the patient")))
