"""Figures of each activity, from the events as they are: one definition each, as in `docs/metrics.md`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant_tui.domain.eventlog import Event, Performed, performed
from assistant_tui.domain.spread import Spread, spread

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ActivityFigures:
    """How often an activity was performed, in how many cases; its time and the wait before it, in minutes."""

    activity: str
    n: int
    cases: int
    duration: Spread
    wait: Spread


@dataclass(slots=True)
class _Gathered:
    n: int = 0
    cases: int = 0
    durations: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


def activity_figures(cases: Iterable[Iterable[Event]]) -> list[ActivityFigures]:
    """The figures of all activities of these cases, by name."""
    gathered: defaultdict[str, _Gathered] = defaultdict(_Gathered)
    for events in cases:
        performances = performed(events)
        for name in {one.activity for one in performances}:
            gathered[name].cases += 1
        for one, wait in zip(performances, waits(performances), strict=True):
            of = gathered[one.activity]
            of.n += 1
            if one.start is not None and one.end is not None:
                of.durations.append((one.end - one.start) / _MINUTE)
            if wait is not None:
                of.waits.append(wait / _MINUTE)
    return [
        ActivityFigures(name, of.n, of.cases, spread(of.durations), spread(of.waits))
        for name, of in sorted(gathered.items())
    ]


def waits(performances: Iterable[Performed]) -> Iterator[timedelta | None]:
    """For each performance of a case the time from when all begun before it were over until its start.

    0 while one of them still went on; None for the first, and for one whose start is not told. The end of one
    whose end is not told is not known: its start counts.
    """
    over: datetime | None = None
    for one in performances:
        start = one.start
        yield None if over is None or start is None else max(start - over, timedelta(0))
        last = one.end or one.start
        assert last is not None, "every performance has an event"
        over = last if over is None else max(over, last)
