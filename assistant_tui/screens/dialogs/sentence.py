"""A sentence to say to a patient; Enter records that it was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui.i18n import _
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.widgets.plain import plain

Answer = TypeVar("Answer")


class Sentence(Dialog[Answer]):
    """The words in full, to be read out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "said", show=False)]

    def __init__(self, title: str, sentence: str, said: Callable[[], Answer]) -> None:
        super().__init__(title, _("Enter: it was said, keep the promise   Esc: not said"))
        self._sentence = sentence
        self._said = said

    def body(self) -> Iterable[Widget]:
        """The sentence."""
        yield Static(plain(self._sentence), classes="dialog-sentence", markup=False)

    def action_said(self) -> None:
        """Record it."""
        self.attempt(self._said)
