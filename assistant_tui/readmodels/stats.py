"""The daily figures as they leave the program: one row a day and room, columns as in `docs/metrics.md`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

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
    Times are minutes and rates per cent, each to one decimal, amounts 分; what has no population is None.
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
    items: int
    items_done: int
    items_refused: int
    items_voided: int
    amount_due_fen: int
    amount_paid_fen: int
    amount_refunded_fen: int
    amount_open_fen: int
    rounds: int
    rounds_on_time: int
    rounds_late: int
    rounds_missed: int
    rounds_left_out: int
    rounds_on_time_pct: float | None
    alarms: int
    doctor_calls: int
    response_n: int
    response_mean_min: float | None
    response_median_min: float | None
    response_p90_min: float | None
    tasks_done: int | None
    tasks_skipped: int | None
    incidents: int | None
    incidents_reported_late: int | None
    due_back: int | None
    came_back: int | None


IN_TIME = frozenset({By.DAY, By.WEEK, By.MONTH})
"""Groups of days. The others are groups of visits, which duties are not of: their columns are None there."""
DUTIES = DayStats._fields[DayStats._fields.index("tasks_done") :]
"""The columns of what a room's day has apart from its visits."""


def day_stats(day: date, room: str, figures: DayFigures) -> DayStats:
    """Round the figures of a day and room for the export."""
    return DayStats(day, room, *_cells(figures))


def stats_columns(by: By) -> tuple[str, ...]:
    """The columns of figures grouped so: the first has the grouping's name."""
    return (by.value, *DayStats._fields[1:])


def stats_row(
    group: Group, room: str, figures: DayFigures, *, of_days: bool = True
) -> tuple[StatsValue, ...]:
    """The cells of `stats_columns` for a group, of days or of visits, and room, rounded for the export."""
    cells = _cells(figures)
    return (group, room, *(cells if of_days else (*cells[: -len(DUTIES)], *[None] * len(DUTIES))))


def _cells(figures: DayFigures) -> tuple[Any, ...]:
    """The columns after the room, in their order."""
    return (
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
        figures.promises_told,
        figures.promises_kept,
        figures.promises_broken,
        _per_cent(figures.promise_kept_rate),
        _per_cent(figures.no_show_rate),
        figures.calls,
        figures.missed_calls,
        figures.waits_over_target,
        _per_cent(figures.over_target_rate),
        figures.items,
        figures.items_done,
        figures.items_refused,
        figures.items_voided,
        figures.amount_due,
        figures.amount_paid,
        figures.amount_refunded,
        figures.amount_open,
        figures.rounds,
        figures.rounds_on_time,
        figures.rounds_late,
        figures.rounds_missed,
        figures.rounds_left_out,
        _per_cent(figures.rounds_on_time_rate),
        figures.alarms,
        figures.doctor_calls,
        *_spread(figures.response),
        figures.tasks_done,
        figures.tasks_skipped,
        figures.incidents,
        figures.incidents_reported_late,
        figures.due_back,
        figures.came_back,
    )


def _spread(times: Spread) -> tuple[int, float | None, float | None, float | None]:
    return times.n, _tenths(times.mean), _tenths(times.median), _tenths(times.p90)


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _per_cent(share: float | None) -> float | None:
    return _tenths(None if share is None else share * 100)
