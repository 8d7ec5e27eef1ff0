"""Calendars of public holidays: what the bundled one says, and how a wrong one is refused."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant_tui.domain.workdays import Holidays, HolidayState
from assistant_tui.pack.holidays import find_holidays, load_holidays
from assistant_tui.paths import data_folder
from assistant_tui.toml import FileError

CN = data_folder() / "holidays" / "cn.toml"


@pytest.fixture(scope="module")
def cn() -> Holidays:
    return load_holidays(CN)


@pytest.mark.parametrize(("year", "off", "worked"), [(2025, 28, 5), (2026, 33, 6)])
def test_a_year_has_as_many_days_as_were_announced(cn: Holidays, year: int, off: int, worked: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=count) for count in range(365)]
    states = [cn.state(day) for day in days]
    assert states.count(HolidayState.HOLIDAY) == off
    assert states.count(HolidayState.WORKDAY) == worked
    assert HolidayState.UNCONFIRMED not in states


def test_only_weekends_are_worked_in_place_of_a_holiday(cn: Holidays) -> None:
    moved = [day for holiday in cn.listed for day in holiday.worked]
    assert all(day.isoweekday() in {6, 7} for day in moved)
    assert len(set(moved)) == len(moved)
    assert not any(day in holiday for day in moved for holiday in cn.listed)


def test_a_year_that_was_not_announced_is_unconfirmed(cn: Holidays) -> None:
    assert cn.state(date(2027, 1, 1)) is HolidayState.UNCONFIRMED
    assert cn.state(date(2024, 10, 1)) is HolidayState.UNCONFIRMED


def test_the_clinics_own_calendar_goes_before_the_bundled_one(tmp_path: Path) -> None:
    search = (tmp_path, CN.parent)
    assert find_holidays("cn", search) == CN
    (tmp_path / "cn.toml").write_text(CN.read_text("utf-8"), "utf-8")
    assert find_holidays("cn", search) == tmp_path / "cn.toml"
    assert find_holidays("xx", search) is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('first = "2025-01-28"', 'first = "28.1.2025"', "first must be a date such as"),
        ('last = "2025-02-04"', 'last = "2025-01-04"', "last must be the day of first or soon after"),
        ('last = "2025-02-04"', 'last = "2026-02-04"', "last must be the day of first or soon after"),
        ('worked = ["2025-01-26"', 'worked = ["2025-01-29"', "cannot be worked for it"),
        ('worked = ["2025-01-26"', 'worked = ["soon"', "worked must be a date such as"),
        ('zh_CN = "春节"', 'zh_CN = ""', "zh_CN is empty"),
        ('last = "2025-02-04"', 'end = "2025-02-04"', "last is missing"),
    ],
)
def test_a_wrong_calendar_is_refused_with_its_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    before, found, after = CN.read_text("utf-8").partition(old)
    assert found
    file = tmp_path / "cn.toml"
    file.write_text(before + new + after, "utf-8")
    with pytest.raises(FileError) as caught:
        load_holidays(file)
    assert reason in str(caught.value)
    assert all(mistake.file == file for mistake in caught.value.mistakes)
