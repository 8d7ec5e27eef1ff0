"""How consultation times vary: what is estimated from sessions, and what a session so far tells."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.variation import BETWEEN, MEAN, WITHIN, Variation, variation

LOGS = st.lists(st.floats(-3, 3), min_size=1, max_size=30)


def sessions(number: int, within: float, between: float) -> list[list[float]]:
    """Sessions of 10 to 30 log ratios around -0.3, with these standard deviations."""
    rng = random.Random(7)
    paces = [rng.gauss(-0.3, between) for _ in range(number)]
    return [[rng.gauss(pace, within) for _ in range(rng.randint(10, 30))] for pace in paces]


def test_without_sessions_it_is_what_is_usual() -> None:
    assert dataclasses.astuple(variation([])) == pytest.approx((MEAN, WITHIN, BETWEEN))


@pytest.mark.parametrize(("within", "between"), [(0.4, 0.5), (0.7, 0.3), (0.5, 0.0)])
def test_of_many_sessions_it_finds_the_true_variation(within: float, between: float) -> None:
    found = variation(sessions(800, within, between))
    assert found.mean == pytest.approx(-0.3, abs=0.05)
    assert found.within == pytest.approx(within**2, rel=0.05)
    assert found.between == pytest.approx(between**2, rel=0.15, abs=0.003)


@given(st.lists(LOGS, max_size=8))
def test_variances_are_never_nothing(history: list[list[float]]) -> None:
    found = variation(history)
    assert found.within > 0
    assert found.between > 0


@given(LOGS)
def test_a_session_is_believed_in_part_and_never_beyond_what_it_shows(logs: list[float]) -> None:
    room = Variation()
    levels = room.levels(logs)
    assert len(levels) == len(logs) + 1
    assert levels[0] == 0
    furthest = max(abs(one - room.mean) for one in logs)
    assert all(abs(level) <= furthest for level in levels)


def test_the_longer_a_pace_lasts_the_more_it_is_believed() -> None:
    levels = Variation().levels([1.0] * 20)
    assert levels == sorted(levels)
    assert levels[1] < 0.4
    assert 0.6 < levels[20] < 1.0 - MEAN
    doubts = [Variation().doubt(seen) for seen in range(20)]
    assert doubts == sorted(doubts, reverse=True)
    assert doubts[0] == pytest.approx(BETWEEN**0.5)


def test_where_sessions_do_not_differ_a_slow_morning_says_little() -> None:
    alike, different = variation(sessions(60, 0.5, 0.0)), variation(sessions(60, 0.5, 0.5))
    slow = [0.5] * 8
    assert alike.levels(slow)[-1] < 0.25 * different.levels(slow)[-1]
