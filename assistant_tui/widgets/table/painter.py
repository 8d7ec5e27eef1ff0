"""Draws the lines of a table: formats each cell when its line first comes into view, and keeps it.

Cells and lines are kept apart, so that a moving cursor formats nothing and a tick formats only the ticking
column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple

from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from assistant_tui.widgets.plain import cells, fit, segment, words
from assistant_tui.widgets.table.bar import bar_strip
from assistant_tui.widgets.table.column import Bar, Cell, Column, Heading, Listed, Row, Titles
from assistant_tui.widgets.table.layout import MARGIN, PlacedColumn, place

_KEPT = 512  # lines: several screens to scroll back over

CURSOR_MARK = ">"

StyleOf = Callable[[str], Style]
"""The complete style of a component: `header`, `heading`, `bar`, `cursor`, a tone, or `` for the table."""
ColumnsOf = Callable[[Row], tuple[Column[Row], ...]]
"""The columns of a row, where rows have columns of their own."""


class Change(NamedTuple):
    """Cells of a line that a tick has changed, from `x` on."""

    x: int
    width: int


class Painter(Generic[Row]):
    """Lines of exactly `width` cells; `lay_out` after a change of width, rows or language."""

    def __init__(
        self, columns: Sequence[Column[Row]], style: StyleOf, columns_of: ColumnsOf[Row] | None = None
    ) -> None:
        self.columns = columns
        self.width = 0
        self.placed: tuple[PlacedColumn[Row], ...] = ()
        self._style = style
        self._columns_of = columns_of
        self._placed_by_id: dict[int, tuple[PlacedColumn[Row], ...]] = {}
        self._cells: LRUCache[int, list[Cell | Bar]] = LRUCache(_KEPT)
        self._lines: LRUCache[tuple[int, str], Strip] = LRUCache(_KEPT)
        self._header: Strip | None = None
        self._blank: Strip | None = None

    def lay_out(self, width: int) -> None:
        """Place the columns anew and forget every line."""
        self.width = width
        self.placed = place(self.columns, width)
        self._placed_by_id.clear()
        self._cells.clear()
        self.restyle()

    def restyle(self) -> None:
        """Forget the lines, keep the cells: the theme has changed."""
        self._lines.clear()
        self._header = self._blank = None

    def header(self) -> Strip:
        """The line of titles."""
        if self._header is None:
            self._header = self._titles(self.placed)
        return self._header

    def blank(self) -> Strip:
        """A line without a row."""
        if self._blank is None:
            self._blank = Strip.blank(self.width, self._style(""))
        return self._blank

    def note(self, text: str) -> Strip:
        """A quiet line of text where rows would be."""
        style = self._style("muted")
        return Strip([segment("", min(MARGIN, self.width), style), segment(text, self.width - MARGIN, style)])

    def row(self, index: int, row: Listed[Row], cursor: str = "") -> Strip:
        """The line of a row; `cursor` names the cursor on it, if any: `cursor` or `cursor-blurred`."""
        line = self._lines.get((index, cursor))
        if line is None:
            line = self._lines[index, cursor] = self._drawn(index, row, cursor)
        return line

    def forget(self, index: int) -> None:
        """Format this row anew when it is next drawn."""
        self._cells.discard(index)
        self._forget_lines(index)

    def tick(self, index: int, row: Row, column_keys: Iterable[str]) -> list[Change]:
        """Format these columns of the row anew; answers what has changed of a line that was drawn before."""
        shown = self._cells.get(index)
        if shown is None:
            return []
        changes = []
        for n, at in enumerate(self._placed_for(row)):
            if at.column.key in column_keys:
                cell = self._cell(at, row)
                if cell != shown[n]:
                    shown[n] = cell
                    changes.append(Change(at.x, at.width))
        if changes:
            self._forget_lines(index)
        return changes

    def forget_cells_outside(self, first: int, last: int) -> None:
        """Keep only the rows from `first` to before `last`: the others have not been ticking."""
        for index in [index for index in self._cells.keys() if not first <= index < last]:  # noqa: SIM118
            self.forget(index)

    def _drawn(self, index: int, row: Listed[Row], cursor: str) -> Strip:
        if isinstance(row, Heading):
            return self._heading(row)
        if isinstance(row, Titles):
            return self._titles(self._placed_once(row.columns))
        return self._row(index, row, cursor)

    def _placed_for(self, row: Row) -> tuple[PlacedColumn[Row], ...]:
        return self.placed if self._columns_of is None else self._placed_once(self._columns_of(row))

    def _placed_once(self, columns: tuple[Column[Row], ...]) -> tuple[PlacedColumn[Row], ...]:
        """Rows of a group share their columns, which live as long as the rows that are shown."""
        found = self._placed_by_id.get(id(columns))
        if found is None:
            found = self._placed_by_id[id(columns)] = place(columns, self.width)
        return found

    def _row(self, index: int, row: Row, cursor: str) -> Strip:
        placed, shown = self._placed_for(row), self._cells.get(index)
        if shown is None:
            shown = self._cells[index] = [self._cell(at, row) for at in placed]
        ground = self._style(cursor)
        pieces = [(at, self._cell_drawn(at, cell, cursor)) for at, cell in zip(placed, shown, strict=True)]
        return self._line(pieces, ground, CURSOR_MARK if cursor else " ")

    def _cell_drawn(self, at: PlacedColumn[Row], cell: Cell | Bar, cursor: str) -> Strip:
        if isinstance(cell, Bar):
            return bar_strip(cell, at.width, self._style, cursor)
        style = self._style(cell.tone)
        if cursor:  # the cursor's colours go over the tone's, whose weight stays
            ground = self._style(cursor)
            style = ground + Style(bold=style.bold or ground.bold)
        return Strip([segment(cell.text, at.width, style, at.column.align)])

    def _titles(self, placed: tuple[PlacedColumn[Row], ...]) -> Strip:
        style = self._style("header")
        pieces = [(at, Strip([segment(at.title, at.width, style, at.column.align)])) for at in placed]
        return self._line(pieces, style, " ")

    def _heading(self, heading: Heading) -> Strip:
        style = self._style("heading")
        text, note = words(heading.text), words(heading.note)
        room = max(0, self.width - MARGIN)
        taken = min(room, cells(text) + 2)
        return Strip(
            [
                segment("", min(MARGIN, self.width), style),
                segment(text, taken, style),
                segment(note, room - taken, style + Style(bold=False)),
            ]
        )

    def _line(self, pieces: list[tuple[PlacedColumn[Row], Strip]], ground: Style, mark: str) -> Strip:
        """Titles or cells, each in its column, with the ground between them."""
        segments = [segment(mark, min(MARGIN, self.width), ground)]
        x = MARGIN
        for at, drawn in pieces:
            if at.x > x:
                segments.append(segment("", at.x - x, ground))
            segments += drawn
            x = at.x + at.width
        segments.append(segment("", self.width - x, ground))
        return Strip(segments, self.width)

    def _cell(self, at: PlacedColumn[Row], row: Row) -> Cell | Bar:
        cell = at.column.cell(row)
        if isinstance(cell, Bar):
            return cell
        return Cell(fit(cell.text, at.width, at.column.align), cell.tone)

    def _forget_lines(self, index: int) -> None:
        for cursor in ("", "cursor", "cursor-blurred"):
            self._lines.discard((index, cursor))
