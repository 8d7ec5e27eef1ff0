"""Where the columns of a table stand in a given number of cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple

from assistant_tui.widgets.plain import cells
from assistant_tui.widgets.table.column import Column, Row

MARGIN = 1
"""Cells before the first column: the cursor's mark stands there, so that colour is not its only sign."""

_GAPS = (2, 1)  # comfortable, then close


class PlacedColumn(NamedTuple, Generic[Row]):
    """A column that is shown, `x` cells from the left."""

    column: Column[Row]
    title: str
    x: int
    width: int


def place(columns: Sequence[Column[Row]], width: int) -> tuple[PlacedColumn[Row], ...]:
    """Place the columns that go into `width` cells, dropping the least important of the others.

    A single column is always shown, as narrow as it has to be.
    """
    titled = [(column, column.title()) for column in columns]
    room = max(0, width - MARGIN)
    while True:
        least = [max(column.width, cells(title)) for column, title in titled]
        for gap in _GAPS:
            spare = room - sum(least) - gap * (len(least) - 1)
            if spare >= 0:
                return _set_out(titled, _share(titled, least, spare), gap)
        if len(titled) <= 1:
            return _set_out(titled, [room], 0) if titled else ()
        lowest = min(column.priority for column, _ in titled)
        del titled[max(n for n, (column, _) in enumerate(titled) if column.priority == lowest)]


def _share(titled: list[tuple[Column[Row], str]], least: list[int], spare: int) -> list[int]:
    """Give the spare cells to the columns with a weight, all of them, without fractions."""
    widths = list(least)
    weights = sum(column.weight for column, _ in titled)
    for n, (column, _) in enumerate(titled):
        if column.weight:
            more = spare * column.weight // weights
            widths[n] += more
            spare -= more
            weights -= column.weight
    return widths


def _set_out(
    titled: list[tuple[Column[Row], str]], widths: list[int], gap: int
) -> tuple[PlacedColumn[Row], ...]:
    placed = []
    x = MARGIN
    for (column, title), width in zip(titled, widths, strict=True):
        placed.append(PlacedColumn(column, title, x, width))
        x += width + gap
    return tuple(placed)
