"""The table widget: a cursor, keys and mouse over lines that `Painter` draws."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import ClassVar, Generic

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip

from assistant_tui.widgets.plain import wrap
from assistant_tui.widgets.table.column import Column, Listed, Row
from assistant_tui.widgets.table.messages import RowActivated
from assistant_tui.widgets.table.painter import ColumnsOf, Painter
from assistant_tui.widgets.table.rows import NOWHERE, Rows
from assistant_tui.widgets.whole_lines import ScrollingLines


class LineTable(ScrollingLines, Generic[Row], can_focus=True, inherit_bindings=False):
    """A list of `Row`s with a cursor, ready in constant time however many there are.

    Only lines in view are formatted. `key` names a row across refreshes; `empty` is said when there are no
    rows. With `columns_of`, rows have columns of their own, in tuples that neighbours share, titled by the
    `Titles` between them. `follow` is called whenever the cursor has moved to another row, before anything is
    painted: what follows the cursor is then on the screen at the same moment. Other rows are no move: whoever
    shows them looks whom the cursor is on.
    """

    PREFIX: ClassVar[str] = "line-table"

    TONES: ClassVar[tuple[str, ...]] = ("muted", "good", "accent", "warn", "alarm")

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-table--header",
        "line-table--heading",
        "line-table--cursor",
        "line-table--cursor-blurred",
        "line-table--bar",
        *(f"line-table--{tone}" for tone in TONES),
    }

    DEFAULT_CSS = """
    LineTable {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .line-table--header { color: $foreground-muted; text-style: bold; }
        & > .line-table--heading { background: $panel; color: $foreground; text-style: bold; }
        & > .line-table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        & > .line-table--cursor-blurred {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
        }
        & > .line-table--bar { color: $scrollbar; }
        & > .line-table--muted { color: $foreground-muted; }
        & > .line-table--good { color: $success; }
        & > .line-table--accent { color: $accent; }
        & > .line-table--warn { color: $warning; }
        & > .line-table--alarm { color: $error; text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "activate", show=False),
    ]

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], Hashable],
        empty: Callable[[], str],
        columns_of: ColumnsOf[Row] | None = None,
        follow: Callable[[], None] | None = None,
        header: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._painter = Painter[Row](columns, self._styles.of, columns_of)
        self._key_of = key
        self._empty_text = empty
        self._follow = follow
        self._top = 1 if header else 0
        self._rows = Rows[Row]((), key)
        self._index = NOWHERE

    # What is shown

    def show(self, rows: Sequence[Listed[Row]]) -> None:
        """Show these rows instead, in the user's present language; `rows` must not be changed afterwards.

        The cursor stays on the row with the same key, otherwise at the same index; the scroll position
        stays, save that a cursor that was in view stays in view.
        """
        before = self.cursor_row
        in_view = self._index in range(*self._view())
        self._rows = Rows(rows, self._key_of)
        self._index = self._index_after(before)
        self._painter.lay_out(self._width)
        self.virtual_size = Size(0, self._top + max(1, len(rows)))
        if self.size:
            self.scroll_to(y=self.scroll_offset.y, animate=False, force=True)  # not past the new end
            if in_view:
                self._reveal(self._index)
        self.refresh()

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor, None when there is none."""
        return self._rows.at(self._index)

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row under the cursor."""
        row = self.cursor_row
        return None if row is None else self._key_of(row)

    def select(self, key: Hashable, *, at_top: bool = False) -> bool:
        """Put the cursor on the row with this key; False when there is none.

        `at_top` scrolls so that it stands at the top, below its headings.
        """
        index = self._rows.find(key, self._index)
        if index == NOWHERE:
            return False
        self._go_to(index)
        if at_top:
            first, _ = self._rows.with_headings(index, self._body_height)
            self.scroll_to(y=first, animate=False, force=True)
        return True

    def refresh_cells(self, keys: Collection[Hashable]) -> None:
        """Format the rows with these keys anew, where they are in view."""
        for index in range(*self._view()):
            row = self._rows.at(index)
            if row is not None and self._key_of(row) in keys:
                self._painter.forget(index)
                self._refresh_row(index)

    def tick(self, column_keys: Collection[str]) -> None:
        """Time has passed: format these columns anew and repaint the cells in view that have changed."""
        first, last = self._view()
        self._painter.forget_cells_outside(first, last)
        for index in range(first, last):
            row = self._rows.at(index)
            if row is None:
                continue
            y = index - self.scroll_offset.y + self._top
            for change in self._painter.tick(index, row, column_keys):
                self.refresh(Region(change.x, y, change.width, 1))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The line `y` cells below the top of the widget."""
        return self.lines(range(y, y + 1))[0]

    def lines(self, numbers: range) -> list[Strip]:
        """These lines, counted from the top of the widget: titles, rows, and blank lines."""
        width = self._width
        if self._painter.width != width:
            self._painter.lay_out(width)
        scrolled = self.scroll_offset.y - self._top
        cursor = "cursor" if self.has_focus else "cursor-blurred"
        return [self._line(y, y + scrolled, cursor) for y in numbers]

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Only the cursor's look depends on the focus: Textual repaints, no style is worked out anew."""

    def _line(self, y: int, index: int, cursor: str) -> Strip:
        if y < self._top:
            return self._painter.header()
        if not self._rows:
            return self._empty_line(y - self._top)
        if index >= len(self._rows):
            return self._painter.blank()
        return self._painter.row(index, self._rows.lines[index], cursor if index == self._index else "")

    def notify_style_update(self) -> None:
        """The theme or the focus has changed: Textual calls this."""
        super().notify_style_update()
        self._painter.restyle()

    def _empty_line(self, line: int) -> Strip:
        lines = wrap(self._empty_text(), self._width - 2)
        return self._painter.note(lines[line]) if line < len(lines) else self._painter.blank()

    def _refresh_row(self, index: int) -> None:
        self.refresh_line(index + self._top)

    # The cursor

    def on_resize(self) -> None:
        """A smaller window must not hide the cursor."""
        self._reveal(self._index)

    def action_step(self, rows: int) -> None:
        """Move the cursor by so many rows; it stops at the ends."""
        self._go_to(self._rows.nearest(self._index + rows, towards=rows, strictly=True))

    def action_page(self, direction: int) -> None:
        """Move the cursor by what is in view, up (-1) or down (1)."""
        rows = max(1, self._body_height - 1)
        self._go_to(self._rows.nearest(self._index + direction * rows, towards=direction))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._go_to(self._rows.nearest(0, towards=1))

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._go_to(self._rows.nearest(len(self._rows) - 1, towards=-1))

    def action_activate(self) -> None:
        """Act on the row under the cursor."""
        row = self.cursor_row
        if row is not None:
            self.activate(row)

    def activate(self, row: Row) -> None:
        """A row was chosen by Enter or a double click."""
        self.post_message(RowActivated(self, row))

    async def on_click(self, event: events.Click) -> None:
        """A click selects a row, a second one activates it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._top:
            return
        event.stop()
        index = offset.y - self._top + self.scroll_offset.y
        row = self._rows.at(index)
        if row is not None:
            self._go_to(index)
            self.clicked(row, event.chain)

    def clicked(self, row: Row, times: int) -> None:
        """A row was clicked on, so many times in a row."""
        if times == 2:  # noqa: PLR2004 - a double click
            self.activate(row)

    def _go_to(self, index: int) -> None:
        if index in (self._index, NOWHERE):
            return
        before, self._index = self._index, index
        for changed in (before, index):
            self._refresh_row(changed)
        self._reveal(index)
        if self._follow is not None:
            self._follow()

    def _reveal(self, index: int) -> None:
        """Scroll just as far as needed to see the row, with the headings above it or at the list's end."""
        if index == NOWHERE or self._body_height <= 0:
            return
        first, last = self._rows.with_headings(index, self._body_height)
        y = self.scroll_offset.y
        target = min(max(y, last - self._body_height + 1), first)
        if target != y:
            self.scroll_to(y=target, animate=False, force=True)

    @property
    def _width(self) -> int:
        return max(0, self.size.width - self.scrollbar_size_vertical)

    @property
    def _body_height(self) -> int:
        return self.size.height - self._top

    def _view(self) -> tuple[int, int]:
        """The indices in view: first, and one past the last."""
        first = self.scroll_offset.y
        return first, min(len(self._rows), first + max(0, self._body_height))

    def _index_after(self, before: Row | None) -> int:
        """Where the cursor belongs after the rows were exchanged."""
        index = NOWHERE if before is None else self._rows.find(self._key_of(before), self._index)
        return self._rows.nearest(max(0, self._index), towards=1) if index == NOWHERE else index
