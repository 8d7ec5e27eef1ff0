"""A widget of one line made of pieces, some of which can be clicked on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from assistant_tui.widgets.plain import cells, segment
from assistant_tui.widgets.whole_lines import WholeLines

_WIDE = 2


class Piece(NamedTuple):
    """Some text, the component that gives its look, and what a click on it means to the widget."""

    text: str
    look: str = ""
    target: object = None


class PlacedPiece(NamedTuple):
    """A piece, `x` cells from the left, and the cells it is given."""

    x: int
    width: int
    piece: Piece


class OneLine(WholeLines):
    """Puts pieces side by side, cuts what does not fit, and repaints only pieces that changed."""

    PREFIX: ClassVar[str] = "one-line"

    DEFAULT_CSS = """
    OneLine { height: 1; background: $background; color: $foreground; }
    """

    _shown: tuple[PlacedPiece, ...] = ()
    _shown_width = -1
    _drawn: Strip | None = None

    def pieces(self, width: int) -> Iterable[Piece]:
        """What to show in so many cells, from left to right."""
        raise NotImplementedError

    def clicked(self, target: object) -> None:
        """A piece with this target was clicked on."""

    def redraw(self) -> None:
        """Show what is to be shown now: only the pieces that differ are painted again."""
        before, width = self._shown, self._shown_width
        self._lay_out()
        if width != self._shown_width or [at[:2] for at in before] != [at[:2] for at in self._shown]:
            self.refresh()
            return
        for old, new in zip(before, self._shown, strict=True):
            if old != new:
                self.refresh(Region(new.x, 0, new.width, 1))

    def render_line(self, y: int) -> Strip:
        """The line, in exactly the widget's width."""
        if self._shown_width != self.size.width:
            self._lay_out()
        if y:
            return Strip.blank(self.size.width, self._styles.of(""))
        if self._drawn is None:
            self._drawn = self._draw()
        return self._drawn

    def notify_style_update(self) -> None:
        """The theme or the focus has changed: Textual calls this."""
        super().notify_style_update()
        self._drawn = None

    async def on_click(self, event: events.Click) -> None:
        """Find the piece under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y:
            return
        for at in self._shown:
            if at.x <= offset.x < at.x + at.width and at.piece.target is not None:
                event.stop()
                self.clicked(at.piece.target)

    def _draw(self) -> Strip:
        segments = [segment(at.piece.text, at.width, self._styles.of(at.piece.look)) for at in self._shown]
        return Strip(segments).adjust_cell_length(self.size.width, self._styles.of(""))

    def _lay_out(self) -> None:
        width = self.size.width
        placed, x = [], 0
        for piece in self.pieces(width):
            room = min(cells(piece.text), width - x)
            if room > 0:
                placed.append(PlacedPiece(x, room, piece))
                x += room
        if (shown := tuple(placed), width) != (self._shown, self._shown_width):
            self._shown, self._shown_width, self._drawn = shown, width, None


def after_key(title: str) -> str:
    """What a key does, to be put right after it: `F2` + `登记`, but `F2` + ` Register`."""
    return title if cells(title[:1]) in (0, _WIDE) else f" {title}"


def width_of(pieces: Sequence[Piece]) -> int:
    """How many cells the pieces take side by side."""
    return sum(cells(piece.text) for piece in pieces)
