"""What the tables of a report have in common: heads, cells, and rows behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.spread import spread
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.reports import Behind, Head, Line, Rows, Text, Unit, Value
from assistant_tui.services.reports.facts import DayVisit

Found = TypeVar("Found")

COUNT = (Head("count", say("Count")),)
SPREAD = (
    Head("n", say("Count")),
    Head("mean", say("Mean"), Unit.MINUTES),
    Head("median", say("Median"), Unit.MINUTES),
    Head("p90", say("90 %"), Unit.MINUTES),
)
"""The heads of `spread_cells`; the last is the 90th percentile."""
MINUTE = timedelta(minutes=1)


def spread_cells(times: Iterable[timedelta]) -> tuple[Value, ...]:
    """Number, mean, median and 90th percentile of the times, in minutes to one decimal; see `SPREAD`."""
    found = spread(time / MINUTE for time in times)
    return (found.n, tenths(found.mean), tenths(found.median), tenths(found.p90))


def tenths(value: float | None) -> float | None:
    """To one decimal."""
    return None if value is None else round(value, 1)


def per_cent(part: int, whole: int) -> float | None:
    """The share to one decimal; None of nothing."""
    return tenths(part / whole * 100) if whole else None


def same(text: str) -> Words:
    """What is written alike in both languages: times, codes, the user's own words."""
    return Words(text, text)


def counted(code: str, words: Text, behind: Sequence[Behind], *, note: Text | None = None) -> Line:
    """A line whose only figure is how many rows there are."""
    return Line(code, words, (len(behind),), note, behind)


def visit_rows(visits: Sequence[DayVisit], words: Callable[[DayVisit], Text]) -> Rows:
    """The rows behind a figure of visits, in their order."""

    def row(visit: DayVisit) -> Behind:
        return Behind(visit.facts.arrived_at, visit.ticket, words(visit), visit.visit_id)

    return Rows(len(visits), lambda: map(row, visits))


def rows_of(found: Sequence[Found], row: Callable[[Found], Behind]) -> Rows:
    """A row for each that was found, in the order of `by_time`."""
    return Rows(len(found), lambda: by_time(map(row, found)))


def by_time(rows: Iterable[Behind]) -> tuple[Behind, ...]:
    """In the order in which it happened; what has no instant comes first."""
    return tuple(sorted(rows, key=lambda row: (row.at is not None, row.at, row.ticket)))


def whole_minutes(time: timedelta) -> int:
    """Whole minutes, cut off: what a person would say."""
    return time // MINUTE


def minutes_said(time: timedelta) -> Saying:
    """`37 min`."""
    return say("{minutes} min", minutes=whole_minutes(time))


def since(begin: datetime, end: datetime) -> timedelta:
    """From one to the other; nothing where the clock was set back."""
    return max(end - begin, timedelta(0))
