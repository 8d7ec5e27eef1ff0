"""The day to come back, as it is typed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.returndate import read_day
from assistant_tui.domain.saying import InputError

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2024, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-05", date(2026, 12, 5)),
        ("12/5", date(2026, 12, 5)),
        ("12.5", date(2026, 12, 5)),
        ("12月5日", date(2026, 12, 5)),
        ("11-21", date(2027, 11, 21)),
        ("11-20", date(2027, 11, 20)),
        ("1-8", date(2027, 1, 8)),
        ("2-29", date(2028, 2, 29)),
        ("2026-12-05", date(2026, 12, 5)),
        ("2026年12月5日", date(2026, 12, 5)),
        ("14", date(2026, 12, 5)),
        ("+14", date(2026, 12, 5)),
        ("１４天", date(2026, 12, 5)),
        ("14天后", date(2026, 12, 5)),
        ("14d", date(2026, 12, 5)),
        ("2周", date(2026, 12, 5)),
        ("2 weeks", date(2026, 12, 5)),
    ],
)
def test_it_is_a_date_or_days_from_today(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "tomorrow", "13-01", "2-30", "2027-02-29", "-3", "1-2-3", "99999", "12-"]
)
def test_what_is_no_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(InputError, match="is no day"):
        read_day(typed, TODAY)


@given(DAYS, st.integers(0, 9999))
def test_days_are_counted_from_today(today: date, days: int) -> None:
    assert read_day(f"+{days}", today) - today == timedelta(days=days)


@given(DAYS, st.integers(1, 365))
def test_a_date_without_a_year_is_the_next_one(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    read = read_day(f"{day:%m-%d}", today)
    assert (read.month, read.day) == (day.month, day.day)
    assert today < read <= day


@given(st.text(max_size=20), DAYS)
def test_whatever_is_typed_is_a_day_or_refused(typed: str, today: date) -> None:
    with suppress(InputError):
        assert isinstance(read_day(typed, today), date)
