"""The daily figures as they leave the program: one row a day and room, columns as in `docs/metrics.md`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from assistant_tui.domain.figures import DayFigures
from assistant_tui.domain.spread import Spread

StatsValue: TypeAlias = date | str | int | float | None
Group: TypeAlias = date | str | int


class By(StrEnum):
    """What figures are grouped by, beside the room."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    HOUR = "hour"
    DOCTOR = "doctor"
    KIND = "kind"


class DayStats(NamedTuple):
    """One row of `export stats`; the fields are the columns, in their order.

    Their names, units and order are a promise to whoever reads the export: new ones are added at the end.
    Times are minutes and rates per cent, each to one decimal; what has no population is None.
    """

    day: date
    room: str
    visits: int
    first_visits: int
    returns: int
    appointments: int
    walk_ins: int
    fulfilled: int
    noshow: int
    left_unseen: int
    still_open: int
    wait_n: int
    wait_mean_min: float | None
    wait_median_min: float | None
    wait_p90_min: float | None
    service_n: int
    service_mean_min: float | None
    service_median_min: float | None
    service_p90_min: float | None
    total_n: int
    total_mean_min: float | None
    total_median_min: float | None
    total_p90_min: float | None
    promises_told: int
    promises_kept: int
    promises_broken: int
    promise_kept_pct: float | None
    no_show_pct: float | None
    calls: int
    missed_calls: int
    waits_over_target: int | None
    wait_over_target_pct: float | None


def day_stats(day: date, room: str, figures: DayFigures) -> DayStats:
    """Round the figures of a day and room for the export."""
    return DayStats(
        day,
        room,
        figures.visits,
        figures.first_visits,
        figures.returns,
        figures.appointments,
        figures.walk_ins,
        figures.fulfilled,
        figures.noshow,
        figures.left_unseen,
        figures.still_open,
        *_spread(figures.wait),
        *_spread(figures.service),
        *_spread(figures.total),
        promises_told=figures.promises_told,
        promises_kept=figures.promises_kept,
        promises_broken=figures.promises_broken,
        promise_kept_pct=_per_cent(figures.promise_kept_rate),
        no_show_pct=_per_cent(figures.no_show_rate),
        calls=figures.calls,
        missed_calls=figures.missed_calls,
        waits_over_target=figures.waits_over_target,
        wait_over_target_pct=_per_cent(figures.over_target_rate),
    )


def stats_columns(by: By) -> tuple[str, ...]:
    """The columns of figures grouped so: the first has the grouping's name."""
    return (by.value, *DayStats._fields[1:])


def stats_row(group: Group, room: str, figures: DayFigures) -> tuple[StatsValue, ...]:
    """The cells of `stats_columns` for a group and room, rounded for the export."""
    return (group, *day_stats(date.min, room, figures)[1:])


def _spread(times: Spread) -> tuple[int, float | None, float | None, float | None]:
    return times.n, _tenths(times.mean), _tenths(times.median), _tenths(times.p90)


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _per_cent(share: float | None) -> float | None:
    return _tenths(None if share is None else share * 100)
