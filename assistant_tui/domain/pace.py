"""How fast a room works: what is usual for a visit kind, and runs of consultations as they follow each other.

Consultation times are heavy-tailed and go together within a session: a slow morning stays slow. Independent
draws from a pool of all times would mistake the spread, so what is drawn here is a *run* of consecutive
consultations of one past session, each divided by what is usual for its kind. Runs weigh more that begin as
far into their session as today's has come, and at a like pace; what is left between their pace and today's is
made up by stretching them, only as far as the room's sessions show that a pace lasts (see `variation`).
While the room's history is thin, part of the runs comes from a lognormal model around the pack's default
times instead.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice
from math import exp, fsum, inf, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from assistant_tui.domain.variation import variation

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
START_TRUST = 8
"""The same for places in the past where a run may begin: few, once the one inside has taken very long."""
PLAUSIBLE = (1 / 50, 12.0)
"""Times of the pack's default outside which a consultation is a slip of the key, not a consultation."""
UNKNOWN_KIND = 600.0
"""Seconds for a kind that neither the pack nor the room has a time for."""

NEARNESS = 4.0
"""Consultations by which a run may begin earlier or later in its session than today, to weigh a quarter."""
FEWEST_SESSIONS = 16.0
"""Runs are never taken to come from fewer sessions than this."""

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


class Past:
    """What past sessions tell of the room's pace. It takes some milliseconds to make, and holds all day.

    `usual` are seconds by visit kind; `ratios` the consultations of each session as multiples of them, and
    `levels` how far its pace was above the mean before each and after all.
    """

    def __init__(self, sessions: Sequence[Sequence[Served]], defaults: Mapping[str, timedelta]) -> None:
        """Take in the recent sessions: some thousand consultations at most, however long the history is.

        `sessions` are past ones, newest last, each in the order of its consultations; `defaults` the pack's
        usual times by visit kind. Raises ValueError for a usual time that is not longer than 0.
        """
        for kind, usual in defaults.items():
            if usual <= timedelta(0):
                raise ValueError(f"the usual time of {kind} must be longer than 0")
        self._defaults = {kind: time.total_seconds() for kind, time in defaults.items()}
        recent = (_plausible(one, self._defaults) for one in sessions[-RECENT_SESSIONS:])
        counted = [one for one in recent if len(one) >= SHORTEST_SESSION]
        self.usual = self._defaults | _usual_seconds(counted, self._defaults)
        self.ratios = [self._ratios(one) for one in counted]
        logs = [list(map(log, one)) for one in self.ratios]
        self.variation = variation(logs)
        self.levels = [self.variation.levels(one) for one in logs]

    def today(self, session: Sequence[Served]) -> list[float]:
        """The ratios of the session that is running, so far."""
        return self._ratios(_plausible(session, self._defaults))

    def _ratios(self, session: Sequence[Served]) -> list[float]:
        usual = self.usual
        return [seconds / usual.get(kind, UNKNOWN_KIND) for kind, seconds in session]


class History(NamedTuple):
    """What is known of the room's pace: its past, and the session that is running, so far."""

    past: Past
    today: Sequence[Served]


class Runs(NamedTuple):
    """Runs of ratios to the usual time, and the number of sessions that they are worth (see `Pace.runs`)."""

    ratios: Iterator[list[float]]
    sessions: float


class _Starts(NamedTuple):
    """Where runs may start: (ring, index, stretch) each, with the sums of their weights up to each.

    A ring is a session that goes on from its beginning when it is over: the same pace still. `worth` and
    `sessions` are the numbers of equally weighted places and sessions that would tell as much.
    """

    places: list[tuple[list[float], int, float]]
    sums: list[float]
    worth: float
    sessions: float


class Pace:
    """What is usual in this room, and the runs that may follow from here."""

    def __init__(self, history: History) -> None:
        """Hold today's session so far against the past."""
        self._past = past = history.past
        today = past.today(history.today)
        self._level = past.variation.levels(list(map(log, today)))[-1]
        self._seen = len(today)

    def usual(self, kind: str) -> float:
        """Seconds that a consultation of the kind usually takes here."""
        return self._past.usual.get(kind, UNKNOWN_KIND)

    def runs(self, length: int, longer_than: float, draws: int, rng: random.Random) -> Runs:
        """Draw `draws` runs of `length` ratios to the usual time, the first one longer than `longer_than`.

        Runs of one session go together, and some sessions resemble today more: `sessions` is the number of
        equally weighted ones that would tell as much (Kish, Survey Sampling, 1965). Infinite without a past.
        """
        starts = self._starts(length, longer_than)
        sessions = len(self._past.ratios)
        own_share = sessions / (sessions + SESSION_TRUST) if sessions else 0.0
        own_share *= starts.worth / (starts.worth + START_TRUST)
        from_past = round(own_share * draws)
        ratios = chain(
            self._past_runs(starts, length, from_past, rng),
            self._model_runs(length, longer_than, draws - from_past, rng),
        )
        return Runs(ratios, max(FEWEST_SESSIONS, starts.sessions) if starts.places else inf)

    def _starts(self, length: int, longer_than: float) -> _Starts:
        """Where a run may start in the past, and how much it resembles today there."""
        places: list[tuple[list[float], int, float]] = []
        sums: list[float] = []
        of_session: list[float] = []
        level, total, squares = self._level, 0.0, 0.0
        nearness = [(1 + (at / NEARNESS) ** 2) ** -2 for at in range(LONGEST_SESSION)]
        seen = min(self._seen, LONGEST_SESSION - 1)
        sharpness = 1 / (2 * self._past.variation.between)
        for ratios, levels in zip(self._past.ratios, self._past.levels, strict=True):
            ring = ratios * (length // len(ratios) + 2)
            before = total
            for at, (ratio, past_level) in enumerate(zip(ratios, levels, strict=False)):
                apart = level - past_level
                stretch = exp(apart)
                if ratio * stretch > longer_than:
                    weight = nearness[abs(at - seen)] * exp(-sharpness * apart * apart)
                    total += weight
                    squares += weight * weight
                    places.append((ring, at, stretch))
                    sums.append(total)
            of_session.append(total - before)
        if not total:
            return _Starts([], [], 0.0, 0.0)
        return _Starts(places, sums, total**2 / squares, total**2 / fsum(weight**2 for weight in of_session))

    def _past_runs(
        self, starts: _Starts, length: int, draws: int, rng: random.Random
    ) -> Iterator[list[float]]:
        """Runs of the past by their weights, drawn at even steps so that chance adds little."""
        offset = rng.random()
        for draw in range(draws):
            place = bisect(starts.sums, (draw + offset) / draws * starts.sums[-1])
            ring, at, stretch = starts.places[min(place, len(starts.places) - 1)]
            yield [stretch * one for one in ring[at : at + length]]

    def _model_runs(
        self, length: int, longer_than: float, draws: int, rng: random.Random
    ) -> Iterator[list[float]]:
        """Runs without a past: lognormal ratios around a pace that today's ratios narrow down."""
        variation = self._past.variation
        within, doubt = sqrt(variation.within), variation.doubt(self._seen)
        # One pool of noise, entered anywhere: a fresh lognormal for every step would take ten times as long.
        noise = [rng.lognormvariate(0.0, within) for _ in range(_NOISE + length)] if draws else []
        for _ in range(draws):
            drawn = rng.gauss(variation.mean + self._level, doubt)
            level = exp(drawn)
            at = int(rng.random() * _NOISE)
            run = [level * one for one in noise[at : at + length]]
            if longer_than > 0 and run:
                run[0] = _tail(NormalDist(drawn, within), longer_than, rng)
            yield run


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


def _tail(logs: NormalDist, longer_than: float, rng: random.Random) -> float:
    """A lognormal value, given that it is longer than that."""
    below = logs.cdf(log(longer_than))
    share = min(below + (1 - below) * rng.random(), _FARTHEST_TAIL)
    # Beyond all experience the tail is too thin to draw from; some time is still to come.
    return max(exp(logs.inv_cdf(max(share, 1 - _FARTHEST_TAIL))), longer_than * _LEAST_OVERRUN)
