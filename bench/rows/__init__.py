"""The rows of the table, one file per family: its goals, and a generator that measures them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.row import Goal, Row
from bench.rows import (
    action,
    commands,
    dayreport,
    estimate,
    idle,
    importing,
    keys,
    reads,
    search,
    slips,
    start,
    switching,
    years,
)
from bench.run import Run


@dataclass(frozen=True, slots=True)
class Family:
    """Rows that are measured together."""

    goals: tuple[Goal, ...]
    measure: Callable[[Run], Iterator[Row]]


FAMILIES: dict[str, Family] = {
    name: Family(module.GOALS, module.measure)
    for name, module in {
        "start": start,
        "switch": switching,
        "keys": keys,
        "action": action,
        "idle": idle,
        "commands": commands,
        "reads": reads,
        "slips": slips,
        "report": dayreport,
        "find": search,
        "years": years,
        "estimate": estimate,
        "import": importing,
    }.items()
}
"""By the name that `--only` takes."""
