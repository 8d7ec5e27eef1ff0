"""The program's list with as many rows as the argument says, and nothing else."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult

from assistant_tui.widgets.table import LineTable
from assistant_tui.widgets.table.column import Cell, Column


class LongList(App[None]):
    """One list."""

    def compose(self) -> ComposeResult:
        """The list, with a handful of columns."""
        columns = [_column(name) for name in ("ticket", "name", "kind", "since", "waits", "expected")]
        yield LineTable[int](columns, key=lambda row: row, empty=lambda: "")

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(LineTable)
        table.show(range(int(sys.argv[1])))
        table.focus()


def _column(name: str) -> Column[int]:
    return Column(key=name, title=lambda: name, cell=lambda row: Cell(f"{name} {row}"), width=12)


LongList().run()
