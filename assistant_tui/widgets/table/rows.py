"""The rows of a table and the lines between them: where a cursor may stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import chain
from typing import Generic

from assistant_tui.widgets.table.column import Heading, Listed, Row, Titles

NOWHERE = -1
"""The index when there is no row to stand on."""

_NEAR = 64  # rows around the last place: one screenful and more


class Rows(Generic[Row]):
    """Rows by index and by key; nothing is copied or counted up front, so any number is ready at once."""

    def __init__(self, lines: Sequence[Listed[Row]], key: Callable[[Row], Hashable]) -> None:
        self.lines = lines
        self._key = key

    def __len__(self) -> int:
        return len(self.lines)

    def at(self, index: int) -> Row | None:
        """The row at this index; None for a line between rows, or outside."""
        if not 0 <= index < len(self.lines):
            return None
        line = self.lines[index]
        return None if isinstance(line, Heading | Titles) else line

    def find(self, key: Hashable, near: int) -> int:
        """The index of the row with this key, NOWHERE if there is none; rows seldom move far from `near`."""
        nearby = range(max(0, near - _NEAR), min(len(self.lines), near + _NEAR))
        for index in chain(nearby, range(len(self.lines))):
            line = self.lines[index]
            if not isinstance(line, Heading | Titles) and self._key(line) == key:
                return index
        return NOWHERE

    def nearest(self, index: int, towards: int, *, strictly: bool = False) -> int:
        """The first row from `index` on in that direction; else, unless `strictly`, the last before it."""
        index = min(max(index, 0), len(self.lines) - 1)
        ways = [range(index, len(self.lines)), range(index, -1, -1)]
        if towards < 0:
            ways.reverse()
        for way in ways[: 1 if strictly else 2]:
            for candidate in way:
                if self.at(candidate) is not None:
                    return candidate
        return NOWHERE

    def with_headings(self, index: int, most: int) -> tuple[int, int]:
        """First and last of at most `most` lines to show with a row: headings above it, or at the end."""
        first = last = index
        while first > 0 and self.at(first - 1) is None and index - first + 1 < most:
            first -= 1
        end = len(self.lines) - 1
        if self.nearest(end, towards=-1) == index:
            last = min(end, first + most - 1)
        return first, last
