"""A bar in a cell of a table: cells of colour, which are `#` where there is none."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from rich.style import Style
from textual.strip import Strip

from assistant_tui.widgets.plain import segment
from assistant_tui.widgets.table.column import Bar

FILLED, OVER, GOAL = "#", "!", "|"


def bar_text(bar: Bar, width: int) -> str:
    """The bar in `width` cells: `####|!!!   `.

    What is more than nothing fills a cell, what is past the goal one more. The goal has a cell of its own, so
    that it is seen whatever the bar is.
    """
    if width <= 0:
        return ""
    filled = min(width, max(round(bar.share * width), 1 if bar.share > 0 else 0))
    if bar.goal is None:
        return (FILLED * filled).ljust(width)
    goal = min(max(round(bar.goal * width), 0), max(0, width - 2))
    if bar.share > bar.goal:
        over = max(1, filled - goal - 1)
        return f"{FILLED * goal}{GOAL}{OVER * over}".ljust(width)[:width]
    return (FILLED * min(filled, goal)).ljust(goal) + GOAL + " " * (width - goal - 1)


def bar_strip(bar: Bar, width: int, style: Callable[[str], Style], cursor: str) -> Strip:
    """The same, drawn: filled cells have the colour of their `#`, so that none is seen."""
    ground = style(cursor)
    solid = (ground if cursor else style("bar")).color
    over = (ground if cursor else style("warn")).color
    looks = {
        FILLED: ground + Style(color=solid, bgcolor=solid),
        OVER: ground + Style(color=ground.bgcolor, bgcolor=over, bold=True),
        GOAL: ground + Style(bold=True),
    }
    runs = ["".join(run) for _, run in groupby(bar_text(bar, width))]
    return Strip([segment(run, len(run), looks.get(run[0], ground)) for run in runs])
