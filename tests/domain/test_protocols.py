"""What a reading calls for, what is missing of a round, and the score that lets her go."""

from __future__ import annotations

from contextlib import suppress
from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.protocols import (
    Level,
    Observation,
    ObservationKind,
    Protocol,
    bare,
    level_of,
    missing,
    offered_after,
    score,
    worst,
)
from assistant_tui.domain.roundline import read_round, read_score
from assistant_tui.domain.saying import InputError
from assistant_tui.domain.timetable import Every
from assistant_tui.domain.words import Words
from assistant_tui.pack.load import load
from assistant_tui.paths import data_folder

HOUR = timedelta(hours=1)
FULL = {"activity": 2, "breathing": 2, "circulation": 1, "consciousness": 2, "oxygen": 2}


@pytest.fixture(scope="module")
def post_op() -> Protocol:
    return load(Path(data_folder() / "packs" / "general")).protocol("post_op")


@pytest.mark.parametrize(
    ("code", "reading", "since", "level"),
    [
        ("bleeding", "none", HOUR, Level.USUAL),
        ("bleeding", "spotting", HOUR, Level.USUAL),
        ("bleeding", "moderate", HOUR, Level.WARN),
        ("bleeding", "heavy", HOUR, Level.ALARM),
        ("urination", "yes", 9 * HOUR, Level.USUAL),
        ("urination", "not-yet", 4 * HOUR - timedelta(seconds=1), Level.USUAL),
        ("urination", "not-yet", 4 * HOUR, Level.WARN),
        ("urination", "not-yet", 6 * HOUR, Level.ALARM),
        ("pain", "3", HOUR, Level.USUAL),
        ("pain", "4", HOUR, Level.WARN),
        ("pain", "6", HOUR, Level.WARN),
        ("pain", "7", HOUR, Level.ALARM),
        ("pain", "10", HOUR, Level.ALARM),
        ("consciousness", "unresponsive", HOUR, Level.ALARM),
    ],
)
def test_what_a_reading_after_surgery_calls_for(
    post_op: Protocol, code: str, reading: str, since: timedelta, level: Level
) -> None:
    observation = post_op.observation(code)
    assert observation is not None
    assert level_of(observation, reading, since) is level


@pytest.mark.parametrize(
    ("code", "reading"),
    [("bleeding", "much"), ("pain", "11"), ("pain", "-1"), ("pain", "4.5"), ("pain", "nan"), ("x", "1")],
)
def test_a_reading_that_cannot_be_is_refused(post_op: Protocol, code: str, reading: str) -> None:
    with pytest.raises(InputError):
        worst(post_op, {code: reading}, HOUR)


def test_a_low_value_can_alarm_too() -> None:
    oxygen = Observation(
        "oxygen",
        Words("血氧", "Oxygen"),
        ObservationKind.NUMBER,
        least=50,
        most=100,
        warn_below=94,
        alarm_below=90,
    )
    levels = [level_of(oxygen, value, HOUR) for value in ("98", "94", "90.5", "90")]
    assert levels == [Level.USUAL, Level.WARN, Level.WARN, Level.ALARM]


@given(st.dictionaries(st.sampled_from(["bleeding", "pain"]), st.sampled_from(["3", "8", "heavy", "none"])))
def test_a_round_calls_for_what_its_worst_reading_calls_for(readings: dict[str, str]) -> None:
    protocol = load(Path(data_folder() / "packs" / "general")).protocol("post_op")
    try:
        levels = [
            level_of(one, readings[one.code], HOUR) for one in protocol.observations if one.code in readings
        ]
    except InputError:
        with pytest.raises(InputError):
            worst(protocol, readings, HOUR)
        return
    assert worst(protocol, readings, HOUR) == max(levels, default=Level.USUAL)


def test_what_is_optional_is_not_missing(post_op: Protocol) -> None:
    left_out = missing(post_op, {"bleeding": "none", "pain": "2"})
    assert [one.code for one in left_out] == ["urination", "consciousness"]


def test_a_protocol_is_offered_after_its_services(post_op: Protocol) -> None:
    assert offered_after([post_op], "suture") is post_op
    assert offered_after([post_op], "cbc") is None


def test_of_a_protocol_that_is_gone_the_due_times_are_left() -> None:
    table = Every(HOUR, HOUR, 3)
    assert bare("old", table).timetable == table
    assert worst(bare("old", table), {}, HOUR) is Level.USUAL


# Digits


@pytest.mark.parametrize("typed", ["1 2 4", "124", "１ ２ ４", "1,2,4", " 1 2  4 "])
def test_a_round_is_typed_as_digits(post_op: Protocol, typed: str) -> None:
    line = read_round(post_op, typed)
    assert line.readings == {
        "bleeding": "none", "urination": "not-yet", "pain": "4", "consciousness": "awake", "wound": "dry",
    }  # fmt: skip
    assert line.taken == {"consciousness", "wound"}
    assert line.words == ""


@pytest.mark.parametrize(
    ("typed", "readings", "note"),
    [
        ("1 2 10", {"bleeding": "none", "urination": "not-yet", "pain": "10"}, ""),
        ("1 - 3", {"bleeding": "none", "pain": "3"}, ""),
        ("- - - - -", {}, ""),
        ("4", {"bleeding": "heavy"}, ""),
        ("1 1 2 在睡", {"bleeding": "none", "urination": "yes", "pain": "2"}, "在睡"),
        ("睡着了", {}, "睡着了"),
    ],
)
def test_what_is_left_out_is_not_taken_for_done(
    post_op: Protocol, typed: str, readings: dict[str, str], note: str
) -> None:
    line = read_round(post_op, typed)
    assert {code: value for code, value in line.readings.items() if code not in line.taken} == readings
    assert line.words == note


@pytest.mark.parametrize("typed", ["1 2 4 @10:42", "@1042 124", "1 2 4 ＠10：42", "1 @10:42 2 4"])
def test_a_late_entry_says_when_it_was(post_op: Protocol, typed: str) -> None:
    line = read_round(post_op, typed)
    assert (line.at, line.readings["pain"], line.words) == (time(10, 42), "4", "")
    with pytest.raises(InputError, match="no time of day"):
        read_round(post_op, "1 2 4 @25:00")


def test_a_digit_without_a_choice_is_refused(post_op: Protocol) -> None:
    with pytest.raises(InputError, match="1 to 4"):
        read_round(post_op, "9 1 3")
    with pytest.raises(InputError, match="1 to 4"):
        read_round(post_op, "0")


@given(st.text(max_size=20))
def test_whatever_is_typed_is_readings_that_can_be_or_refused(typed: str) -> None:
    protocol = load(Path(data_folder() / "packs" / "gynecology")).protocol("womb")
    with suppress(InputError):
        line = read_round(protocol, typed)
        assert line.readings.keys() <= {one.code for one in protocol.observations}
        assert line.taken <= line.readings.keys()
        worst(protocol, line.readings, HOUR)


# The score


def test_the_score_is_the_sum_of_its_parts(post_op: Protocol) -> None:
    assert read_score(post_op, "22122") == read_score(post_op, "2 2 1 2 2") == FULL
    assert score(post_op, FULL) == 9 == post_op.discharge_from


@pytest.mark.parametrize(
    "points", [{}, {**FULL, "activity": 3}, {**FULL, "oxygen": -1}, {**FULL, "more": 1}, {"activity": 2}]
)
def test_a_score_is_whole_and_within_its_parts(post_op: Protocol, points: dict[str, int]) -> None:
    with pytest.raises(InputError):
        score(post_op, points)


@pytest.mark.parametrize("typed", ["", "2212", "221222", "2 2 x 2 2"])
def test_a_score_is_typed_whole(post_op: Protocol, typed: str) -> None:
    with pytest.raises(InputError, match="5 digits"):
        read_score(post_op, typed)
