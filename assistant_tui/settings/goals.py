"""The settings' goals: `[goals.<figure>]`, read with every mistake named, and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from assistant_tui.domain.goals import IN_MINUTES, MORE_IS_BETTER, Goal, GoalFigure
from assistant_tui.domain.saying import say
from assistant_tui.toml import Mistake, Table
from assistant_tui.toml.table import DAY_MINUTES

_EXAMPLE = """\
# [goals.wait]
# from = 30
# to = 20
# start = 2026-11-01
# by = 2027-03-31
"""


def read_goals(table: Table, passed_over: list[Mistake]) -> tuple[Goal, ...]:
    """The goals, in the order of `GoalFigure`; keys that are not known are `passed_over`."""
    inner = table.table("goals", optional=True)
    if inner is None:
        return ()
    goals = tuple(_each(inner, passed_over))
    passed_over += inner.leftover()
    return goals


def goals_written(goals: Mapping[str, Mapping[str, float | date]]) -> str:
    """The tables of `Settings.plain`; without any, an example that counts for nothing."""
    tables = [
        f"[goals.{figure}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in goal.items())
        for figure, goal in goals.items()
    ]
    return "\n".join(tables) or _EXAMPLE


def _each(inner: Table, passed_over: list[Mistake]) -> Iterator[Goal]:
    for figure in GoalFigure:
        found = inner.table(figure.value, optional=True)
        if found is not None and figure.value in inner:
            yield _goal(found, figure)
            passed_over += found.leftover()


def _goal(table: Table, figure: GoalFigure) -> Goal:
    most, before = DAY_MINUTES if figure in IN_MINUTES else 100, table.mistakes
    goal = Goal(
        figure,
        table.number("from", None, 0, most),
        table.number("to", None, 0, most),
        table.day("start"),
        table.day("by"),
    )
    if table.mistakes > before:  # what stands in for a wrong value is in no relation to the others
        return goal
    if not goal.is_better and figure in MORE_IS_BETTER:
        table.wrong("to", say("More is better for {figure}: to must be more than from", figure=figure.value))
    elif not goal.is_better:
        table.wrong("to", say("Less is better for {figure}: to must be less than from", figure=figure.value))
    if goal.by <= goal.start:
        table.wrong("by", say("by must be a later day than start"))
    return goal


def _toml(value: float | date) -> str:
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)
