"""Key figures as a Markdown table that is aligned as plain text too, for chat and mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from rich.cells import cell_len

from assistant_tui.export.keyfigures import headings, is_number, key_cells, shown

if TYPE_CHECKING:
    from assistant_tui.export.tabular import Cells

_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")


def write_markdown(rows: Iterable[Cells], stream: TextIO, *, names: tuple[str, ...]) -> None:
    """Write the table; what Markdown would take for markup is escaped. All rows are read before the first."""
    heads = headings(names)
    cells = list(key_cells(rows, names))
    right = [all(is_number(row[place]) for row in cells) and bool(cells) for place in range(len(heads))]
    texts = [[shown(name, cell) for name, cell in zip(heads, row, strict=True)] for row in cells]
    markdown_table(list(heads.values()), texts, right, stream)


def markdown_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], stream: TextIO
) -> None:
    """A table of texts; columns that are `right` have figures. What would be markup is escaped."""
    lines = [[escaped(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(3, *(cell_len(line[place]) for line in lines)) for place in range(len(heads))]
    rule = [f"{'-' * (width - 1)}{':' if flag else '-'}" for width, flag in zip(widths, right, strict=True)]
    for line in (lines[0], rule, *lines[1:]):
        padded = [
            _padded(text, width, right=flag) for text, width, flag in zip(line, widths, right, strict=True)
        ]
        stream.write(f"| {' | '.join(padded)} |\n")


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would take for markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if right else text + space
