"""The line above a list that narrows it down: `/` opens it, Esc empties and closes it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from assistant_tui.i18n import _
from assistant_tui.widgets.plain_input import PlainInput


class FilterLine(PlainInput):
    """Hidden until it is opened; every key narrows the list, Enter or Down goes to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down,enter", "to_list", show=False),
    ]

    DEFAULT_CSS = """
    FilterLine { display: none; height: 1; &.-open { display: block; } }
    """

    class Narrowed(Message):
        """What is typed has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Done(Message):
        """The cursor wants to go to the list."""

    def __init__(self) -> None:
        super().__init__()
        self._be_open(False)

    def open(self) -> None:
        """Show the line and type into it."""
        self.placeholder = _("Show only what contains ... (Esc: all)")
        self._be_open(True)
        self.focus()

    def shut(self) -> None:
        """Empty and hide it."""
        self.value = ""
        self._be_open(False)

    def action_close(self) -> None:
        """Show everything again."""
        self.shut()
        self.post_message(self.Done())

    def action_to_list(self) -> None:
        """Keep the filter and go to the list."""
        self._be_open(bool(self.value))
        self.post_message(self.Done())

    def _be_open(self, is_open: bool) -> None:
        # A closed line must not catch keys even before the styles that hide it are applied.
        self.set_class(is_open, "-open")
        self.can_focus = is_open

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Narrowed(event.value))
