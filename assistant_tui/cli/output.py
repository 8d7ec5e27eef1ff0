"""What the commands print: data on stdout, as a table for people or as JSON, and talk on stderr.

User text is never markup: nothing is interpreted, and control characters do not reach the terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TextIO

_GAP = "  "
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


class Output:
    """Where the answer of a command goes. With `json`, people's tables are not asked for."""

    def __init__(self, *, json: bool = False, environ: Mapping[str, str] | None = None) -> None:
        self.json = json
        self._environ = os.environ if environ is None else environ

    def document(self, value: object) -> None:
        """One JSON document: dictionaries, lists, texts, numbers, booleans and None."""
        import json  # noqa: PLC0415 - for those who ask for it

        # An invalid byte of the command line comes as a lone surrogate, which UTF-8 cannot write.
        text = json.dumps(value, ensure_ascii=False, indent=2)
        sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")

    def event(self, value: object, text: str) -> None:
        """Something that has just happened: one line of JSON, or of words, written at once."""
        if self.json:
            import json  # noqa: PLC0415 - for those who ask for it

            text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
            sys.stdout.write(text + "\n")
        else:
            self.line(text)
        sys.stdout.flush()

    def line(self, text: str = "") -> None:
        """One line of data for people."""
        sys.stdout.write(printable(text) + "\n")

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Collection[int] = ()
    ) -> None:
        """Columns under their heads, aligned by terminal cells; those numbered in `right` to the right."""
        lines = [[printable(cell) for cell in row] for row in (heads, *rows)]
        widths = [max(width(cell) for cell in column) for column in zip(*lines, strict=True)]
        for number, cells in enumerate(lines):
            padded = [_padded(cell, widths[at], to_right=at in right) for at, cell in enumerate(cells)]
            text = _GAP.join(padded).rstrip()
            sys.stdout.write((self._bold(text) if number == 0 else text) + "\n")

    def note(self, text: str) -> None:
        """Something said to the user, not part of the data: on stderr."""
        talk(text)

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if shows_colour(sys.stdout, self._environ) else text


def talk(text: str) -> None:
    """Say something to the user on stderr, line by line."""
    for line in text.split("\n"):
        sys.stderr.write(printable(line) + "\n")


def shows_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR (no-color.org) or a dumb one says otherwise."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def printable(text: str) -> str:
    """The text on one line, without anything invisible that a terminal might obey."""
    if text.isascii() and text.isprintable():
        return text
    from assistant_tui.domain.text import is_invisible  # noqa: PLC0415

    return "".join(
        " " if char.isspace() else char for char in text if char.isspace() or not is_invisible(char)
    )


def width(text: str) -> int:
    """How many terminal cells the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - the tables of widths are read only when needed

    return cell_len(text)


def _padded(text: str, cells: int, *, to_right: bool) -> str:
    blanks = " " * (cells - width(text))
    return blanks + text if to_right else text + blanks
