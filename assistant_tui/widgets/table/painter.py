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
from assistant_tui.widgets.table.column import Cell, Column, Heading, Row
from assistant_tui.widgets.table.layout import MARGIN, PlacedColumn, place

_KEPT = 512  # lines: several screens to scroll back over

CURSOR_MARK = ">"

StyleOf = Callable[[str], Style]
"""The complete style of a component: `header`, `heading`, `cursor`, a tone, or `` for the table itself."""


class Change(NamedTuple):
    """Cells of a line that a tick has changed, from `x` on."""

    x: int
    width: int


class Painter(Generic[Row]):
    """Lines of exactly `width` cells; `lay_out` after a change of width, rows or language."""

    def __init__(self, columns: Sequence[Column[Row]], style: StyleOf) -> None:
        self.columns = columns
        self.width = 0
        self.placed: tuple[PlacedColumn[Row], ...] = ()
        self._style = style
        self._cells: LRUCache[int, list[Cell]] = LRUCache(_KEPT)
        self._lines: LRUCache[tuple[int, str], Strip] = LRUCache(_KEPT)
        self._header: Strip | None = None
        self._blank: Strip | None = None

    def lay_out(self, width: int) -> None:
        """Place the columns anew and forget every line."""
        self.width = width
        self.placed = place(self.columns, width)
        self._cells.clear()
        self.restyle()

    def restyle(self) -> None:
        """Forget the lines, keep the cells: the theme has changed."""
        self._lines.clear()
        self._header = self._blank = None

    def header(self) -> Strip:
        """The line of titles."""
        if self._header is None:
            style = self._style("header")
            self._header = self._line([(at, at.title, style) for at in self.placed], style, " ")
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

    def row(self, index: int, row: Row | Heading, cursor: str = "") -> Strip:
        """The line of a row; `cursor` names the cursor on it, if any: `cursor` or `cursor-blurred`."""
        line = self._lines.get((index, cursor))
        if line is None:
            line = self._heading(row) if isinstance(row, Heading) else self._row(index, row, cursor)
            self._lines[index, cursor] = line
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
        for n, at in enumerate(self.placed):
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

    def _row(self, index: int, row: Row, cursor: str) -> Strip:
        shown = self._cells.get(index)
        if shown is None:
            shown = self._cells[index] = [self._cell(at, row) for at in self.placed]
        ground = self._style(cursor)
        pieces = []
        for at, cell in zip(self.placed, shown, strict=True):
            style = self._style(cell.tone)
            if cursor:  # the cursor's colours go over the tone's, whose weight stays
                style = ground + Style(bold=style.bold or ground.bold)
            pieces.append((at, cell.text, style))
        return self._line(pieces, ground, CURSOR_MARK if cursor else " ")

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

    def _line(self, pieces: list[tuple[PlacedColumn[Row], str, Style]], ground: Style, mark: str) -> Strip:
        """Titles or cells, each in its column, with the ground between them."""
        segments = [segment(mark, min(MARGIN, self.width), ground)]
        x = MARGIN
        for at, text, style in pieces:
            if at.x > x:
                segments.append(segment("", at.x - x, ground))
            segments.append(segment(text, at.width, style, at.column.align))
            x = at.x + at.width
        segments.append(segment("", self.width - x, ground))
        return Strip(segments, self.width)

    def _cell(self, at: PlacedColumn[Row], row: Row) -> Cell:
        text, tone = at.column.cell(row)
        return Cell(fit(text, at.width, at.column.align), tone)

    def _forget_lines(self, index: int) -> None:
        for cursor in ("", "cursor", "cursor-blurred"):
            self._lines.discard((index, cursor))
