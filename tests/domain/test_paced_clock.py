"""The demo's own clock: as fast as it is told, never back, and no leap when the wall's clock leaps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.clock import LEAP, FixedClock, PacedClock, milliseconds

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("speed", [0.5, 1, 10, 60])
def test_it_runs_so_many_times_as_fast_as_the_wall(speed: float) -> None:
    wall = FixedClock(LONG_AGO)
    clock = PacedClock(NOON, speed, wall)
    assert clock.now() == NOON
    for _ in range(90):
        wall.advance(seconds=1)
        clock.now()
    assert clock.now() == NOON + timedelta(seconds=90) * speed


def test_a_sleep_of_the_computer_stops_the_day_and_a_clock_set_back_holds_it() -> None:
    wall = FixedClock(LONG_AGO)
    clock = PacedClock(NOON, 10, wall)
    wall.advance(hours=2)
    assert clock.now() == NOON + LEAP * 10
    wall.advance(hours=-5)
    assert clock.now() == NOON + LEAP * 10
    wall.advance(seconds=1)
    assert clock.now() == NOON + LEAP * 10 + timedelta(seconds=10)


@given(
    steps=st.lists(st.timedeltas(timedelta(days=-2), timedelta(days=2)), max_size=30),
    speed=st.floats(0.1, 120),
)
def test_it_never_goes_back_never_leaps_and_keeps_to_milliseconds(
    steps: list[timedelta], speed: float
) -> None:
    wall = FixedClock(LONG_AGO)
    clock = PacedClock(NOON, speed, wall)
    last = clock.now()
    for step in steps:
        wall.at += step
        now = clock.now()
        assert last <= now <= last + LEAP * speed + timedelta(milliseconds=1)
        assert now.microsecond % 1000 == 0
        assert milliseconds(now) >= milliseconds(last)
        last = now
