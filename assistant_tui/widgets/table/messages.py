"""What a table tells the screen around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from textual.message import Message

from assistant_tui.widgets.table.column import Row

if TYPE_CHECKING:
    from assistant_tui.widgets.table.line_table import LineTable


class RowActivated(Message, Generic[Row]):
    """Enter or a double click on a row."""

    def __init__(self, table: LineTable[Row], row: Row) -> None:
        super().__init__()
        self.table = table
        self.row = row

    @property
    def control(self) -> LineTable[Row]:
        """The table, for `@on(RowActivated, "#queue")`."""
        return self.table
