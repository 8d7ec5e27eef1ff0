"""The second line: the numbered screens, each with what is open there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.message import Message

from assistant_tui.readmodels.shell import ScreenTab
from assistant_tui.widgets.line import OneLine, Piece, after_key, width_of
from assistant_tui.widgets.plain import cells, start_of, words


class ScreenChosen(Message):
    """A screen was clicked on."""

    def __init__(self, screen_id: str) -> None:
        super().__init__()
        self.screen_id = screen_id


class ScreenLine(OneLine):
    """`1清单 2 [2候诊 9] 3去向 14`: the active screen stands in brackets, urgent counts bear a `!`."""

    PREFIX = "screen-line"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "screen-line--active",
        "screen-line--other",
        "screen-line--urgent",
    }

    DEFAULT_CSS = """
    ScreenLine {
        & > .screen-line--active { color: $accent; text-style: bold; }
        & > .screen-line--other { color: $foreground-muted; }
        & > .screen-line--urgent { color: $error; text-style: bold; }
    }
    """

    _tabs: Sequence[ScreenTab] = ()
    _active = ""

    def show(self, tabs: Sequence[ScreenTab], active: str) -> None:
        """Show these screens; `active` is the id of the one that is open."""
        self._tabs = tabs
        self._active = active
        self.redraw()

    def pieces(self, width: int) -> Iterable[Piece]:
        """All screens; where the line is short, the titles of the others shrink, at last to their digits."""
        longest = max((cells(words(tab.title)) for tab in self._tabs), default=0)
        for most in range(min(longest, width), -1, -1):
            pieces = [piece for tab in self._tabs for piece in self._tab(tab, most)]
            if width_of(pieces) <= width:
                return pieces
        return [piece for tab in self._tabs if tab.id == self._active for piece in self._tab(tab, width)]

    def clicked(self, target: object) -> None:
        """Tell which screen was chosen."""
        self.post_message(ScreenChosen(str(target)))

    def _tab(self, tab: ScreenTab, most: int) -> list[Piece]:
        active = tab.id == self._active
        title = words(tab.title)
        if not active:
            title = start_of(title, most).rstrip()
        look = "active" if active else "other"
        count = f" {tab.how_many}" if tab.how_many else ""
        pieces = [Piece(f"{'[' if active else ' '}{tab.key}{after_key(title)}", look, tab.id)]
        if count or tab.urgent:
            urgent = "!" if tab.urgent else ""
            pieces.append(Piece(f"{count}{urgent}", "urgent" if tab.urgent else look, tab.id))
        return [*pieces, Piece("]" if active else " ", look, tab.id)]
