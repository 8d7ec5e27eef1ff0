"""Which days are worked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.words import Words
from assistant_tui.domain.workdays import (
    Holiday,
    Holidays,
    HolidayState,
    day_of_work,
    remark,
    weekday_digits,
    weekdays_of,
)

NATIONAL = Holiday(
    Words("国庆节", "National Day"),
    date(2026, 10, 1),
    date(2026, 10, 7),
    (date(2026, 9, 20), date(2026, 10, 10)),
)
KNOWN = Holidays((NATIONAL,))
MONDAY_TO_FRIDAY = frozenset(range(1, 6))
WEEKDAYS = st.frozensets(st.integers(1, 7))


@pytest.mark.parametrize(
    ("day", "works", "state", "said"),
    [
        (date(2026, 9, 30), True, HolidayState.ORDINARY, None),
        (date(2026, 10, 1), False, HolidayState.HOLIDAY, "Public holiday: National Day"),
        (date(2026, 10, 7), False, HolidayState.HOLIDAY, "Public holiday: National Day"),
        (date(2026, 10, 8), True, HolidayState.ORDINARY, None),
        (date(2026, 9, 20), True, HolidayState.WORKDAY, "Worked in place of a holiday: National Day"),
        (date(2026, 9, 27), False, HolidayState.ORDINARY, "The clinic does not work on this day"),
        (date(2027, 10, 1), True, HolidayState.UNCONFIRMED, "The holidays of 2027 are not confirmed yet"),
        (date(2027, 10, 2), False, HolidayState.UNCONFIRMED, "The holidays of 2027 are not confirmed yet"),
    ],
)
def test_holidays_are_off_and_moved_workdays_are_worked(
    day: date, works: bool, state: HolidayState, said: str | None
) -> None:
    found = day_of_work(day, MONDAY_TO_FRIDAY, KNOWN)
    assert (found.works, found.state) == (works, state)
    words = remark(found)
    assert (str(words) if words else None) == said


@given(st.dates(), WEEKDAYS)
def test_without_a_calendar_the_weekdays_decide(day: date, weekdays: frozenset[int]) -> None:
    found = day_of_work(day, weekdays, None)
    assert found.works == (day.isoweekday() in weekdays)
    assert found.state is HolidayState.ORDINARY


@given(st.dates(date(2020, 1, 1), date(2032, 1, 1)), WEEKDAYS)
def test_a_calendar_changes_only_its_own_days(day: date, weekdays: frozenset[int]) -> None:
    found = day_of_work(day, weekdays, KNOWN)
    if day in NATIONAL:
        assert not found.works
    elif day in NATIONAL.worked:
        assert found.works
    else:
        assert found.works == (day.isoweekday() in weekdays)
        assert (found.state is HolidayState.UNCONFIRMED) == (day.year != 2026)


def test_a_holiday_over_new_year_confirms_the_new_year_only() -> None:
    new_year = Holidays((Holiday(Words("元旦", "New Year"), date(2026, 12, 31), date(2027, 1, 2)),))
    assert new_year.years == {2027}
    assert new_year.state(date(2026, 12, 31)) is HolidayState.HOLIDAY
    assert new_year.state(date(2026, 12, 30)) is HolidayState.UNCONFIRMED


@given(WEEKDAYS)
def test_weekdays_are_written_as_they_are_read(weekdays: frozenset[int]) -> None:
    assert weekdays_of(weekday_digits(weekdays)) == weekdays


@given(st.text(max_size=8))
def test_only_digits_from_1_to_7_are_weekdays(text: str) -> None:
    assert (weekdays_of(text) is not None) == (set(text) <= set("1234567"))
