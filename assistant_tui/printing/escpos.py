"""Bytes for receipt printers: the part of ESC/POS that Chinese 58 and 80 mm printers have in common.

Text is GB18030, in which one ASCII character is one byte and one column, any other character two columns.
Whatever is not text (escape sequences above all) comes from here alone: no control character of a name or a
note ever reaches the printer.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from assistant_tui.domain.text import is_invisible


class Roll(IntEnum):
    """The width of the paper in millimetres."""

    NARROW = 58
    WIDE = 80

    @property
    def columns(self) -> int:
        """How many ASCII characters of the usual size a line takes."""
        return _COLUMNS[self]


_COLUMNS = {Roll.NARROW: 32, Roll.WIDE: 48}

ENCODING = "gb18030"
LARGEST = 8
"""The largest size: so many times as wide and as high."""

_INIT = b"\x1b@"  # ESC @: everything as when switched on
_CHINESE = b"\x1c&"  # FS &: two-byte characters from here on
_ALIGN = {"left": b"\x1ba\x00", "centre": b"\x1ba\x01"}  # ESC a n
_BOLD = {False: b"\x1bE\x00", True: b"\x1bE\x01"}  # ESC E n
_FEED = b"\x1bd"  # ESC d n: so many lines
_CUT = b"\x1dVB\x00"  # GS V 66 0: feed to the knife and cut
_SIZE = b"\x1d!"  # GS ! n: width in the upper half of n, height in the lower, each less 1
_MARGIN = 3  # lines, so that the last one can be torn off
_CLOSING = frozenset("，。；：、？！）」”,.;:?!)")


class Strip:
    """A strip being written, line by line."""

    def __init__(self, roll: Roll) -> None:
        self._columns = roll.columns
        self._bytes = bytearray(_INIT + _CHINESE)

    def line(self, text: str = "", *, centre: bool = False, size: int = 1, bold: bool = False) -> None:
        """Text on as many lines as it takes; `size` from 1 to `LARGEST`."""
        assert 1 <= size <= LARGEST
        self._bytes += _ALIGN["centre" if centre else "left"] + _BOLD[bold]
        self._bytes += _SIZE + bytes([(size - 1) << 4 | (size - 1)])
        for row in wrapped(printable(text), self._columns // size):
            self._bytes += row.encode(ENCODING) + b"\n"

    def rule(self) -> None:
        """A line across the paper."""
        self.line("-" * self._columns)

    def cut(self) -> bytes:
        """The end: feed and cut; answers all bytes."""
        return bytes(self._bytes + _FEED + bytes([_MARGIN]) + _CUT)


def printable(text: str) -> str:
    """The text on one line and without anything that is no character; lone surrogates have no bytes."""
    return "".join(
        " " if char.isspace() else char for char in text if char.isspace() or not is_invisible(char)
    )


def columns_of(text: str) -> int:
    """How many columns the printer needs for it."""
    return sum(1 if char.isascii() else 2 for char in text)


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Lines of at most so many columns (2 or more), at least one; Chinese breaks anywhere, words at spaces.

    A word longer than a line is broken; closing punctuation does not begin a line.
    """
    line = ""
    for word in _pieces(text):
        piece = word if line else word.lstrip(" ")
        if columns_of(line + piece.rstrip(" ")) <= columns:
            line += piece
            continue
        if line.strip(" "):
            yield line.rstrip(" ")
        line = word.lstrip(" ")
        while columns_of(line.rstrip(" ")) > columns:
            head = _start(line, columns)
            yield head
            line = line[len(head) :]
    yield line.rstrip(" ")


def _start(text: str, columns: int) -> str:
    """As much of the text as fits, one character at least."""
    taken = 0
    for at, char in enumerate(text):
        taken += columns_of(char)
        if taken > columns:
            return text[: max(at, 1)]
    return text


def _pieces(text: str) -> Iterator[str]:
    """What is not parted: words with the space after them, Chinese characters with what closes them."""
    piece = ""
    for at, char in enumerate(text):
        piece += char
        following = text[at + 1 : at + 2]
        ends = char == " " or not char.isascii() or (following and not following.isascii())
        if ends and following not in _CLOSING and following != " ":
            yield piece
            piece = ""
    if piece:
        yield piece
