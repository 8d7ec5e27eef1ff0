"""Figures in the long shape: a row for each figure, as plotting and statistics programs like them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant_tui.export.tabular import Cells
from assistant_tui.readmodels.statsdefinitions import UNITS


def long_columns(names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of the long shape: the grouping, the room, then what is told of one figure."""
    return (*names[:2], "figure", "unit", "value")


def long_rows(rows: Iterable[Cells], names: tuple[str, ...]) -> Iterator[Cells]:
    """Each row of figures as so many rows of one figure, in the order of the columns."""
    for group, room, *values in rows:
        for name, value in zip(names[2:], values, strict=True):
            yield (group, room, name, UNITS[name], value)
