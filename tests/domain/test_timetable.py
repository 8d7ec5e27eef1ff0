"""When rounds are due: by example, and by property over zones, clock changes and starts."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.timetable import DailyAt, Every, Timetable, latest, timetable

SHANGHAI, BERLIN, SYDNEY = (
    ZoneInfo("Asia/Shanghai"),
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Australia/Lord_Howe"),
)
START = datetime(2026, 11, 21, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TWENTY = Every(20 * MINUTE, 20 * MINUTE)

minutes = st.integers(1, 600).map(lambda count: count * MINUTE)
limits = st.none() | st.integers(1, 20)
times = st.lists(
    st.times().map(lambda at: at.replace(second=0, microsecond=0)), min_size=1, max_size=4, unique=True
)
tables: st.SearchStrategy[Timetable] = st.builds(Every, minutes, minutes, limits) | st.builds(
    DailyAt, times.map(lambda some: tuple(sorted(some))), limits
)
zones: st.SearchStrategy[tzinfo] = st.sampled_from([SHANGHAI, BERLIN, SYDNEY, UTC])
starts = st.integers(0, 365 * 24 * 60).map(lambda count: datetime(2026, 1, 1, tzinfo=UTC) + count * MINUTE)


def test_every_twenty_minutes_from_the_start() -> None:
    assert TWENTY.due(START, 3, SHANGHAI) == START + 60 * MINUTE
    assert [TWENTY.passed(START, START + n * MINUTE, SHANGHAI) for n in (-5, 0, 19, 20, 39, 40)] == [
        0,
        0,
        0,
        1,
        1,
        2,
    ]


def test_a_number_of_rounds_ends() -> None:
    assert Every(20 * MINUTE, 20 * MINUTE, 3).passed(START, START + timedelta(days=2), SHANGHAI) == 3


def test_ward_rounds_are_at_the_clinic_s_times_of_day() -> None:
    rounds = DailyAt((time(8), time(18)))
    due = [rounds.due(START, number, SHANGHAI).astimezone(SHANGHAI) for number in (1, 2, 3)]
    assert [f"{one:%d %H:%M}" for one in due] == ["21 18:00", "22 08:00", "22 18:00"]
    assert rounds.passed(START, due[1] - MINUTE, SHANGHAI) == 1
    assert rounds.passed(START, due[1], SHANGHAI) == 2


def test_a_round_at_the_very_start_is_not_due() -> None:
    assert DailyAt((time(9),)).due(START, 1, SHANGHAI) == START + timedelta(days=1)


def test_a_time_that_the_clocks_skip_comes_once_and_as_much_later() -> None:
    start = datetime(2026, 3, 28, 20, tzinfo=UTC)  # in Berlin 02:00 becomes 03:00 in that night
    rounds = DailyAt((time(2, 30),))
    due = [rounds.due(start, number, BERLIN).astimezone(BERLIN) for number in (1, 2)]
    assert [f"{one:%d %H:%M}" for one in due] == ["29 03:30", "30 02:30"]


def test_a_time_that_comes_twice_counts_the_first_time() -> None:
    start = datetime(2026, 10, 24, 20, tzinfo=UTC)  # in Berlin 03:00 becomes 02:00 in that night
    rounds = DailyAt((time(2, 30),))
    assert rounds.due(start, 1, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert rounds.due(start, 2, BERLIN) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_two_times_that_become_the_same_are_one_round() -> None:
    start = datetime(2026, 3, 28, 20, tzinfo=UTC)
    rounds = DailyAt((time(2, 30), time(3, 30)))
    assert rounds.due(start, 2, BERLIN) - rounds.due(start, 1, BERLIN) > timedelta(hours=12)


@given(starts, zones, st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_the_latest_of_a_time_of_day_is_past_and_within_a_day(now: datetime, zone: tzinfo, at: time) -> None:
    found = latest(at, now, zone)
    assert now - timedelta(hours=25, minutes=30) < found <= now


@given(tables)
def test_what_is_kept_is_what_is_read(table: Timetable) -> None:
    assert timetable(str(table)) == table


@pytest.mark.parametrize(
    "text", ["", "at", "after 20", "after x every 20", "every 20", "at 25:00", "after 1 every 2 times x"]
)
def test_what_no_timetable_writes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"timetable|invalid|minute|hour|iso"):
        timetable(text)


@given(tables, starts, zones, st.integers(1, 30))
def test_rounds_follow_one_another_and_pass_as_they_fall_due(
    table: Timetable, start: datetime, zone: tzinfo, number: int
) -> None:
    due, following = table.due(start, number, zone), table.due(start, number + 1, zone)
    assert start < due < following
    counted = number if table.rounds is None else min(number, table.rounds)
    assert (
        table.passed(start, due, zone)
        == table.passed(start, following - timedelta(milliseconds=1), zone)
        == counted
    )
    assert table.passed(start, start, zone) == 0
