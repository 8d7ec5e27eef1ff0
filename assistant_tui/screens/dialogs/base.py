"""What all dialogs share: a title, a hint of the keys, Esc, and the one way to try what was entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui.domain.saying import RuleError, Saying
from assistant_tui.widgets.plain import plain

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question in the upper half of the window, where an input method's own window does not cover it.

    A subclass yields its widgets from `body` and calls `attempt` when the user has decided. Esc answers None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    is_over = False
    """Whether it has been answered, though it may still lie below something else."""
    _late_answer: tuple[Answer | None] | None = None

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Title, body, hint."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._title), classes="dialog-title", markup=False)
            yield from self.body()
            yield Static(plain(self._hint), classes="dialog-hint", markup=False)

    def body(self) -> Iterable[Widget]:
        """What stands between title and hint."""
        raise NotImplementedError

    def retitle(self, title: str) -> None:
        """Another title, for a dialog that goes on."""
        self.query_one(".dialog-title", Static).update(plain(title))

    def attempt(self, do: Callable[[], Answer]) -> None:
        """Do it and close with its answer; or say why not and stay open, nothing lost.

        Once: a second Enter that was on its way does nothing.
        """
        if self.is_over:
            return
        try:
            answer = do()
        except RuleError as error:
            self.refused(error.saying)
            return
        self.dismiss(answer)

    def refused(self, saying: Saying) -> None:
        """Show why it was refused; dialogs with an input show it there."""
        self.query_one(".dialog-hint", Static).update(plain(saying, "$error"))

    def action_leave(self) -> None:
        """Back, with nothing done."""
        self.dismiss(None)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with this answer, as soon as nothing lies over the dialog any more; only once.

        Textual would close whatever is on top, which may be an alert that has come in between.
        """
        if self.is_over:
            return AwaitComplete()
        self.is_over = True
        if self.is_active:
            return super().dismiss(result)
        self._late_answer = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        """What lay over the dialog is gone: close it now, if it has been answered meanwhile."""
        if self._late_answer is not None and self.is_active:
            (answer,), self._late_answer = self._late_answer, None
            super().dismiss(answer)
