"""Scrollbars of whole cells."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar, Self

from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from assistant_tui.widgets.plain import segment


class WholeCells(ScrollBarRender):
    """Bars of colour only: Textual's eighths of blocks are two cells wide on many Chinese terminals."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


class LineBar(ScrollBar):
    """A vertical scrollbar of three kinds of lines, which are kept: above the thumb, the thumb, below it.

    Each step of a scrolling list moves its bar, and Textual would style every cell of it anew.
    """

    def __init__(self, *, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)

    _drawn: tuple[object, ...] = ()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Repaint what looks different: Textual asks for it whenever the list comes into view."""
        if repaint and not (layout or recompose) and self._drawn == self._look():
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _look(self) -> tuple[range, int, Color, Color]:
        """Thumb, height, colours: all that there is to see."""
        height = self.size.height
        thumbs = thumb_lines(height, self.window_virtual_size, self.window_size, self.position)
        return (thumbs, height, *self._colours())

    def render_lines(self, crop: Region) -> list[Strip]:
        """These lines of the bar, with what Textual does to all output."""
        self._drawn = thumbs, _, colour, ground = self._look()
        above, thumb, below = _strips(colour, ground, crop.width)
        lines = [thumb if y in thumbs else above if y < thumbs.start else below for y in crop.line_range]
        for one in self.get_line_filters():
            lines = [line.apply_filter(one, ground) for line in lines]
        return lines

    def _colours(self) -> tuple[Color, Color]:
        """Of the thumb, and of what is behind it."""
        assert self.parent is not None
        styles = self.parent.styles
        if self.grabbed:
            colour, ground = styles.scrollbar_color_active, styles.scrollbar_background_active
        elif self.mouse_over:
            colour, ground = styles.scrollbar_color_hover, styles.scrollbar_background_hover
        else:
            colour, ground = styles.scrollbar_color, styles.scrollbar_background
        if ground.a < 1:
            ground = self.parent.background_colors[0] + ground
        return ground + colour, ground


def thumb_lines(height: int, lines: int, window: int, position: float) -> range:
    """Where on a bar of so many cells the thumb is, with a window on so many lines at this position."""
    if not height or not window or window >= lines:
        return range(0)
    size = max(1, round(height * window / lines))
    first = round((height - size) * position / (lines - window))
    return range(first, first + size)


@lru_cache(maxsize=32)
def _strips(colour: Color, ground: Color, width: int) -> tuple[Strip, Strip, Strip]:
    """A line above the thumb, of the thumb, below it; what the mouse does there is ScrollBar's."""
    looks = (
        Style(bgcolor=ground.rich_color, meta={"@mouse.down": "scroll_up"}),
        Style(bgcolor=colour.rich_color, meta={"@mouse.down": "grab"}),
        Style(bgcolor=ground.rich_color, meta={"@mouse.down": "scroll_down"}),
    )
    above, thumb, below = (Strip([segment("", width, look)], width) for look in looks)
    return above, thumb, below


def use_whole_cells() -> None:
    """Draw every scrollbar of this process so; called once by the app."""
    ScrollBar.renderer = WholeCells
