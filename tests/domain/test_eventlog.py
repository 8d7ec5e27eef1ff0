"""Performances and stays from events: pairing, estimates, overlaps and gaps, each adjustment counted."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.derivedstays import DerivedStay, derive_stays
from assistant_tui.domain.eventlog import (
    ADJUSTMENT_WORDS,
    Adjustment,
    Event,
    Performed,
    Phase,
    missing,
    performed,
    phase_of,
)
from assistant_tui.domain.whereabouts import Stay, check_stays

ZERO = datetime(2020, 1, 1, 8, tzinfo=UTC)
START, COMPLETE, POINT, UNUSED = Phase.START, Phase.COMPLETE, Phase.POINT, Phase.UNUSED
Told = tuple[str, Phase, int]


def at(minute: int) -> datetime:
    return ZERO + timedelta(minutes=minute)


def events(*told: Told) -> list[Event]:
    return [Event(number, name, phase, at(minute)) for number, (name, phase, minute) in enumerate(told, 1)]


def minute(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - ZERO) // timedelta(minutes=1)


def short(performances: list[Performed]) -> list[tuple[str, int | None, int | None]]:
    return [(one.activity, minute(one.start), minute(one.end)) for one in performances]


def stays_of(*told: Told) -> tuple[list[tuple[str | None, int | None, int | None]], Counter[Adjustment]]:
    performances = performed(events(*told))
    begin = min(one.since for one in performances)
    end = max(one.until for one in performances)
    stays, adjusted = derive_stays(performances, begin, end)
    return [(one.activity, minute(one.since), minute(one.until)) for one in stays], +adjusted


@pytest.mark.parametrize(
    ("transition", "phase"),
    [
        ("start", START),
        ("START", START),
        (" Complete ", COMPLETE),
        ("", POINT),
        ("  ", POINT),
        ("schedule", UNUSED),
        ("ate_abort", UNUSED),
    ],
)
def test_transitions_are_understood_in_any_case(transition: str, phase: Phase) -> None:
    assert phase_of(transition) is phase


def test_a_complete_belongs_to_the_earliest_open_start_of_its_activity() -> None:
    told = events(("A", START, 0), ("A", START, 2), ("B", START, 3), ("A", COMPLETE, 5), ("A", COMPLETE, 9))
    assert short(performed(told)) == [("A", 0, 5), ("A", 2, 9), ("B", 3, None)]


def test_the_order_of_the_file_does_not_matter_but_at_the_same_instant() -> None:
    told = events(("A", COMPLETE, 5), ("A", START, 0), ("B", COMPLETE, 7), ("B", START, 7))
    assert short(performed(told)) == [("A", 0, 5), ("B", 7, 7)]


def test_a_complete_before_its_start_is_two_performances_with_an_end_missing_each() -> None:
    performances = performed(events(("A", COMPLETE, 3), ("A", START, 5), ("B", POINT, 8)))
    assert short(performances) == [("A", None, 3), ("A", 5, None), ("B", 8, None)]
    assert [(minute(one.since), minute(one.until)) for one in performances] == [(3, 3), (5, 8), (8, 8)]
    assert missing(performances) == {Adjustment.NO_START: 1, Adjustment.NO_END: 2}


def test_a_missing_start_is_the_event_before_and_a_missing_end_the_next_one() -> None:
    performances = performed(
        events(("A", START, 0), ("A", COMPLETE, 4), ("B", COMPLETE, 9), ("C", START, 9), ("D", START, 12))
    )
    assert [(one.activity, minute(one.since), minute(one.until)) for one in performances] == [
        ("A", 0, 4),
        ("B", 4, 9),
        ("C", 9, 12),
        ("D", 12, 12),
    ]


def test_other_transitions_say_nothing() -> None:
    assert short(performed(events(("A", UNUSED, 0), ("A", START, 1), ("A", COMPLETE, 2)))) == [("A", 1, 2)]


def test_single_events_last_until_the_next() -> None:
    stays, adjusted = stays_of(("A", POINT, 0), ("B", POINT, 5), ("C", POINT, 5), ("D", POINT, 9))
    assert stays == [("A", 0, 5), ("B", 5, 5), ("C", 5, 9), ("D", 9, 9)]
    assert adjusted == {Adjustment.NO_LENGTH: 2}


def test_gaps_are_waits() -> None:
    stays, adjusted = stays_of(("A", START, 0), ("A", COMPLETE, 5), ("B", START, 8), ("B", COMPLETE, 9))
    assert stays == [("A", 0, 5), (None, 5, 8), ("B", 8, 9)]
    assert adjusted == {Adjustment.GAP_FILLED: 1}


def test_who_begins_something_else_is_there_and_goes_back_if_the_first_goes_on() -> None:
    stays, adjusted = stays_of(("A", START, 0), ("B", START, 2), ("B", COMPLETE, 5), ("A", COMPLETE, 9))
    assert stays == [("A", 0, 2), ("B", 2, 5), ("A", 5, 9)]
    assert adjusted == {Adjustment.OVERLAP_CUT: 1}


def test_an_overlap_cuts_the_earlier_activity() -> None:
    stays, adjusted = stays_of(("A", START, 0), ("B", START, 2), ("A", COMPLETE, 5), ("B", COMPLETE, 9))
    assert stays == [("A", 0, 2), ("B", 2, 9)]
    assert adjusted == {Adjustment.OVERLAP_CUT: 1}


def test_an_instant_within_an_activity_parts_it() -> None:
    stays, adjusted = stays_of(("A", START, 0), ("B", START, 5), ("B", COMPLETE, 5), ("A", COMPLETE, 9))
    assert stays == [("A", 0, 5), ("B", 5, 5), ("A", 5, 9)]
    assert adjusted == {Adjustment.OVERLAP_CUT: 1, Adjustment.NO_LENGTH: 1}


def test_of_those_that_begin_together_the_shorter_comes_first() -> None:
    stays, _ = stays_of(("A", START, 0), ("B", START, 0), ("A", COMPLETE, 3), ("B", COMPLETE, 9))
    assert stays == [("A", 0, 3), ("B", 3, 9)]


def test_a_case_without_performances_is_one_wait() -> None:
    stays, adjusted = derive_stays([], at(0), at(9))
    assert stays == [DerivedStay(None, at(0), at(9))]
    assert +adjusted == {Adjustment.GAP_FILLED: 1}


def test_every_adjustment_has_words() -> None:
    assert set(ADJUSTMENT_WORDS) == set(Adjustment)


_LOGS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from([START, COMPLETE, POINT]), st.integers(0, 12)),
    min_size=1,
    max_size=25,
)


@given(_LOGS)
def test_whatever_the_events_the_stays_touch_and_span_the_case(told: list[Told]) -> None:
    performances = performed(events(*told))
    begin = min(one.since for one in performances)
    end = max(one.until for one in performances)
    stays, _ = derive_stays(performances, begin, end)
    assert (
        check_stays([Stay(1, one.activity or "", one.since, one.until) for one in stays], departed=True) == []
    )
    assert (stays[0].since, stays[-1].until) == (begin, end)
    assert all(before.until == after.since for before, after in pairwise(stays))


@given(_LOGS)
def test_every_event_is_the_start_or_the_end_of_one_performance(told: list[Told]) -> None:
    performances = performed(events(*told))
    ends = Counter((one.activity, one.end) for one in performances if one.end is not None)
    starts = Counter((one.activity, one.start) for one in performances if one.start is not None)
    assert ends == Counter((name, at(when)) for name, phase, when in told if phase is COMPLETE)
    assert starts == Counter((name, at(when)) for name, phase, when in told if phase is not COMPLETE)
    assert all(one.start <= one.end for one in performances if one.start and one.end)


@given(_LOGS)
def test_where_she_is_is_where_a_naive_look_at_each_minute_finds_her(told: list[Told]) -> None:
    performances = performed(events(*told))
    begin = min(one.since for one in performances)
    end = max(one.until for one in performances)
    stays, _ = derive_stays(performances, begin, end)
    moment = begin
    while moment < end:
        running = [one for one in performances if one.since <= moment < one.until]
        latest = [one for one in running if one.since == max(one.since for one in running)]
        (there,) = (stay.activity for stay in stays if stay.since <= moment < stay.until)
        names: list[str | None] = [one.activity for one in latest]
        assert there in (names or [None])
        moment += timedelta(minutes=1)


@given(_LOGS)
def test_every_departure_from_the_log_is_counted(told: list[Told]) -> None:
    performances = performed(events(*told))
    begin = min(one.since for one in performances)
    end = max(one.until for one in performances)
    stays, adjusted = derive_stays(performances, begin, end)
    assert adjusted[Adjustment.GAP_FILLED] == sum(one.activity is None for one in stays)
    assert adjusted[Adjustment.NO_LENGTH] == sum(one.since == one.until for one in stays)
    plain = Counter((one.activity, one.since, one.until) for one in performances)
    kept = Counter((one.activity, one.since, one.until) for one in stays if one.activity is not None)
    assert adjusted[Adjustment.OVERLAP_CUT] >= (plain - kept).total()
