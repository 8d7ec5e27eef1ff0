"""A field of a form whose answer is one of a few: all in view, picked by digit, arrow or click."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from assistant_tui.readmodels.shell import Words
from assistant_tui.widgets.line import OneLine, Piece, width_of
from assistant_tui.widgets.plain import words


class Option(NamedTuple):
    """A value and what it is called."""

    value: str
    text: Words


class OneOf(OneLine, can_focus=True):
    """`1 女 *2 男  3 不详`: the chosen one is marked, so that its colour is not the only sign."""

    PREFIX = "one-of"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"one-of--chosen", "one-of--other"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
    ]

    DEFAULT_CSS = """
    OneOf {
        & > .one-of--other { color: $foreground-muted; }
        & > .one-of--chosen { color: $foreground; text-style: bold; }
        &:focus { background: $panel; }
        &:focus > .one-of--chosen { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """

    class Changed(Message):
        """Another option was chosen."""

    def __init__(self, options: Sequence[Option], *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._options = tuple(options)
        self._index = 0

    @property
    def value(self) -> str:
        """The chosen option's value."""
        return self._options[self._index].value

    @value.setter
    def value(self, value: str) -> None:
        """Choose the option of that value, the first if there is none."""
        values = [option.value for option in self._options]
        self._choose(values.index(value) if value in values else 0)

    def pieces(self, width: int) -> Iterable[Piece]:
        """The options from the first on, or from as far on as the chosen one needs to be in view."""
        shown = [self._piece(n, option) for n, option in enumerate(self._options)]
        start = 0
        while start < self._index and width_of(shown[start : self._index + 1]) > width:
            start += 1
        return shown[start:]

    def clicked(self, target: object) -> None:
        """A click chooses."""
        if isinstance(target, int):
            self.focus()
            self._choose(target)

    def action_step(self, by: int) -> None:
        """The next or previous option, round and round."""
        self._choose((self._index + by) % len(self._options))

    def on_key(self, event: events.Key) -> None:
        """A digit chooses, also a full-width one; a letter goes to the next option that begins with it."""
        typed = unicodedata.normalize("NFKC", event.character or "")
        if typed.isdecimal() and 1 <= int(typed) <= len(self._options):
            self._choose(int(typed) - 1)
        elif len(typed) == 1 and typed.isalpha():
            count = len(self._options)
            later = (n % count for n in range(self._index + 1, self._index + 1 + count))
            begun = (n for n in later if words(self._options[n].text).casefold().startswith(typed.casefold()))
            self._choose(next(begun, self._index))
        else:
            return
        event.stop()
        event.prevent_default()

    def _choose(self, index: int) -> None:
        if index != self._index:
            self._index = index
            self.redraw()
            self.post_message(self.Changed())

    def _piece(self, number: int, option: Option) -> Piece:
        chosen = number == self._index
        text = f"{'*' if chosen else ' '}{number + 1} {words(option.text)} "
        return Piece(text, "chosen" if chosen else "other", number)
