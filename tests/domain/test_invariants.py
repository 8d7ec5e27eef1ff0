"""What `check` finds in a file: nothing in a sound one, and each kind of damage by the name of its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.invariants import EntryRecord, VisitRecord, broken_invariants
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.domain.whereabouts import Stay

DAY = date(2026, 11, 21)
OPENING = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
ROOMS = {"room"}


def at(minutes: float) -> datetime:
    return OPENING + timedelta(minutes=minutes)


@dataclass(frozen=True)
class Case:
    """One visit with its rows, as the program would have written them."""

    visit: VisitRecord
    entries: tuple[EntryRecord, ...]
    stays: tuple[Stay, ...]


def waiting(number: int) -> Case:
    visit = VisitRecord(number, DAY, "A", number, f"A{number:03d}", VisitStatus.ARRIVED, at(number))
    entry = EntryRecord(number * 10, number, "1", EntryStatus.WAITING, at(number))
    return Case(visit, (entry,), (Stay(number, "waiting", at(number)),))


def called(number: int) -> Case:
    case = waiting(number)
    moment = at(number + 20)
    entry = replace(case.entries[0], status=EntryStatus.CALLED, first_called_at=moment, called_at=moment)
    stays = (case.stays[0]._replace(until=moment), Stay(number, "room", moment))
    return Case(case.visit, (entry,), stays)


def serving(number: int) -> Case:
    case = called(number)
    entry = replace(case.entries[0], status=EntryStatus.IN_PROGRESS, started_at=at(number + 21))
    return Case(replace(case.visit, status=VisitStatus.IN_PROGRESS), (entry,), case.stays)


def seen(number: int) -> Case:
    case = serving(number)
    end = at(number + 30)
    entry = replace(case.entries[0], status=EntryStatus.COMPLETED, ended_at=end)
    stays = (case.stays[0], case.stays[1]._replace(until=end), Stay(number, "lab", end))
    return Case(case.visit, (entry,), stays)


def finished(number: int) -> Case:
    case = seen(number)
    end = at(number + 50)
    visit = replace(case.visit, status=VisitStatus.FINISHED, departed_at=end)
    return Case(visit, case.entries, (*case.stays[:-1], case.stays[-1]._replace(until=end)))


def left(number: int) -> Case:
    case = waiting(number)
    end = at(number + 50)
    visit = replace(case.visit, status=VisitStatus.CANCELLED, departed_at=end)
    entry = replace(case.entries[0], status=EntryStatus.LEFT, ended_at=end)
    return Case(visit, (entry,), (case.stays[0]._replace(until=end),))


def voided(number: int) -> Case:
    return Case(replace(waiting(number).visit, voided=True), (), ())


def faults(*cases: Case) -> list[str]:
    return [
        str(fault)
        for fault in broken_invariants(
            [case.visit for case in cases],
            [entry for case in cases for entry in case.entries],
            [stay for case in cases for stay in case.stays],
            ROOMS,
        )
    ]


def with_visit(case: Case, **values: object) -> Case:
    return replace(case, visit=replace(case.visit, **values))  # type: ignore[arg-type]


def with_entry(case: Case, **values: object) -> Case:
    return replace(case, entries=(replace(case.entries[0], **values),))  # type: ignore[arg-type]


@given(st.lists(st.sampled_from([waiting, called, seen, finished, left, voided]), max_size=12))
def test_nothing_is_wrong_with_a_sound_day(kinds: Sequence[object]) -> None:
    cases = [kind(number) for number, kind in enumerate(kinds, 1) if callable(kind)]
    assert faults(*cases, serving(len(cases) + 1)) == []


def test_i1_a_visit_is_at_one_location_until_it_departs() -> None:
    nowhere = replace(waiting(1), stays=())
    assert faults(nowhere) == ["Visit 1 (A001): open stays of a visit still here: 0 instead of 1"]
    haunting = replace(finished(1), stays=(*finished(1).stays[:-1], Stay(1, "lab", at(31))))
    assert "Visit 1 (A001): open stays of a departed visit: 1 instead of 0" in faults(haunting)
    assert "Visit 1 (A001): open stays of a departed visit: 1 instead of 0" in faults(
        with_visit(waiting(1), voided=True)
    )


def test_i2_a_room_serves_one_visit_at_a_time() -> None:
    assert faults(serving(1), serving(2)) == ["Room 1 has several patients in consultation: A001, A002"]
    assert faults(serving(1), with_entry(serving(2), room="2")) == []


def test_i3_a_visit_waits_at_most_once() -> None:
    case = waiting(1)
    twice = replace(case, entries=(*case.entries, replace(case.entries[0], entry_id=11)))
    assert faults(twice) == ["Visit 1 (A001): 2 active queue entries instead of one at most"]


def test_i3_tickets_are_gapless_and_unique_and_voided_ones_count() -> None:
    assert faults(waiting(1), voided(2), waiting(3)) == []
    assert faults(waiting(1), waiting(4)) == [
        "Ticket A002 of 2026-11-21 is missing",
        "Ticket A003 of 2026-11-21 is missing",
    ]
    again = with_visit(waiting(2), number=1, ticket="A001")
    assert faults(waiting(1), again) == ["Ticket A001 of 2026-11-21 was given 2 times"]
    other_day = with_visit(waiting(2), number=1, ticket="A001", day=date(2026, 11, 22))
    other_series = with_visit(waiting(3), number=1, ticket="B001", series="B")
    assert faults(waiting(1), other_day, other_series) == []


def test_i4_stays_touch_and_do_not_overlap() -> None:
    case = seen(1)
    gap = replace(case, stays=(case.stays[0]._replace(until=at(10)), *case.stays[1:]))
    assert faults(gap) == ["Visit 1 (A001): there is a gap between the stays at waiting and room"]
    overlap = replace(case, stays=(case.stays[0]._replace(until=at(25)), *case.stays[1:]))
    assert faults(overlap) == ["Visit 1 (A001): the stay at waiting overlaps the one at room"]


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        (with_entry(called(1), called_at=None), "called, but no last call is noted"),
        (with_entry(called(1), first_called_at=None), "called, but no first call is noted"),
        (with_entry(serving(1), started_at=None), "in the room, but no start of the consultation is noted"),
        (with_entry(seen(1), ended_at=None), "completed, but no end is noted"),
        (with_entry(left(1), ended_at=None), "left, but no end is noted"),
        (with_entry(waiting(1), ended_at=at(9)), "ended, but still waiting"),
        (replace(serving(1), stays=waiting(1).stays), "in the room, but the patient is elsewhere"),
        (replace(called(1), stays=waiting(1).stays), "called, but the patient is elsewhere"),
        (with_visit(waiting(1), arrived_at=at(2)), "the beginning of the wait is before the arrival"),
        (with_entry(called(1), first_called_at=at(0)), "the first call is before the beginning of the wait"),
        (with_entry(serving(1), started_at=at(3)), "the start of the consultation is before the last call"),
        (with_entry(seen(1), ended_at=at(21.5)), "the end is before the start of the consultation"),
        (with_entry(left(1), called_at=at(60)), "the end is before the last call"),
    ],
)  # fmt: skip
def test_the_status_of_an_entry_agrees_with_its_instants(case: Case, fault: str) -> None:
    assert f"Queue entry 10 of A001: {fault}" in faults(case)


def test_a_visit_that_is_over_waits_for_nothing() -> None:
    back = replace(waiting(1).entries[0], entry_id=11, queued_at=at(40))
    over = replace(finished(1), entries=(*finished(1).entries, back))
    assert faults(over) == ["Visit 1 (A001): an active queue entry of a visit that is over"]


def test_the_status_of_a_visit_says_what_its_entries_and_departure_say() -> None:
    assert faults(with_visit(serving(1), status=VisitStatus.ARRIVED)) == [
        "Visit 1 (A001): the status is arrived, not in-progress"
    ]
    walked_out = with_entry(finished(1), status=EntryStatus.LEFT)
    assert faults(walked_out) == []


def test_a_departure_is_not_before_the_arrival() -> None:
    assert "Visit 1 (A001): the departure is before the arrival" in faults(
        with_visit(finished(1), departed_at=at(0))
    )


def test_rows_without_a_visit_are_named() -> None:
    case = waiting(1)
    assert [str(fault) for fault in broken_invariants([], case.entries, case.stays, ROOMS)] == [
        "There is no visit 1 for queue entry 10",
        "There is no visit 1 for its stays",
    ]
