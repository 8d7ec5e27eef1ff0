"""How good what was told is, with intervals from drawing sessions anew.

Waits told in one session go together, so sessions are resampled and not single waits (a cluster bootstrap):
Efron and Tibshirani, An Introduction to the Bootstrap, 1993, percentile intervals.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant_tui.domain.spread import quantile
from bench.wait.replay import Tally

RESAMPLES = 1000
_OUTER = (0.025, 0.975)


class Figure(NamedTuple):
    """A figure with its 95 per cent interval."""

    point: float
    low: float
    high: float


class Figures(NamedTuple):
    """Of one teller; errors are mean absolute ones in seconds, the rest are shares or ratios.

    `ratio` and `long_ratio` are the errors held against the first teller's. None: nothing to count.
    """

    told: int
    error: Figure | None
    long_error: Figure | None
    ratio: Figure | None
    long_ratio: Figure | None
    by_expected: Figure | None
    by_p90: Figure | None


def figures(
    by_teller: Sequence[Sequence[Tally]], rng: random.Random, resamples: int = RESAMPLES
) -> list[Figures]:
    """The figures of each teller, of one tally per session; all tellers told the same sessions.

    The first teller is the one that the others are held against.
    """
    sessions = range(len(by_teller[0]))
    # The same sessions for all tellers: what a session does to one, it does to the other.
    picks = [rng.choices(sessions, k=len(sessions)) for _ in range(resamples)] if sessions else []
    totals = [_total(tallies) for tallies in by_teller]
    drawn = [[_total([tallies[one] for one in pick]) for pick in picks] for tallies in by_teller]

    def figure(teller: int, value: Callable[[Tally, Tally], float | None]) -> Figure | None:
        point = value(totals[teller], totals[0])
        if point is None:
            return None
        pairs = zip(drawn[teller], drawn[0], strict=True)
        values = sorted(one for own, first in pairs if (one := value(own, first)) is not None)
        return Figure(point, *(quantile(values, share) for share in _OUTER))

    return [
        Figures(
            totals[teller].told,
            figure(teller, lambda own, _: _part(own.error, own.told)),
            figure(teller, lambda own, _: _part(own.long_error, own.long)),
            figure(teller, lambda own, first: _part(own.error, first.error)),
            figure(teller, lambda own, first: _part(own.long_error, first.long_error)),
            figure(teller, lambda own, _: _part(own.by_expected, own.told)),
            figure(teller, lambda own, _: _part(own.by_p90, own.p90s)),
        )
        for teller in range(len(by_teller))
    ]


def _total(tallies: Sequence[Tally]) -> Tally:
    if not tallies:
        return Tally(0, 0.0, 0, 0.0, 0, 0, 0)
    return Tally(*(sum(column) for column in zip(*tallies, strict=True)))


def _part(part: float, whole: float) -> float | None:
    return part / whole if whole else None
