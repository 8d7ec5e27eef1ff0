"""The status of a visit and the age on its day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.saying import InputError
from assistant_tui.domain.visits import Age, VisitStatus, age, visit_status

WAITING, ERROR = EntryStatus.WAITING, EntryStatus.ENTERED_IN_ERROR
DONE, LEFT = EntryStatus.COMPLETED, EntryStatus.LEFT


@pytest.mark.parametrize(
    ("entries", "departed", "status"),
    [
        ([], False, VisitStatus.ARRIVED),
        ([WAITING], False, VisitStatus.ARRIVED),
        ([EntryStatus.CALLED], False, VisitStatus.ARRIVED),
        ([EntryStatus.IN_PROGRESS], False, VisitStatus.IN_PROGRESS),
        ([DONE, WAITING], False, VisitStatus.IN_PROGRESS),
        ([DONE, LEFT], True, VisitStatus.FINISHED),
        ([DONE, ERROR], True, VisitStatus.FINISHED),
        ([LEFT], True, VisitStatus.CANCELLED),
        ([EntryStatus.NOSHOW], True, VisitStatus.CANCELLED),
        ([ERROR, ERROR], True, VisitStatus.ENTERED_IN_ERROR),
        ([ERROR, WAITING], False, VisitStatus.ARRIVED),
    ],
)
def test_a_visit_follows_its_queue_entries(
    entries: list[EntryStatus], departed: bool, status: VisitStatus
) -> None:
    assert visit_status(entries, departed=departed) is status


def test_who_walked_out_of_the_consultation_has_been_seen() -> None:
    assert visit_status([LEFT], departed=True, seen=True) is VisitStatus.FINISHED


@given(st.lists(st.sampled_from(EntryStatus)), st.booleans())
def test_a_visit_has_ended_just_when_the_patient_has_departed(
    entries: list[EntryStatus], departed: bool
) -> None:
    status = visit_status(entries, departed=departed)
    if status is not VisitStatus.ENTERED_IN_ERROR:
        assert departed is (status in {VisitStatus.FINISHED, VisitStatus.CANCELLED})


@pytest.mark.parametrize(
    ("born", "years", "months"),
    [
        ("1990", 36, None),
        ("2026", 0, None),
        ("1990-11", 36, 0),
        ("1990-12", 35, 11),
        ("1990-11-21", 36, 0),
        ("1990-11-22", 35, 11),
        ("2026-11-21", 0, 0),
        ("2026-10-22", 0, 0),
        ("2026-05-21", 0, 6),
        ("2000-02-29", 26, 8),
    ],
)
def test_an_age_is_as_exact_as_the_birth_date(born: str, years: int, months: int | None) -> None:
    assert age(born, date(2026, 11, 21)) == Age(years, months)


def test_born_on_the_29th_of_february_a_year_is_complete_on_the_1st_of_march() -> None:
    assert age("2000-02-29", date(2025, 2, 28)) == Age(24, 11)
    assert age("2000-02-29", date(2025, 3, 1)) == Age(25, 0)


@pytest.mark.parametrize(
    "born", ["", "90", "1990-5", "1990-00", "1990-13", "1990-02-30", "0000", "1990/05/01", "１９９０"]
)
def test_a_birth_date_that_is_none_is_refused(born: str) -> None:
    with pytest.raises(InputError, match="birth date"):
        age(born, date(2026, 11, 21))


@pytest.mark.parametrize("born", ["2027", "2026-12", "2026-11-22"])
def test_nobody_is_born_in_the_future(born: str) -> None:
    with pytest.raises(InputError, match="future"):
        age(born, date(2026, 11, 21))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_an_age_counts_the_birthdays(one: date, other: date) -> None:
    born, day = sorted((one, other))
    exact = age(born.isoformat(), day)
    birthday_passed = (day.month, day.day) >= (born.month, born.day)
    assert exact.years == day.year - born.year - (not birthday_passed)
    assert exact.months is not None
    assert 0 <= exact.months <= 11
    assert age(born.isoformat()[:4], day).years - exact.years in {0, 1}
