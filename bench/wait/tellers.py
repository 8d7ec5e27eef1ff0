"""Those who tell a wait: the program's own estimate, and the simple rules that it has to beat.

A teller sees only what was known when a patient was told: it is taught the sessions that are over, and
asked with the consultations of today that are over, the kind of the one that has just begun, and the kinds
of those who wait. How long these will take is never passed to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple, Protocol

from assistant_tui.domain.estimate import InLine, InRoom, estimate
from assistant_tui.domain.pace import RECENT_SESSIONS, History, Past, Served
from assistant_tui.domain.queuerules import QueueRules
from bench.wait.log import Session

SMOOTHING = 0.1
"""How much of the smoothed time the newest consultation makes up."""


class Told(NamedTuple):
    """Seconds from now until called: expected, and what nine in ten stay below (None where not told)."""

    expected: float
    p90: float | None


class Teller(Protocol):
    """Whoever tells waits in a replay."""

    @property
    def name(self) -> str:
        """What the table calls it."""

    def learn(self, session: Session) -> None:
        """The session is over."""

    def tell(self, today: Sequence[Served], current: str, line: Sequence[str], /) -> list[Told]:
        """What each of the line is told, by their kinds, as a patient of the kind `current` is called."""


class PooledMean:
    """The number of patients ahead, times the mean of all consultations so far."""

    name = "n ahead x mean"

    def __init__(self) -> None:
        self._count, self._total = 0, 0.0

    def learn(self, session: Session) -> None:
        self._count += len(session)
        self._total += sum(one.seconds for one in session)

    def tell(self, today: Sequence[Served], _current: str, line: Sequence[str], /) -> list[Told]:
        total = self._total + sum(one.seconds for one in today)
        mean = total / max(1, self._count + len(today))
        return [Told(ahead * mean, None) for ahead, _ in enumerate(line, start=1)]


class KindMeans:
    """The mean of its kind for each patient ahead; for a kind never seen, the mean of all."""

    name = "per-kind means"

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._total: dict[str, float] = {}

    def learn(self, session: Session) -> None:
        for kind, seconds in session:
            self._count[kind] += 1
            self._total[kind] = self._total.get(kind, 0.0) + seconds

    def tell(self, today: Sequence[Served], current: str, line: Sequence[str], /) -> list[Told]:
        seen, time = self._count.copy(), dict(self._total)
        for kind, seconds in today:
            seen[kind] += 1
            time[kind] = time.get(kind, 0.0) + seconds
        overall = sum(time.values()) / max(1, seen.total())
        ahead = [current, *line][: len(line)]
        means = (time[kind] / seen[kind] if seen[kind] else overall for kind in ahead)
        return [Told(wait, None) for wait in accumulate(means)]


class Smoothed:
    """The number of patients ahead, times the exponentially smoothed time of the consultations so far."""

    name = "exp. smoothing"

    def __init__(self) -> None:
        self._level: float | None = None

    def learn(self, session: Session) -> None:
        self._level = _smooth(self._level, session)

    def tell(self, today: Sequence[Served], _current: str, line: Sequence[str], /) -> list[Told]:
        level = _smooth(self._level, today) or 0.0
        return [Told(ahead * level, None) for ahead, _ in enumerate(line, start=1)]


class Estimate:
    """The program's estimate. A log has no pack: the mean of what was learnt stands in for its times."""

    name = "estimate"

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._past: list[Session] = []
        self._mean = PooledMean()

    def learn(self, session: Session) -> None:
        self._past.append(session)
        self._mean.learn(session)

    def tell(self, today: Sequence[Served], current: str, line: Sequence[str], /) -> list[Told]:
        # At least a second: the pack's times are never nothing.
        usual = timedelta(seconds=max(1.0, self._mean.tell(today, current, line[:1])[0].expected))
        recent = self._past[-RECENT_SESSIONS:]
        kinds = {one.kind for session in (*recent, today) for one in session} | {current, *line}
        told = estimate(
            [InLine(place, kind) for place, kind in enumerate(line)],
            (),
            InRoom(current, timedelta(0)),
            History(Past(recent, dict.fromkeys(kinds, usual)), today),
            rules=QueueRules(),
            now=_ANY_TIME,
            seed=hash((self._seed, len(self._past), len(today))),
        )
        return [Told(told[n].median.total_seconds(), told[n].p90.total_seconds()) for n in range(len(line))]


_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def _smooth(level: float | None, session: Sequence[Served]) -> float | None:
    for _, seconds in session:
        level = seconds if level is None else level + SMOOTHING * (seconds - level)
    return level
