"""A question with one line for an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from textual.widget import Widget
from textual.widgets import Input

from assistant_tui.domain.saying import Saying
from assistant_tui.i18n import _
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.widgets.plain_input import PlainInput

Answer = TypeVar("Answer")


class Ask(Dialog[Answer]):
    """`title` says what is about to be done, `prompt` what to type; Enter does it."""

    def __init__(self, title: str, prompt: str, do: Callable[[str], Answer]) -> None:
        super().__init__(title, _("Enter: do it   Esc: back"))
        self._prompt = prompt
        self._do = do

    def body(self) -> Iterable[Widget]:
        """The line to type in."""
        yield PlainInput(placeholder=self._prompt)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: try it."""
        event.stop()
        self.attempt(lambda: self._do(event.value))

    def refused(self, saying: Saying) -> None:
        """Why not, below what was typed."""
        self.query_one(PlainInput).problem = saying
