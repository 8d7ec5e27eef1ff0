"""The rows as a table of plain characters."""

from __future__ import annotations

from bench.row import Judged, Row

_NAME = 52
_CELLS = ("ours", "floor", "ratio", "p95 ratio", "goal", "runs")
HEAD = f"{'':{_NAME}}" + "".join(f"{cell:>11}" for cell in _CELLS) + "  reached"


def line(row: Row) -> str:
    """A row; the figure that is held against the goal has a star."""
    goal, taken = row.goal, row.measured
    if taken is None:
        note = " ".join(row.note.split())
        return f"{goal.name:{_NAME}}{'':44}{_goal(row):>11}{'':11}  {note}"
    starred = {Judged.VALUE: 0, Judged.RATIO: 2, Judged.P95_RATIO: 3}[goal.judged]
    cells = [
        _with_unit(taken.value, goal.unit),
        _with_unit(taken.floor_value, goal.unit),
        _plain(taken.ratio),
        _plain(taken.p95_ratio),
        _goal(row),
        str(row.as_json()["runs"]),
    ]
    cells[starred] += "*"
    word = {True: "yes", False: "NO", None: "-"}[row.reached]
    return f"{goal.name:{_NAME}}" + "".join(f"{cell:>11}" for cell in cells) + f"  {word}"


def _goal(row: Row) -> str:
    goal = row.goal
    if goal.tolerance is not None:
        return f"{goal.most - goal.tolerance:g}-{goal.most + goal.tolerance:g}"
    return f"<= {goal.most:g}"


def _with_unit(figure: float | None, unit: str) -> str:
    return "-" if figure is None else f"{_plain(figure)} {unit}".strip()


def _plain(figure: float | None) -> str:
    if figure is None:
        return "-"
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.3g}"  # noqa: PLR2004 - three digits that count
