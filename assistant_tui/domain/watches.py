"""A watch at work: which rounds are done, missed, due or ahead at an instant.

I6: every due round ends as done, missed or cancelled with a reason; none vanishes. What is missed is seen
from the clock and the rounds on record; it is written down when the watch goes on or ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assistant_tui.domain.protocols import Level, Protocol, round_due, rounds_due_by

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
    """A watch that goes on: when it began, and how its rounds on record ended, by number."""

    started_at: datetime
    protocol: Protocol
    recorded: Mapping[int, RoundStatus]


@dataclass(frozen=True, slots=True)
class Now:
    """How a running watch stands.

    `due` is the number of the round to be done now, None when there is none; `since` when it fell due.
    `ahead` is the next round still to come and `ahead_at` when, None after the last. `missed` are earlier
    rounds that nobody did and that are not on record yet.
    """

    due: int | None
    since: datetime | None
    ahead: int | None
    ahead_at: datetime | None
    missed: tuple[int, ...]


def standing(watch: Running, now: datetime) -> Now:
    """How the watch stands at `now`; a round that fell due can still be done until the next one does."""
    passed = rounds_due_by(watch.started_at, watch.protocol, now)
    due = passed if passed and passed not in watch.recorded else None
    missed = tuple(number for number in range(1, passed) if number not in watch.recorded)
    ahead = _next_open(watch, passed + 1)
    return Now(
        due,
        None if due is None else _due(watch, due),
        ahead,
        None if ahead is None else _due(watch, ahead),
        missed,
    )


def round_for(watch: Running, happened_at: datetime) -> int | None:
    """The round that something seen at this instant belongs to; None for a look in between.

    It is the last round due by then or, less than half an interval early, the next one, unless that is on
    record already. Before the first round it is the first.
    """
    passed = rounds_due_by(watch.started_at, watch.protocol, happened_at)
    if passed and _may_be_done(watch, passed):
        return passed
    upcoming = passed + 1
    if watch.protocol.rounds is not None and upcoming > watch.protocol.rounds:
        return None
    early = _due(watch, upcoming) - happened_at
    near = passed == 0 or early <= watch.protocol.every / 2
    return upcoming if near and _may_be_done(watch, upcoming) else None


def last_round(watch: Running, ended_at: datetime) -> int:
    """The number of the last round that fell due before the watch ended; 0 when none did."""
    return rounds_due_by(watch.started_at, watch.protocol, ended_at)


def is_over(watch: Running, now: datetime) -> bool:
    """Whether all rounds of a protocol with a number of them are on record."""
    return watch.protocol.rounds is not None and standing(watch, now).ahead is None and not _open(watch)


def on_time(due_at: datetime, happened_at: datetime) -> bool:
    """Whether a round was done within 5 minutes of its due time."""
    return abs(happened_at - due_at) <= ON_TIME


def worse(one: Level, other: Level) -> Level:
    """The worse of two."""
    return max(one, other)


def _may_be_done(watch: Running, number: int) -> bool:
    """Not on record, or missed: a late entry makes it done after all."""
    return watch.recorded.get(number, RoundStatus.MISSED) is RoundStatus.MISSED


def _due(watch: Running, number: int) -> datetime:
    return round_due(watch.started_at, watch.protocol, number)


def _next_open(watch: Running, number: int) -> int | None:
    while number in watch.recorded:
        number += 1
    last = watch.protocol.rounds
    return None if last is not None and number > last else number


def _open(watch: Running) -> bool:
    assert watch.protocol.rounds is not None
    return any(number not in watch.recorded for number in range(1, watch.protocol.rounds + 1))
