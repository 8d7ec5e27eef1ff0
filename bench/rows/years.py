"""Figures over years."""

from __future__ import annotations

from collections.abc import Iterator

from bench.row import Goal, Row
from bench.run import Run

BY_MONTH = Goal("a year by month", "ms", 0.05)
GOALS = (BY_MONTH,)


def measure(run: Run) -> Iterator[Row]:  # noqa: ARG001 - as all families
    """Against the query that a covering index answers: once closed days keep their figures."""
    yield Row(BY_MONTH, note="not yet")
