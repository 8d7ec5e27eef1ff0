"""When the rounds of a watch are due: every so often from its start, or at fixed times of the clinic's day.

Due times are absolute and computed from the start, never counted down, so that a restart, a sleeping
computer or a changed clock moves none of them. Rounds are numbered from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import count, islice, takewhile

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Every:
    """The first round is due `first` after the start, each further one `every` later; all whole minutes.

    `rounds` is how many there are, None where they go on until the watch is stopped.
    """

    first: timedelta
    every: timedelta
    rounds: int | None = None

    def due(self, start: datetime, number: int, zone: tzinfo) -> datetime:  # noqa: ARG002 - for the other
        """When this round is due."""
        return start + self.first + (number - 1) * self.every

    def passed(self, start: datetime, now: datetime, zone: tzinfo) -> int:  # noqa: ARG002
        """How many rounds have fallen due by `now`; 0 before the first."""
        since_first = now - start - self.first
        due = since_first // self.every + 1 if since_first >= timedelta(0) else 0
        return due if self.rounds is None else min(due, self.rounds)

    def __str__(self) -> str:
        """As the file keeps it: `after 20 every 20 times 12`, in minutes."""
        return f"after {self.first // _MINUTE} every {self.every // _MINUTE}{_times(self.rounds)}"


@dataclass(frozen=True, slots=True)
class DailyAt:
    """Rounds at these local times of each day, the first one after the start: ward rounds.

    A time that the clocks go through twice counts once, the first time. One that they skip is as much later
    as they were put forward (RFC 5545, 3.3.5).
    """

    times: tuple[time, ...]
    rounds: int | None = None

    def due(self, start: datetime, number: int, zone: tzinfo) -> datetime:
        """When this round is due."""
        return next(islice(self._moments(start, zone), number - 1, None))

    def passed(self, start: datetime, now: datetime, zone: tzinfo) -> int:
        """How many rounds have fallen due by `now`; 0 before the first."""
        moments = islice(self._moments(start, zone), self.rounds)
        return sum(1 for _ in takewhile(lambda moment: moment <= now, moments))

    def __str__(self) -> str:
        """As the file keeps it: `at 08:00 18:00 times 4`."""
        return f"at {' '.join(f'{one:%H:%M}' for one in self.times)}{_times(self.rounds)}"

    def _moments(self, start: datetime, zone: tzinfo) -> Iterator[datetime]:
        first_day = start.astimezone(zone).date()
        for days in count():
            day = first_day + timedelta(days=days)
            moments = {datetime.combine(day, one, zone).astimezone(UTC) for one in self.times}
            yield from sorted(moment for moment in moments if moment > start)


Timetable = Every | DailyAt


def timetable(text: str) -> Timetable:
    """The inverse of `str`. Raises ValueError for a text that none of them writes."""
    plan, _, rounds = text.partition(" times ")
    limit = int(rounds) if rounds else None
    match plan.split():
        case ["at", first, *more]:
            return DailyAt(tuple(map(time.fromisoformat, (first, *more))), limit)
        case ["after", first, "every", every]:
            return Every(int(first) * _MINUTE, int(every) * _MINUTE, limit)
    raise ValueError(f"not a timetable: {text}")


def latest(at: time, now: datetime, zone: tzinfo) -> datetime:
    """The last instant up to `now` at which the clinic's clocks showed this time of day."""
    day = now.astimezone(zone).date()
    moments = (datetime.combine(day - timedelta(days=back), at, zone).astimezone(UTC) for back in range(3))
    return next(moment for moment in moments if moment <= now)


def _times(rounds: int | None) -> str:
    return "" if rounds is None else f" times {rounds}"
