"""The last line: the keys that do something now, and what has just been done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual.message import Message

from assistant_tui.readmodels.shell import KeyHint, Words
from assistant_tui.widgets.line import OneLine, Piece, after_key, width_of
from assistant_tui.widgets.plain import words


class ActionChosen(Message):
    """A key hint was clicked on: run its action."""

    def __init__(self, action_id: str) -> None:
        super().__init__()
        self.action_id = action_id


class News(NamedTuple):
    """A few words about what was done; the number tells two of the same words apart."""

    number: int
    text: Words


class FooterBar(OneLine):
    """`F2登记 F3查找 F5叫下一位`, as many as fit; the least important are left out.

    News stands at the right end for a while and is painted with the key that made it: a toast would be a
    widget to mount, style and lay out each time.
    """

    PREFIX = "footer-bar"

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer-bar--key", "footer-bar--news"}

    DEFAULT_CSS = """
    FooterBar {
        background: $panel;
        & > .footer-bar--key { color: $accent; text-style: bold; }
        & > .footer-bar--news { background: $success; color: $background; text-style: bold; }
    }
    """

    _hints: Sequence[KeyHint] = ()
    _news: tuple[News, ...] = ()
    _told = 0

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys, in this order."""
        if hints != self._hints:
            self._hints = hints
            self.redraw()

    @property
    def news(self) -> list[Words]:
        """What is being told, the oldest first."""
        return [one.text for one in self._news]

    def tell(self, text: Words, *, seconds: float) -> bool:
        """Tell this for so long; False, and nothing is told, if it would take more than half of the line."""
        news = News(self._told, text)
        if width_of([*map(_piece, self._news), _piece(news)]) > self.size.width // 2:
            return False
        self._told += 1
        self._news = (*self._news, news)
        self.set_timer(seconds, partial(self._forget, news))
        self.redraw()
        return True

    def forget_news(self) -> None:
        """Something else is being done: what was done before is no news any more."""
        self._forget(*self._news)

    def _forget(self, *news: News) -> None:
        left = tuple(one for one in self._news if one not in news)
        if left != self._news:
            self._news = left
            self.redraw()

    def pieces(self, width: int) -> Iterable[Piece]:
        """The hints that fit, in their order, and the news at the end."""
        news = [_piece(one) for one in self._news]
        hints = self._fitting(width - width_of(news))
        return [*hints, Piece(" " * (width - width_of([*hints, *news]))), *news] if news else hints

    def _fitting(self, width: int) -> list[Piece]:
        kept = list(self._hints)
        while kept:
            pieces = [piece for hint in kept for piece in _hint(hint)]
            if width_of(pieces) <= width:
                return pieces
            lowest = min(hint.importance for hint in kept)
            del kept[max(n for n, hint in enumerate(kept) if hint.importance == lowest)]
        return []

    def clicked(self, target: object) -> None:
        """Tell which action was chosen; news goes away."""
        if isinstance(target, News):
            self._forget(target)
        else:
            self.post_message(ActionChosen(str(target)))


def _piece(news: News) -> Piece:
    return Piece(f" {words(news.text)} ", "news", news)


def _hint(hint: KeyHint) -> tuple[Piece, Piece]:
    return (
        Piece(f" {hint.key}", "key", hint.action_id),
        Piece(after_key(words(hint.label)), "", hint.action_id),
    )
