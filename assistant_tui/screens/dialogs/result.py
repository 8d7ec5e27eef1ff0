"""What came back: one key for normal or abnormal, and words where they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from assistant_tui.domain.orders import RESULT_WORDS, ResultStatus
from assistant_tui.domain.saying import Saying
from assistant_tui.i18n import _
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.widgets.choice import Choice, Offer, OfferPicked
from assistant_tui.widgets.plain_input import PlainInput

Answer = TypeVar("Answer")


class EnterResult(Dialog[Answer]):
    """1, 2 or 3 enters the result, with the words in the line; Tab goes there. 3 asks for words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab,ctrl+o", "other", show=False, priority=True)
    ]

    def __init__(self, title: str, do: Callable[[ResultStatus, str], Answer], *, text: str = "") -> None:
        super().__init__(title, _("1-3: enter it   Tab: in words   Esc: back"))
        self._do = do
        self._text = text
        self._asked_for_words = False

    def body(self) -> Iterable[Widget]:
        """The line for words, and the three results."""
        yield PlainInput(self._text, placeholder=_("In words (may stay empty)"), max_length=500)
        yield Choice(lambda: "")

    def on_mount(self) -> None:
        """Ready for the digit."""
        choice = self.query_one(Choice)
        choice.offer([Offer(result.value, words) for result, words in RESULT_WORDS.items()])
        choice.focus()

    def action_other(self) -> None:
        """To the words, or back to the three."""
        (self.query_one(Choice) if self._line.has_focus else self._line).focus()

    @on(OfferPicked)
    def _picked(self, event: OfferPicked) -> None:
        event.stop()
        result = ResultStatus(event.offer.id)
        if result is ResultStatus.TEXT and not self._line.value.strip():
            self._asked_for_words = True
            self._line.focus()
            return
        self._enter(result)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        """Words that were asked for are the result; otherwise it is still to be picked."""
        event.stop()
        if self._asked_for_words:
            self._enter(ResultStatus.TEXT)
        else:
            self.query_one(Choice).focus()

    def refused(self, saying: Saying) -> None:
        """Why not, below the words."""
        self._line.problem = saying

    @property
    def _line(self) -> PlainInput:
        return self.query_one(PlainInput)

    def _enter(self, result: ResultStatus) -> None:
        self.attempt(lambda: self._do(result, self._line.value))
