"""The one place where text becomes something that is drawn.

Names, notes and whatever else a user typed are never markup: everything that reaches the screen goes
through here (tests/widgets/test_markup_ban.py keeps it so). Besides markup there are characters that would
move or rewrite the rest of a line: control characters, bidirectional marks, joiners and variation
selectors. They are left out when drawing, which also makes the width of a text the sum of its characters'
widths: what every terminal agrees on.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, TypeAlias

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.content import Content

from assistant_tui.domain.text import is_invisible
from assistant_tui.i18n import spoken
from assistant_tui.readmodels.shell import Words

Align = Literal["left", "right"]
Drawn: TypeAlias = Text
"""What Textual's own inputs draw."""

CUT = ".."
"""Stands where a text was cut. Not an ellipsis: that is two cells wide on many Chinese terminals."""

_WIDE = 2
_LEAST_FOR_MARK = 4  # in fewer cells the mark would take more than it tells
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"  # half of the terminals draw them apart
_BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
_NEVER_FIRST = "，。、；：！？）》」』”"  # punctuation that no Chinese line begins with


@lru_cache(maxsize=8192)
def drawable(text: str) -> str:
    """The text without what cannot be drawn in a line; tabs and line breaks become spaces."""
    if text.isascii() and text.isprintable():
        return text
    spaced = (" " if char in _BREAKS else char for char in text)
    return "".join(char for char in spaced if _draws(char))


def words(text: Words) -> str:
    """Drawable text in the user's language, at the moment of showing."""
    return drawable(text if isinstance(text, str) else spoken(text))


def plain(text: Words, style: str = "") -> Content:
    """Content for Textual widgets; `style` is ours (a Textual style such as `$error`), never the user's."""
    return Content.styled(words(text), style)


def plain_lines(lines: Iterable[Words], style: str = "") -> Content:
    """The same of several lines, one below the other."""
    return Content("\n").join(plain(line, style) for line in lines)


def cells(text: str) -> int:
    """How many terminal cells the drawable text takes."""
    return cell_len(drawable(text))


def fit(text: str, width: int, align: Align = "left") -> str:
    """The text in exactly `width` cells: padded, or cut before a character that does not fit whole."""
    if width <= 0:
        return ""
    text = drawable(text)
    taken = cell_len(text)
    if taken > width:
        mark = CUT if width >= _LEAST_FOR_MARK else ""
        text = start_of(text, width - len(mark)) + mark
        taken = cell_len(text)
    padding = " " * (width - taken)
    return padding + text if align == "right" else text + padding


def start_of(text: str, width: int) -> str:
    """As many whole characters from the start of drawable text as go into `width` cells."""
    taken = 0
    for position, char in enumerate(text):
        taken += get_character_cell_size(char)
        if taken > width:
            return text[:position]
    return text


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells; Chinese breaks anywhere, Latin words stay whole.

    A character wider than `width` is left out: there is no place where it could be drawn.
    """
    lines: list[str] = []
    rest = drawable(text).strip()
    while cell_len(rest) > width > 0:
        line = start_of(rest, width)
        if not line:
            rest = rest[1:]
            continue
        if _inside_word(line[-1], rest[len(line)]) and " " in line:
            line = line[: line.rindex(" ")]
        elif rest[len(line)] in _NEVER_FIRST and len(line) > 1:
            line = line[:-1]
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return [*lines, rest] if rest or not lines else lines


def segment(text: str, width: int, style: Style | None = None, align: Align = "left") -> Segment:
    """A piece of a line for the line API, exactly `width` cells wide."""
    return Segment(fit(text, width, align), style)


def stars(count: int) -> Drawn:
    """So many asterisks, for what nobody is to see."""
    return Text("*" * count, no_wrap=True, overflow="ignore", end="")


def _draws(char: str) -> bool:
    return not is_invisible(char) and char not in _SKIN_TONES


def _inside_word(before: str, after: str) -> bool:
    return not before.isspace() and not after.isspace() and cell_len(before) < _WIDE > cell_len(after)
