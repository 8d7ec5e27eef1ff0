"""How fast a room works: what is usual for a visit kind, and runs of consultations as they follow each other.

Consultation times are heavy-tailed and go together within a session: a slow morning stays slow. Independent
draws from a pool of all times would mistake the spread, so what is drawn here is a *run* of consecutive
consultations of one past session, each divided by what is usual for its kind, from sessions whose pace up to
then resembled today's. While the room's history is thin, part of the runs comes from a lognormal model around
the pack's default times instead.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, islice
from math import exp, fsum, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

RECENT_SESSIONS = 60
"""Only so many of the newest sessions are looked at: older ones say little about the doctor of today."""
LONGEST_SESSION = 80
"""Consultations of a session that count."""
SHORTEST_SESSION = 4
"""A session with fewer consultations has no pace to speak of."""
KIND_TRUST = 15
"""Consultations of a kind after which the room's own mean weighs as much as the pack's default."""
SESSION_TRUST = 4
"""Sessions after which runs of the past are drawn as often as runs of the model."""
PLAUSIBLE = (1 / 50, 12.0)
"""Times of the pack's default outside which a consultation is a slip of the key, not a consultation."""
UNKNOWN_KIND = 600.0
"""Seconds for a kind that neither the pack nor the room has a time for."""

SPREAD_WITHIN = 0.55
"""Standard deviation of a log ratio within a session, where no history tells it."""
SPREAD_BETWEEN = 0.25
"""Standard deviation of the log pace of whole sessions, where no history tells it."""
RESEMBLANCE = 0.1
"""How far apart two log paces may be, beyond their own uncertainty, and still be called alike."""

_NOISE = 512
_FARTHEST_TAIL = 1 - 1e-9
_LEAST_OVERRUN = 1.05


class Served(NamedTuple):
    """A consultation that is over: its visit kind, and its seconds from the call to the end."""

    kind: str
    seconds: float


def served_in_turn(consultations: Iterable[tuple[datetime, datetime, str]]) -> list[Served]:
    """(call, end, kind) of a session's consultations as the times that the room took, in order of their ends.

    Who is called while another is still inside takes the room only from that one's end on.
    """
    served: list[Served] = []
    free_from: datetime | None = None
    for end, call, kind in sorted((end, call, kind) for call, end, kind in consultations):
        begin = call if free_from is None else max(call, free_from)
        served.append(Served(kind, max(0.0, (end - begin).total_seconds())))
        free_from = end
    return served


@dataclass(frozen=True, slots=True)
class History:
    """What is known of the room's pace.

    `sessions` are past sessions, newest last, each in the order of its consultations; `today` is the session
    that is running, so far; `defaults` are the pack's usual times by visit kind.
    Raises ValueError for a usual time that is not longer than 0.
    """

    sessions: Sequence[Sequence[Served]]
    today: Sequence[Served]
    defaults: Mapping[str, timedelta]

    def __post_init__(self) -> None:
        for kind, usual in self.defaults.items():
            if usual <= timedelta(0):
                raise ValueError(f"the usual time of {kind} must be longer than 0")


class Pace:
    """What is usual in this room, and the runs that may follow from here."""

    def __init__(self, history: History) -> None:
        """Take in the recent sessions: some thousand consultations at most, however long the history is."""
        default = {kind: time.total_seconds() for kind, time in history.defaults.items()}
        recent = (_plausible(one, default) for one in history.sessions[-RECENT_SESSIONS:])
        sessions = [one for one in recent if len(one) >= SHORTEST_SESSION]
        self._usual = default | _usual_seconds(sessions, default)
        self._today = self._ratios(_plausible(history.today, default))
        self._sessions = [self._ratios(one) for one in sessions]

    def usual(self, kind: str) -> float:
        """Seconds that a consultation of the kind usually takes here."""
        return self._usual.get(kind, UNKNOWN_KIND)

    def runs(self, length: int, longer_than: float, draws: int, rng: random.Random) -> Iterator[list[float]]:
        """Draw `draws` runs of `length` ratios to the usual time, the first one longer than `longer_than`.

        A run that comes to the end of its session goes on from that session's beginning: the same pace still.
        """
        starts, weights = self._starts(length, longer_than)
        own_share = len(self._sessions) / (len(self._sessions) + SESSION_TRUST) if starts else 0.0
        from_past = sum(rng.random() < own_share for _ in range(draws))
        if from_past:
            for ring, at in rng.choices(starts, cum_weights=list(accumulate(weights)), k=from_past):
                yield ring[at : at + length]
        if from_past < draws:
            yield from _model_runs(self._today, length, longer_than, draws - from_past, rng)

    def _ratios(self, session: Sequence[Served]) -> list[float]:
        usual = self._usual
        return [seconds / usual.get(kind, UNKNOWN_KIND) for kind, seconds in session]

    def _starts(self, length: int, longer_than: float) -> tuple[list[tuple[list[float], int]], list[float]]:
        """Where a run may start in the past, and how much the pace up to there resembles today's."""
        starts: list[tuple[list[float], int]] = []
        weights: list[float] = []
        today = _log_pace(self._today)
        kernels = [_kernel(len(self._today), n) for n in range(LONGEST_SESSION)]
        for ratios in self._sessions:
            ring = ratios * (length // len(ratios) + 2)
            log_total = 0.0
            for at, (ratio, (sharpness, height)) in enumerate(zip(ratios, kernels, strict=False)):
                apart = log_total / at - today if at else 0.0
                log_total += log(ratio)
                if height and ratio > longer_than:
                    starts.append((ring, at))
                    weights.append(height * exp(-sharpness * apart * apart))
        return starts, weights


def _plausible(session: Sequence[Served], default: Mapping[str, float]) -> list[Served]:
    """The first consultations of a session, without slips of the key."""
    least, most = PLAUSIBLE
    return [
        one
        for one in islice(session, LONGEST_SESSION)
        if least <= one.seconds / default.get(one.kind, UNKNOWN_KIND) <= most
    ]


def _usual_seconds(sessions: Sequence[Sequence[Served]], default: Mapping[str, float]) -> dict[str, float]:
    """The mean of each kind, shrunk to the pack's default while the room has seen few of it."""
    count: dict[str, int] = defaultdict(int)
    total: dict[str, float] = defaultdict(float)
    for session in sessions:
        for kind, seconds in session:
            count[kind] += 1
            total[kind] += seconds
    return {
        kind: (KIND_TRUST * default.get(kind, UNKNOWN_KIND) + total[kind]) / (KIND_TRUST + n)
        for kind, n in count.items()
    }


def _log_pace(ratios: Sequence[float]) -> float:
    """The mean log ratio: unlike with a plain mean, one endless consultation does not make a slow session."""
    return fsum(map(log, ratios)) / len(ratios) if ratios else 0.0


def _kernel(seen_today: int, seen_past: int) -> tuple[float, float]:
    """How the distance of two log paces is weighed: by a normal density, as (1 / (2 * variance), height).

    The fewer consultations either pace rests on, the wider. With none today every past is as good as the
    other; with none in the past nothing says that it resembles today.
    """
    if not seen_today:
        return 0.0, 1.0
    if not seen_past:
        return 0.0, 0.0
    variance = RESEMBLANCE**2 + SPREAD_WITHIN**2 * (1 / seen_today + 1 / seen_past)
    return 1 / (2 * variance), 1 / sqrt(variance)


def _model_runs(
    today: Sequence[float], length: int, longer_than: float, draws: int, rng: random.Random
) -> Iterator[list[float]]:
    """Runs without a past: lognormal ratios of mean 1, around a pace that today's ratios narrow down."""
    centre = -(SPREAD_WITHIN**2 + SPREAD_BETWEEN**2) / 2
    belief = SPREAD_BETWEEN**2 / (SPREAD_BETWEEN**2 + SPREAD_WITHIN**2 / len(today)) if today else 0.0
    pace = centre + belief * (_log_pace(today) - centre)
    doubt = SPREAD_BETWEEN * sqrt(1 - belief)
    # One pool of noise, entered anywhere: a fresh lognormal for every step would take ten times as long.
    noise = [rng.lognormvariate(0.0, SPREAD_WITHIN) for _ in range(_NOISE + length)]
    for _ in range(draws):
        drawn = rng.gauss(pace, doubt)
        level = exp(drawn)
        at = int(rng.random() * _NOISE)
        run = [level * one for one in noise[at : at + length]]
        if longer_than > 0 and run:
            run[0] = _tail(NormalDist(drawn, SPREAD_WITHIN), longer_than, rng)
        yield run


def _tail(logs: NormalDist, longer_than: float, rng: random.Random) -> float:
    """A lognormal value, given that it is longer than that."""
    below = logs.cdf(log(longer_than))
    share = min(below + (1 - below) * rng.random(), _FARTHEST_TAIL)
    # Beyond all experience the tail is too thin to draw from; some time is still to come.
    return max(exp(logs.inv_cdf(max(share, 1 - _FARTHEST_TAIL))), longer_than * _LEAST_OVERRUN)
