"""Widgets that draw whole lines and keep them: what is painted again and has not changed costs nothing."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from assistant_tui.widgets.component_styles import ComponentStyles
from assistant_tui.widgets.scrollbar import LineBar


class WholeLines(Widget):
    """A widget without border and padding whose `render_line` answers complete lines.

    Textual would put each line through the widget's style again whenever a paint touches the widget. These
    lines have their style; and as long as `render_line` answers the same strip, everything that is worked
    out from it on its way to the terminal is found in the strip.
    """

    ALLOW_SELECT = False

    PREFIX: ClassVar[str] = "whole-lines"
    """Of the subclass's component classes."""

    @cached_property
    def _styles(self) -> ComponentStyles:
        return ComponentStyles(self, self.PREFIX)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of this part of the widget, with what Textual does to all output (such as NO_COLOR)."""
        lines = self.lines(crop.line_range)
        for one in self.get_line_filters():
            lines = [line.apply_filter(one, self._styles.ground) for line in lines]
        if crop.column_span != (0, self.outer_size.width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines

    def lines(self, numbers: range) -> list[Strip]:
        """These lines, counted from the top of the widget."""
        return [self.render_line(y) for y in numbers]

    def notify_style_update(self) -> None:
        """The theme or the focus has changed: Textual calls this."""
        super().notify_style_update()
        self._styles.forget()


class Ground(WholeLines):
    """Beneath a container's widgets: empty lines, all of them the same strip."""

    _blank: Strip | None = None

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's signature
        """An empty line."""
        width = self.size.width
        if self._blank is None or self._blank.cell_length != width:
            self._blank = Strip.blank(width, self._styles.of(""))
        return self._blank

    def notify_style_update(self) -> None:
        """The theme has changed: Textual calls this."""
        super().notify_style_update()
        self._blank = None


class ScrollingLines(ScrollView, WholeLines):
    """Whole lines of which a window is shown, with a bar beside it that is drawn as cheaply."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = LineBar(thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001 - as Textual does here
        return self._vertical_scrollbar
