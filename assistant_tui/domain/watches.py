"""A watch at work: which rounds are done, missed, due or ahead at an instant.

I6: every due round ends as done, missed or cancelled with a reason; none vanishes. What is missed is seen
from the clock and the rounds on record; it is written down when the watch goes on or ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from assistant_tui.domain.timetable import Timetable

ON_TIME = timedelta(minutes=5)
"""A round done within this of its due time counts as on time."""


class RoundStatus(StrEnum):
    """How a round ended."""

    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class EndKind(StrEnum):
    """How a watch ended."""

    DISCHARGED = "discharged"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Running:
    """A watch that goes on: when it began, when its rounds are due, and how those on record ended."""

    started_at: datetime
    timetable: Timetable
    zone: tzinfo
    recorded: Mapping[int, RoundStatus]

    def due_at(self, number: int) -> datetime:
        """When this round is due."""
        return self.timetable.due(self.started_at, number, self.zone)

    def passed(self, now: datetime) -> int:
        """How many rounds have fallen due; 0 before the first."""
        return self.timetable.passed(self.started_at, now, self.zone)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a running watch stands at an instant.

    `due` is the number of the round to be done now, None when there is none; `since` when it fell due.
    `ahead` is the next round still to come and `ahead_at` when, None after the last; `before` is when the
    wait for it began: the last due time, or the start. `missed` are earlier rounds that nobody did and that
    are not on record yet.
    """

    due: int | None
    since: datetime | None
    ahead: int | None
    ahead_at: datetime | None
    before: datetime
    missed: tuple[int, ...]

    @property
    def over(self) -> bool:
        """Whether no round is left: the watch only has to be ended."""
        return self.due is None and self.ahead is None


def counts(status: RoundStatus, entered_at: datetime, now: datetime) -> bool:
    """Whether a round on record is over at `now`.

    One that was written down as missed by a clock that ran ahead, and has been set back since, is not: it is
    still to come.
    """
    return status is not RoundStatus.MISSED or entered_at <= now


def standing(watch: Running, now: datetime) -> Standing:
    """How the watch stands at `now`; a round that fell due can still be done until the next one does."""
    passed = watch.passed(now)
    due = passed if passed and passed not in watch.recorded else None
    ahead = _next_open(watch, passed + 1)
    return Standing(
        due,
        None if due is None else watch.due_at(due),
        ahead,
        None if ahead is None else watch.due_at(ahead),
        watch.due_at(passed) if passed else watch.started_at,
        tuple(number for number in range(1, passed) if number not in watch.recorded),
    )


def round_for(watch: Running, happened_at: datetime) -> int | None:
    """The round that something seen at this instant belongs to; None for a look in between.

    It is the last round due by then or, from half way to it on, the next one, unless that is on record
    already. One on record as missed may be done after all: a late entry.
    """
    passed = watch.passed(happened_at)
    if passed and _may_be_done(watch, passed):
        return passed
    upcoming = passed + 1
    if not _exists(watch, upcoming) or not _may_be_done(watch, upcoming):
        return None
    since, until = (watch.due_at(passed) if passed else watch.started_at), watch.due_at(upcoming)
    return upcoming if until - happened_at <= (until - since) / 2 else None


def unwritten(watch: Running, ended_at: datetime) -> tuple[int, ...]:
    """The rounds that had fallen due when the watch ended and are not on record: they were missed."""
    return tuple(number for number in range(1, watch.passed(ended_at) + 1) if number not in watch.recorded)


def on_time(due_at: datetime, happened_at: datetime) -> bool:
    """Whether a round was done within 5 minutes of its due time."""
    return abs(happened_at - due_at) <= ON_TIME


def _may_be_done(watch: Running, number: int) -> bool:
    return watch.recorded.get(number, RoundStatus.MISSED) is RoundStatus.MISSED


def _exists(watch: Running, number: int) -> bool:
    return watch.timetable.rounds is None or number <= watch.timetable.rounds


def _next_open(watch: Running, number: int) -> int | None:
    while number in watch.recorded:
        number += 1
    return number if _exists(watch, number) else None
