"""A short list to pick from with one key: the digit before the line, or arrows and Enter, or a click."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from assistant_tui.i18n import _
from assistant_tui.readmodels.shell import Words
from assistant_tui.widgets.plain import words
from assistant_tui.widgets.table import Cell, Column, LineTable

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to pick. `search` holds further words that find it, such as pinyin initials."""

    id: str
    text: Words
    note: Words = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    offer: Offer

    @property
    def digit(self) -> str:
        """The key that picks it; the tenth and later have none."""
        return str(self.number) if self.number <= _DIGITS else ""


class OfferPicked(Message):
    """One of the offers was picked."""

    def __init__(self, choice: Choice, offer: Offer) -> None:
        super().__init__()
        self.choice = choice
        self.offer = offer

    @property
    def control(self) -> Choice:
        """The list, for `@on(OfferPicked, "#location")`."""
        return self.choice


class Choice(LineTable[_Numbered]):
    """Offers under a prompt. Digits 1-9 pick at once, also full-width ones; letters narrow the list down.

    Without `notes`, the texts have the whole width.
    """

    DEFAULT_CSS = """
    Choice { height: auto; max-height: 100%; }
    """

    def __init__(
        self,
        prompt: Callable[[], str],
        *,
        notes: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        self._prompt = prompt
        self._typed = ""
        self._offers: Sequence[Offer] = ()
        columns: list[Column[_Numbered]] = [
            Column("digit", lambda: "", lambda row: Cell(row.digit, "accent"), 1, priority=2),
            Column("text", self._title, lambda row: Cell(words(row.offer.text)), 8, weight=1, priority=2),
            Column("note", lambda: "", lambda row: Cell(words(row.offer.note), "muted"), 8, weight=1),
        ]
        super().__init__(
            columns if notes else columns[:-1],
            key=lambda row: row.offer.id,
            empty=lambda: _("Nothing matches. Backspace widens the search."),
            id=id,
            classes=classes,
        )

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer these, the first under the cursor; what was typed before is forgotten."""
        self._offers = offers
        self._typed = ""
        self._narrow()
        self.action_first()

    def activate(self, row: _Numbered) -> None:
        """Enter picks."""
        self.post_message(OfferPicked(self, row.offer))

    def clicked(self, row: _Numbered, times: int) -> None:
        """One click picks."""
        if times == 1:
            self.activate(row)

    def on_key(self, event: events.Key) -> None:
        """Digits pick, letters search, Backspace takes a letter back."""
        typed = unicodedata.normalize("NFKC", event.character or "")
        if typed in _PICKING:
            self._pick(int(typed))
        elif event.key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
            self._narrow()
        elif typed.isalpha():
            self._typed += typed
            self._narrow()
        else:
            return
        event.stop()
        event.prevent_default()

    def _pick(self, number: int) -> None:
        for row in self._narrowed():
            if row.number == number:
                self.activate(row)

    def _title(self) -> str:
        return f"{self._prompt()} {self._typed}_" if self._typed else self._prompt()

    def _narrow(self) -> None:
        self.show(self._narrowed())

    def _narrowed(self) -> list[_Numbered]:
        sought = self._typed.casefold()
        found = [
            offer for offer in self._offers if sought in f"{words(offer.text)} {offer.search}".casefold()
        ]
        return [_Numbered(number, offer) for number, offer in enumerate(found, 1)]


_PICKING: frozenset[str] = frozenset(str(digit) for digit in range(1, _DIGITS + 1))
