"""Instants, days and the clock that hands them out.

Instants are aware UTC datetimes; a day is the clinic's local date. A clock is always passed in,
so that tests, the demo and `--now` can say what time it is.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The clock on the wall."""

    def now(self) -> datetime:
        """The present instant, to the millisecond: what the database keeps."""
        return instant(time.time_ns() // 1_000_000)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands until it is set or moved on."""

    at: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    def advance(self, **delta: float) -> datetime:
        """Move on by `timedelta(**delta)`; answers the new instant."""
        self.at += timedelta(**delta)
        return self.at


LEAP = timedelta(minutes=1)
"""The most of the wall's time that a paced clock follows from one look to the next."""


@dataclass(slots=True)
class PacedClock:
    """A clock of the demo's own: from `at` on it runs `speed` times as fast as the one on the wall.

    It never goes back. A leap of the wall's clock counts as `LEAP`: while the computer slept, or when its
    clock was set, nobody watched, and the demo goes on where it stood.
    """

    at: datetime
    speed: float = 1.0
    wall: Clock = field(default_factory=SystemClock)
    _looked: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._looked = self.wall.now()

    def now(self) -> datetime:
        """The demo's present, to the millisecond."""
        present = self.wall.now()
        passed = min(max(present - self._looked, timedelta(0)), LEAP)
        self._looked = present
        self.at += passed * self.speed
        return instant(milliseconds(self.at))


def instant(milliseconds: int) -> datetime:
    """The instant that many milliseconds after 1970-01-01T00:00Z: how the database keeps it."""
    return EPOCH + timedelta(milliseconds=milliseconds)


def milliseconds(moment: datetime) -> int:
    """The inverse of `instant`; fractions of a millisecond are cut off.

    Raises ValueError for a naive datetime, which names no instant.
    """
    if moment.tzinfo is None:
        raise ValueError("a naive datetime names no instant")
    return (moment - EPOCH) // MILLISECOND


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The clinic's date at that instant."""
    return moment.astimezone(zone).date()
