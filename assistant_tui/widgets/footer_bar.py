"""The last line: the keys that do something now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.message import Message

from assistant_tui.readmodels.shell import KeyHint
from assistant_tui.widgets.line import OneLine, Piece, after_key, width_of
from assistant_tui.widgets.plain import words


class ActionChosen(Message):
    """A key hint was clicked on: run its action."""

    def __init__(self, action_id: str) -> None:
        super().__init__()
        self.action_id = action_id


class FooterBar(OneLine):
    """`F2登记 F3查找 F5叫下一位`, as many as fit; the least important are left out."""

    PREFIX = "footer-bar"

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer-bar--key"}

    DEFAULT_CSS = """
    FooterBar {
        background: $panel;
        & > .footer-bar--key { color: $accent; text-style: bold; }
    }
    """

    _hints: Sequence[KeyHint] = ()

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys, in this order."""
        self._hints = hints
        self.redraw()

    def pieces(self, width: int) -> Iterable[Piece]:
        """The hints that fit, in their order."""
        kept = list(self._hints)
        while kept:
            pieces = [piece for hint in kept for piece in _hint(hint)]
            if width_of(pieces) <= width:
                return pieces
            lowest = min(hint.importance for hint in kept)
            del kept[max(n for n, hint in enumerate(kept) if hint.importance == lowest)]
        return []

    def clicked(self, target: object) -> None:
        """Tell which action was chosen."""
        self.post_message(ActionChosen(str(target)))


def _hint(hint: KeyHint) -> tuple[Piece, Piece]:
    return (
        Piece(f" {hint.key}", "key", hint.action_id),
        Piece(after_key(words(hint.label)), "", hint.action_id),
    )
