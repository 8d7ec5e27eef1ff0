"""A line to search with over a list to choose from: what help and palette share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from assistant_tui.i18n import _
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Column, Heading, LineTable, RowActivated

Row = TypeVar("Row")


class Search(Dialog[Row], Generic[Row]):
    """Answers the row under the cursor; Up and Down move it while the line is being typed in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "list('step', 1)", show=False),
        Binding("up", "list('step', -1)", show=False),
        Binding("pagedown", "list('page', 1)", show=False),
        Binding("pageup", "list('page', -1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        prompt: str,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], Hashable],
        found: Callable[[str], Sequence[Row | Heading]],
        hint: str = "",
    ) -> None:
        super().__init__(title, hint or _("Type to search   Up/Down: choose   Enter: run it   Esc: back"))
        self._prompt = prompt
        self._columns = columns
        self._key = key
        self._found = found

    def body(self) -> Iterable[Widget]:
        """The line, and the table below it."""
        yield PlainInput(placeholder=self._prompt)
        yield LineTable[Row](
            self._columns,
            key=self._key,
            empty=lambda: _("Nothing matches. Backspace widens the search."),
        )

    def on_mount(self) -> None:
        """Show all there is."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow down; the best match is under the cursor."""
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row under the cursor."""
        event.stop()
        if self._table.cursor_row is not None:
            self.chosen(self._table.cursor_row)

    def on_row_activated(self, event: RowActivated[Row]) -> None:
        """A double click takes it, too."""
        event.stop()
        self.chosen(event.row)

    def chosen(self, row: Row) -> None:
        """Answer this row; a dialog that goes on does something else with it."""
        self.dismiss(row)

    def action_list(self, what: str, by: int) -> None:
        """Move in the list while typing in the line above."""
        (self._table.action_step if what == "step" else self._table.action_page)(by)

    @property
    def _table(self) -> LineTable[Row]:
        return self.query_one(LineTable)

    def _show(self, sought: str) -> None:
        self._table.show(self._found(sought.strip()))
        self._table.action_first()
