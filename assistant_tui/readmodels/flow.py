"""Event logs as they come in and go out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from assistant_tui.domain.activities import ActivityFigures
from assistant_tui.domain.eventlog import Adjustment
from assistant_tui.readmodels.importing import RowNote

Attribute: TypeAlias = "str | dict[str, object]"
"""A further column of an event: text; or, from XES, `{"type", "value", "of": [[key, attribute], ...]}`."""


def plain_text(attribute: Attribute) -> str:
    """An attribute as text; of one that holds others its own value."""
    return attribute if isinstance(attribute, str) else str(attribute["value"])


@dataclass(frozen=True, slots=True)
class FlowReport:
    """What an import of an event log has done; every row of the file is counted once.

    `events` and `cases` were added; `known_events` of `known_cases` were there already; `differs` are events
    of cases that are there with other events, which were left as they are; `bad` rows were not imported.
    `locations` are the activities that no location of the pack is called like. `written` is False for a dry
    run, and when nothing was new.
    """

    events: int
    cases: int
    entries: int
    known_events: int
    known_cases: int
    differing_events: int
    differs: tuple[RowNote, ...]
    bad: tuple[RowNote, ...]
    adjustments: Mapping[Adjustment, int]
    locations: tuple[str, ...]
    written: bool

    @property
    def rows(self) -> int:
        """How many events the file has."""
        return self.events + self.known_events + self.differing_events + len(self.bad)


@dataclass(frozen=True, slots=True)
class FlowEventRow:
    """An event as it leaves the program; `time` is ISO 8601 with a zone, the same instant as `at`."""

    case: str
    activity: str
    lifecycle: str
    time: str
    resource: str
    at: datetime
    more: Mapping[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PerformanceRow:
    """One row of `export flow --wide`; the fields are the columns, in their order.

    Times are ISO 8601 in the clinic's zone, all to the millisecond: tools take a column's form from its first
    rows. A start or complete that the log does not tell is empty; an event that stands alone has both.
    """

    case: str
    activity: str
    start: str
    complete: str
    resource: str


@dataclass(frozen=True, slots=True)
class ActivityStats:
    """One row of `export activities`; the fields are the columns, in their order.

    Times are minutes to one decimal; what has no population is None.
    """

    activity: str
    n: int
    cases: int
    duration_n: int
    duration_mean_min: float | None
    duration_median_min: float | None
    duration_p90_min: float | None
    wait_n: int
    wait_mean_min: float | None
    wait_median_min: float | None
    wait_p90_min: float | None


def activity_stats(figures: ActivityFigures) -> ActivityStats:
    """Round the figures of an activity for the export."""
    duration, wait = figures.duration, figures.wait
    return ActivityStats(
        activity=figures.activity,
        n=figures.n,
        cases=figures.cases,
        duration_n=duration.n,
        duration_mean_min=_tenths(duration.mean),
        duration_median_min=_tenths(duration.median),
        duration_p90_min=_tenths(duration.p90),
        wait_n=wait.n,
        wait_mean_min=_tenths(wait.mean),
        wait_median_min=_tenths(wait.median),
        wait_p90_min=_tenths(wait.p90),
    )


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
