"""Times of event logs: every usual way of writing them, zones, summer time, and what is no time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.eventlog import Adjustment
from assistant_tui.domain.eventtime import time_reader
from assistant_tui.domain.saying import InputError

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")
EIGHT = datetime(2011, 10, 1, 0, 0, tzinfo=UTC)
"""08:00 in Shanghai."""


@pytest.mark.parametrize(
    "text",
    [
        "2011-10-01T00:00:00Z",
        "2011-10-01 00:00:00+00:00",
        "2011-10-01 00:00:00 +0000",
        "2011-10-01 00:00 UTC",
        "2011-10-01T08:00",
        "2011-10-01 08:00:00,000",
        "20111001T080000",
        "20111001080000",
        "2011/10/01 08:00:00.000",
        "2011/10/1 8:00",
        "2011/10/01 02:00:00.000+02:00",
        "01.10.2011 08:00",
        "1.10.2011 8:00:00",
        "01-10-2011 08:00",
        "01-10-2011 08:00:00.000",
        "1317427200",
        "1317427200.0",
        "1317427200000",
        "  01.10.2011 08:00 ",
    ],
)
def test_the_usual_ways_of_writing_a_time_are_understood(text: str) -> None:
    found = time_reader(SHANGHAI, NOW)(text)
    assert (found.at, found.adjusted) == (EIGHT, None)


def test_a_date_alone_is_its_midnight() -> None:
    assert time_reader(SHANGHAI, NOW)("2011-10-01").at == EIGHT - timedelta(hours=8)


def test_what_is_finer_than_a_millisecond_is_cut_off() -> None:
    assert time_reader(UTC, NOW)("2011-10-01T00:00:00.123987").at.microsecond == 123_000


@pytest.mark.parametrize(
    "text", ["", "x", "1/2/2011 10:00", "31.02.2011 08:00", "2011-10-01T25:00", "7", "٣"]
)
def test_what_is_no_time_is_refused_with_the_way_out(text: str) -> None:
    with pytest.raises(InputError, match="--time-format"):
        time_reader(SHANGHAI, NOW)(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1899-12-31T23:59Z", "before 1900"),
        ("0001-01-01 00:00", "before 1900|cannot be read"),
        ("2026-11-21T09:01+08:00", "still to come"),
        ("9999-12-31T23:59-12:00", "cannot be read|still to come"),
    ],
)
def test_a_time_that_cannot_be_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        time_reader(SHANGHAI, NOW)(text)


def test_a_told_format_counts_alone() -> None:
    read = time_reader(SHANGHAI, NOW, "%m/%d/%y %I:%M %p")
    assert read("10/01/11 08:00 AM").at == EIGHT
    with pytest.raises(InputError, match="not written as %m"):
        read("2011-10-01T08:00")
    assert time_reader(SHANGHAI, NOW, "%d.%m.%Y %H:%M %z")("01.10.2011 02:00 +0200").at == EIGHT


@pytest.mark.parametrize("form", ["%Q", "%d.%m.%Y %", "%d %d"])
def test_a_format_that_is_none_is_refused_at_once(form: str) -> None:
    with pytest.raises(InputError, match="time format"):
        time_reader(SHANGHAI, NOW, form)


def test_the_hour_that_summer_time_leaves_out_is_passed_over_and_told() -> None:
    found = time_reader(BERLIN, NOW)("2011-03-27 02:30")
    assert found.at == datetime(2011, 3, 27, 1, 30, tzinfo=UTC)
    assert found.adjusted is Adjustment.SKIPPED_TIME


def test_of_the_hour_that_comes_twice_the_first_is_taken_and_told() -> None:
    found = time_reader(BERLIN, NOW)("2011-10-30 02:30")
    assert found.at == datetime(2011, 10, 30, 0, 30, tzinfo=UTC)
    assert found.adjusted is Adjustment.REPEATED_TIME
    assert time_reader(BERLIN, NOW)("2011-10-30 02:30+01:00").adjusted is None


@given(st.datetimes(datetime(1901, 1, 1), datetime(2026, 1, 1)))  # noqa: DTZ001 - local times
def test_every_time_of_a_zone_comes_back_unless_it_was_adjusted(local: datetime) -> None:
    local = local.replace(microsecond=0)
    found = time_reader(BERLIN, NOW)(local.isoformat(" "))
    if found.adjusted is not Adjustment.SKIPPED_TIME:
        assert found.at.astimezone(BERLIN).replace(tzinfo=None) == local


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_refused_in_words(text: str) -> None:
    try:
        found = time_reader(BERLIN, NOW)(text)
    except InputError:
        return
    assert found.at <= NOW
