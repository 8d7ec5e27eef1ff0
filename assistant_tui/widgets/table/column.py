"""What a table shows: its columns, and the lines between its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from assistant_tui.readmodels.shell import Tone, Words
from assistant_tui.widgets.plain import Align

Row = TypeVar("Row")


class Cell(NamedTuple):
    """Plain text, and how it is meant."""

    text: str
    tone: Tone = ""


class Bar(NamedTuple):
    """A share of the column's cells, from 0 to 1, as a bar; what is past `goal` looks otherwise."""

    share: float
    goal: float | None = None


class Column(NamedTuple, Generic[Row]):
    """One column of a table of `Row`s.

    `width` counts cells and is the least; it grows to hold the title, and with `weight` it takes that share
    of the cells left over. Where the table is too narrow, columns of the lowest `priority` are left out
    first, the rightmost of equals.
    """

    key: str
    title: Callable[[], str]
    cell: Callable[[Row], Cell | Bar]
    width: int
    weight: int = 0
    align: Align = "left"
    priority: int = 1


class Heading(NamedTuple):
    """A line between rows that names the group below; the cursor steps over it."""

    text: Words
    note: Words = ""


class Titles(NamedTuple, Generic[Row]):
    """A line with the titles of these columns, for rows that have columns of their own; stepped over too."""

    columns: tuple[Column[Row], ...]


Listed: TypeAlias = Row | Heading | Titles[Row]
"""A line of a table: a row, or one between rows."""
