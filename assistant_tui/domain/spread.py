"""How values spread: number, mean, median and 90th percentile, defined once for every figure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Spread(NamedTuple):
    """The summary of some values, in their own unit; of no values it knows only that there are none."""

    n: int
    mean: float | None
    median: float | None
    p90: float | None


def spread(values: Iterable[float]) -> Spread:
    """Summarise the values; without any, mean, median and p90 are None, never zero."""
    ordered = sorted(values)
    if not ordered:
        return Spread(n=0, mean=None, median=None, p90=None)
    mean = math.fsum(ordered) / len(ordered)
    return Spread(len(ordered), mean, quantile(ordered, 0.5), quantile(ordered, 0.9))


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the ascending values do not exceed.

    Between two neighbours it interpolates linearly at rank 1 + share * (n - 1): definition 7 of Hyndman and
    Fan (The American Statistician 50, 1996), which spreadsheets call PERCENTILE.INC, so that a clinic can
    check a figure with what it has. Raises ValueError without values.
    """
    if not ordered:
        raise ValueError("no values have no quantile")
    rank = share * (len(ordered) - 1)
    below = math.floor(rank)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (rank - below)
