"""Walk-forward replay: sessions are told again, patient by patient, and every wait told is held against it.

All patients of a session are there from its beginning. Each time patient j is called, every later patient i
is told a wait; what she then waits is the service times from j to i - 1. The first sessions are only learnt
from, and each later one only once it is over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from bench.wait.log import Session
from bench.wait.tellers import Teller

ONLY_LEARNT = 20
"""Sessions at the beginning in which nobody is told a wait."""
LONG_WAIT = 1800.0
"""Seconds beyond which a wait is a long one."""


class Tally(NamedTuple):
    """What came of the waits told in one session; errors are in seconds, the rest are counts.

    `by_expected` and `by_p90` of the patients were called by then; `p90s` were told a p90 at all.
    """

    told: int
    error: float
    long: int
    long_error: float
    by_expected: int
    by_p90: int
    p90s: int


def replay(
    sessions: Sequence[Session],
    teller: Teller,
    *,
    only_learnt: int = ONLY_LEARNT,
    after_each: Callable[[], None] = lambda: None,
) -> list[Tally]:
    """One tally per session after the first `only_learnt`; `after_each` is called as each is done."""
    tallies: list[Tally] = []
    for number, session in enumerate(sessions):
        if number >= only_learnt:
            tallies.append(_tally(session, teller))
            after_each()
        teller.learn(session)
    return tallies


def _tally(session: Session, teller: Teller) -> Tally:
    kinds = [one.kind for one in session]
    told = long = by_expected = by_p90 = p90s = 0
    error = long_error = 0.0
    for j in range(len(session) - 1):
        answers = teller.tell(session[:j], kinds[j], kinds[j + 1 :])
        waits = accumulate(one.seconds for one in session[j:-1])
        for (expected, p90), wait in zip(answers, waits, strict=True):
            told += 1
            error += abs(expected - wait)
            by_expected += wait <= expected
            if wait > LONG_WAIT:
                long += 1
                long_error += abs(expected - wait)
            if p90 is not None:
                p90s += 1
                by_p90 += wait <= p90
    return Tally(told, error, long, long_error, by_expected, by_p90, p90s)
