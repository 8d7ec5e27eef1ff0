"""One line to type in: with an input method switched on, and with the problem said below it."""

from __future__ import annotations

from typing import ClassVar

from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Input

from assistant_tui.readmodels.shell import Words
from assistant_tui.widgets.plain import Drawn, drawable, segment, stars, words

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width ASCII, as a Chinese input method types it, to plain ASCII."""


def half_width(text: str) -> str:
    """`Ａ０１２，` as `A012,`: the ASCII that was meant, everything else as it is."""
    return text.translate(_FULL_WIDTH)


class PlainInput(Input):
    """An input of two lines: what is typed, and below it what is wrong with it (nothing moves when it
    appears).

    What cannot be drawn is left out as it is typed or pasted. With `ascii_keys`, full-width digits, letters
    and punctuation become plain ones: for fields that take numbers, tickets and codes. Of what is `secret`
    only asterisks are seen. What was typed stays until the caller clears it; typing on clears the problem.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plain-input--problem"}

    DEFAULT_CSS = """
    PlainInput, PlainInput:focus {
        border: none;
        height: 2;
        padding: 0;
        background: $surface;
        background-tint: transparent;
        & > .plain-input--problem { background: $background; color: $error; text-style: bold; }
        & > .input--placeholder, & > .input--suggestion { color: $foreground-muted; }
    }
    PlainInput:focus { background: $panel; }
    """

    problem: reactive[Words] = reactive("")
    """What is wrong with the text, in words that say what to type instead; empty when nothing is."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: Words = "",
        ascii_keys: bool = False,
        secret: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        max_length: int = 200,
    ) -> None:
        self._ascii_keys = ascii_keys
        super().__init__(
            value,
            words(placeholder),
            password=secret,
            max_length=max_length,
            select_on_focus=False,
            id=id,
            classes=classes,
        )

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text between two positions: every key and every paste comes through here."""
        super().replace(self._typed(text), start, end)

    def validate_value(self, value: str) -> str:
        """Clean what a program puts in, too."""
        return self._typed(value)

    def watch_value(self) -> None:
        """Another text deserves another look."""
        self.problem = ""

    def render_line(self, y: int) -> Strip:
        """The text, and the problem below it."""
        if y != 1:
            return super().render_line(y)
        style = self.rich_style + self.get_component_rich_style("plain-input--problem", partial=True)
        mark = "! " if self.problem else ""
        return Strip([segment(mark + words(self.problem), self.size.width, style)])

    @property
    def _value(self) -> Drawn:
        """Textual's bullets would be two cells wide on many Chinese terminals."""
        return stars(len(self.value)) if self.password else super()._value

    def _typed(self, text: str) -> str:
        return drawable(half_width(text) if self._ascii_keys else text)
