"""Days and times of day as they are typed, and what is refused with what to type instead."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.saying import InputError
from assistant_tui.domain.typedtimes import clock_time, date_typed, instant_typed, time_of, time_typed

WRITTEN = [("8:30", time(8, 30)), ("08:30", time(8, 30)), ("23:59", time(23, 59)), ("0:00", time(0))]
NONE = ["24:00", "10:60", "8", "8:5", "830", "", "10:42:07", "１０:42", "-1:30"]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_times_of_day_are_read(text: str, expected: time) -> None:
    assert time_of(text) == time_typed(text) == expected


@pytest.mark.parametrize("text", [" 8:30", "08：30 "])
def test_blanks_and_a_chinese_colon_are_for_those_who_type_not_for_files(text: str) -> None:
    assert time_typed(text) == time(8, 30)
    assert time_of(text) is None


@pytest.mark.parametrize("text", NONE)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    assert time_of(text) is None
    with pytest.raises(InputError, match="is no time of day: write one like 10:42"):
        time_typed(text)


@given(st.times())
def test_a_time_of_day_is_read_as_it_is_written(at: time) -> None:
    assert time_of(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


@given(st.integers(-100, 100), st.integers(-100, 100))
def test_numbers_are_a_time_exactly_where_a_clock_shows_them(hour: int, minute: int) -> None:
    shown = 0 <= hour < 24 and 0 <= minute < 60
    assert clock_time(hour, minute) == (time(hour, minute) if shown else None)


def test_a_local_time_of_a_day_is_an_instant() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    assert instant_typed("10:42", date(2026, 11, 21), shanghai) == datetime(2026, 11, 21, 2, 42, tzinfo=UTC)
    with pytest.raises(InputError):
        instant_typed("25:00", date(2026, 11, 21), shanghai)


@pytest.mark.parametrize("text", ["2026-02-30", "21.11.2026", "", "tomorrow"])
def test_a_day_is_written_in_full(text: str) -> None:
    assert date_typed(" 2026-11-21 ") == date(2026, 11, 21)
    with pytest.raises(InputError, match="is no date: write one like 2026-11-21"):
        date_typed(text)
