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

    def open(self) -> None:
        """Show the line and type into it."""
        self.placeholder = _("Show only what contains ... (Esc: all)")
        self.add_class("-open")
        self.focus()

    def action_close(self) -> None:
        """Show everything again."""
        self.remove_class("-open")
        self.value = ""
        self.post_message(self.Done())

    def action_to_list(self) -> None:
        """Keep the filter and go to the list."""
        self.set_class(bool(self.value), "-open")
        self.post_message(self.Done())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Narrowed(event.value))
