"""When each waiting entry will be called: a range, from playing the rest of the queue forward many times.

Every play draws a run of consultation times (see `pace`) and lets the room work through the line as it
stands. Those who come while it does so step in by the rules of the queue (see `lineup`): a booked patient
from her slot on, with her credit; a return after so many others. The median and the 90th percentile of all
plays, the latter with an allowance for how few sessions they come from, are what may be told to a patient.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import accumulate
from math import inf
from operator import mul
from typing import NamedTuple

from assistant_tui.domain.pace import History, Pace
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.domain.spread import quantile


@dataclass(frozen=True, slots=True)
class InLine:
    """A waiting entry with its visit kind.

    `since` is when her place in the line dates from (for a booked patient the slot, less the credit): who is
    booked for later and stands since earlier goes ahead of her; None lets nobody step ahead, as for urgent,
    overdue and hand-moved entries. `not_before` is the slot of a booked patient who is early; `returning` is
    one who comes back with results.
    """

    entry_id: int
    kind: str
    since: datetime | None = None
    not_before: datetime | None = None
    returning: bool = False


class Expected(NamedTuple):
    """Someone not yet in the line, with her visit kind: booked for `at`, or `returning` with results then.

    `likelihood` (0 to 1) is the chance that she comes at all.
    """

    kind: str
    at: datetime
    returning: bool = False
    likelihood: float = 1.0


class InRoom(NamedTuple):
    """The visit kind of the consultation in progress, and the time since its call."""

    kind: str
    elapsed: timedelta


class WaitRange(NamedTuple):
    """Time from now until called: half of the patients are called by the median, nine in ten by p90."""

    median: timedelta
    p90: timedelta


def estimate(
    line: Sequence[InLine],
    to_come: Sequence[Expected],
    in_room: InRoom | None,
    history: History,
    *,
    rules: QueueRules,
    now: datetime,
    seed: int,
    draws: int = 300,
    opens_at: datetime | None = None,
) -> dict[int, WaitRange]:
    """The range for every entry of `line`, by entry id; `line` is in order of service.

    The room calls nobody before `opens_at`. The same state and seed give the same answer, to the second.
    Raises ValueError for fewer than one draw.
    """
    if draws < 1:
        raise ValueError("draws must be at least 1")
    if not line:
        return {}
    pace, rng = Pace(history), random.Random(seed)
    queue = _queue(line, to_come, pace, rules, now)
    busy = pace.usual(in_room.kind) if in_room else 0.0
    # The clock may have been set back since the call.
    elapsed = max(0.0, in_room.elapsed.total_seconds()) if in_room else 0.0
    opens = _seconds(opens_at, now)
    runs = pace.runs(queue.size + 1, elapsed / busy if in_room else 0.0, draws, rng)
    plays = []
    for run in runs.ratios:
        ratios = iter(run)
        free_at = max(opens, next(ratios) * busy - elapsed) if in_room else opens
        if queue.booked or queue.returns:
            plays.append(_play(queue, free_at, ratios, rules.returns_after, rng))
        else:
            plays.append(list(accumulate(map(mul, ratios, queue.usual_ahead), initial=free_at)))
    waits = zip(*plays, strict=True)
    late = _far_share(runs.sessions)
    return {one.entry_id: _range(sorted(calls), late) for one, calls in zip(line, waits, strict=True)}


_NOT_IN_LINE = -1
_FAR = 0.9


class _Person(NamedTuple):
    """Someone to be served. `at` and `since` are in seconds from now; `place` is hers in the line, if any."""

    at: float
    since: float
    usual: float
    place: int
    returning: bool
    likelihood: float


@dataclass(frozen=True)
class _Queue:
    """Who can be called now, in order; and who steps in later, booked patients and returns, by their time."""

    waiting: Sequence[_Person]
    booked: Sequence[_Person]
    returns: Sequence[_Person]
    places: int

    @cached_property
    def usual_ahead(self) -> list[float]:
        """Usual seconds of all who wait but the last one, for whom nobody in the line waits."""
        return [one.usual for one in self.waiting[:-1]]

    @property
    def size(self) -> int:
        """The most people whom one play serves."""
        return len(self.waiting) + len(self.booked) + len(self.returns)


def _queue(
    line: Sequence[InLine], to_come: Sequence[Expected], pace: Pace, rules: QueueRules, now: datetime
) -> _Queue:
    credit = rules.appointment_credit.total_seconds()
    waiting: list[_Person] = []
    booked: list[_Person] = []
    returns: list[_Person] = []
    for place, one in enumerate(line):
        at, usual = _seconds(one.not_before, now), pace.usual(one.kind)
        if at:
            booked.append(_Person(at, at - credit, usual, place, one.returning, 1.0))
        else:
            since = (one.since - now).total_seconds() if one.since else -inf
            waiting.append(_Person(0.0, since, usual, place, one.returning, 1.0))
    for other in to_come:
        at, usual = _seconds(other.at, now), pace.usual(other.kind)
        person = _Person(at, at - credit, usual, _NOT_IN_LINE, other.returning, other.likelihood)
        (returns if other.returning else booked).append(person)
    return _Queue(waiting, sorted(booked, key=_by_time), sorted(returns, key=_by_time), len(line))


def _play(
    queue: _Queue, free_at: float, ratios: Iterator[float], returns_after: int, rng: random.Random
) -> list[float]:
    """Serve everybody once, from `free_at` on: seconds from now until called, for each place of the line.

    `ratios` says how long each consultation takes, as a multiple of what is usual for its kind.
    """
    booked, returns = _Coming(queue.booked, rng), _Coming(queue.returns, rng)
    called = [0.0] * queue.places
    at, new_since_return = free_at, 0
    for head in queue.waiting:
        while True:
            if returns.at <= at and new_since_return >= returns_after and head.since > -inf:
                person = returns.take()
            elif booked.at <= at and booked.since < head.since:
                person = booked.take()
            else:
                break
            if person.place != _NOT_IN_LINE:
                called[person.place] = at
            at += next(ratios) * person.usual
            new_since_return = 0 if person.returning else new_since_return + 1
        called[head.place] = at
        at += next(ratios) * head.usual
        new_since_return = 0 if head.returning else new_since_return + 1
    # Nobody else waits: those who have come, else a booked patient who is here need not wait for her slot.
    while True:
        if returns.at <= at:
            person = returns.take()
        elif booked.at <= at:
            person = booked.take()
        elif early := booked.take_early():
            person = early
        else:
            return called
        if person.place != _NOT_IN_LINE:
            called[person.place] = at
        at += next(ratios) * person.usual


class _Coming:
    """Those of one play who step in as their time comes, by time; `at` and `since` are the next one's."""

    __slots__ = ("_people", "at", "since")

    def __init__(self, people: Sequence[_Person], rng: random.Random) -> None:
        self._people = deque(one for one in people if one.likelihood >= 1 or rng.random() < one.likelihood)
        self._look()

    def take(self) -> _Person:
        """The next one."""
        person = self._people.popleft()
        self._look()
        return person

    def take_early(self) -> _Person | None:
        """The next one who is here already, before her time."""
        person = next((one for one in self._people if one.place != _NOT_IN_LINE), None)
        if person:
            self._people.remove(person)
            self._look()
        return person

    def _look(self) -> None:
        self.at, self.since = self._people[0][:2] if self._people else (inf, inf)


def _by_time(person: _Person) -> float:
    return person.at


def _seconds(moment: datetime | None, now: datetime) -> float:
    """Seconds from now until then, none if it is past or not set."""
    return max(0.0, (moment - now).total_seconds()) if moment else 0.0


def _far_share(sessions: float) -> float:
    """The share of plays below which nine in ten of the real waits stay, with plays from so many sessions.

    A quantile of few values falls short: of n, and with `quantile`'s interpolation, the next value lies below
    the quantile of `share` with a chance of (share * (n - 1) + 1) / (n + 1).
    """
    return _FAR if sessions == inf else (_FAR * (sessions + 1) - 1) / (sessions - 1)


def _range(waits: Sequence[float], far: float) -> WaitRange:
    return WaitRange(*(timedelta(seconds=round(quantile(waits, share))) for share in (0.5, far)))
