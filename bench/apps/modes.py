"""Three screens in Textual's modes, each with header, list, text and footer of Textual's own."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Header, Static

ROWS = 60
_COLUMNS = ("Nr", "Ticket", "Name", "Kind", "Since", "Waits", "Expected")


class Listing(Screen[None]):
    """A list beside a text."""

    CSS = "DataTable { width: 2fr; height: 1fr; } Static { width: 1fr; }"

    def compose(self) -> ComposeResult:
        """Header, list, text, footer."""
        yield Header()
        with Horizontal():
            yield DataTable[str](cursor_type="row")
            yield Static("Nobody is selected\n" * 10)
        yield Footer()

    def on_mount(self) -> None:
        """Fill the list."""
        table = self.query_one(DataTable)
        table.add_columns(*_COLUMNS)
        for row in range(ROWS):
            table.add_row(*(f"{name} {row}" for name in _COLUMNS))


class Modes(App[None]):
    """Keys 2, 3 and 8 switch, as in the program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        (key, f"switch_mode('{mode}')", mode)
        for key, mode in (("2", "queue"), ("3", "whereabouts"), ("8", "patients"))
    ]
    MODES = dict.fromkeys(("queue", "whereabouts", "patients"), Listing)
    DEFAULT_MODE = "queue"


Modes().run()
