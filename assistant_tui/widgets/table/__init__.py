"""The list of every screen: a table that draws only the lines in view."""

from assistant_tui.widgets.table.column import Bar, Cell, Column, Heading, Listed, Titles
from assistant_tui.widgets.table.line_table import LineTable
from assistant_tui.widgets.table.messages import RowActivated

__all__ = ["Bar", "Cell", "Column", "Heading", "LineTable", "Listed", "RowActivated", "Titles"]
