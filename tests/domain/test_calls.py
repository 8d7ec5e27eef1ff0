"""The ladder of an unanswered call."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.calls import NextStep, call_step
from assistant_tui.domain.queuerules import QueueRules

CALLED = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
RULES = QueueRules()


def after(seconds: float) -> datetime:
    return CALLED + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("made", "seconds", "left", "step"),
    [
        (1, 0, 60, NextStep.CALL_AGAIN),
        (1, 0.2, 60, NextStep.CALL_AGAIN),
        (2, 59.9, 1, NextStep.CALL_AGAIN),
        (2, 60, 0, NextStep.CALL_AGAIN),
        (3, 10, 50, NextStep.SKIP),
        (4, 3600, 0, NextStep.SKIP),
    ],
)
def test_the_ladder_climbs_by_calls_and_counts_down_by_the_clock(
    made: int, seconds: float, left: int, step: NextStep
) -> None:
    reached = call_step(made, CALLED, RULES, after(seconds))
    assert (reached.number, reached.seconds_left, reached.next) == (made, left, step)
    assert reached.until == after(60)
    assert reached.expired is (left == 0)


def test_the_clinic_sets_the_number_of_calls_and_the_interval() -> None:
    rules = QueueRules(calls_before_skip=1, call_interval=timedelta(seconds=20))
    reached = call_step(1, CALLED, rules, after(5))
    assert (reached.seconds_left, reached.next) == (15, NextStep.SKIP)


def test_who_was_not_called_has_no_step() -> None:
    with pytest.raises(ValueError, match="called"):
        call_step(0, CALLED, RULES, CALLED)


@given(st.integers(1, 9), st.floats(-7200, 7200))
def test_a_clock_that_jumps_never_shows_more_than_one_interval(made: int, seconds: float) -> None:
    reached = call_step(made, CALLED, RULES, after(seconds))
    assert 0 <= reached.seconds_left <= 60
    assert reached.expired is (after(seconds) >= reached.until)


@given(st.integers(1, 9), st.floats(0, 90), st.floats(0, 90))
def test_the_countdown_only_falls(made: int, one: float, other: float) -> None:
    earlier, later = sorted((one, other))
    left = call_step(made, CALLED, RULES, after(earlier)).seconds_left
    assert left >= call_step(made, CALLED, RULES, after(later)).seconds_left
