"""The status of a visit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.visits import VisitStatus, visit_status

WAITING, ERROR = EntryStatus.WAITING, EntryStatus.ENTERED_IN_ERROR
DONE, LEFT = EntryStatus.COMPLETED, EntryStatus.LEFT


@pytest.mark.parametrize(
    ("entries", "departed", "status"),
    [
        ([], False, VisitStatus.ARRIVED),
        ([], True, VisitStatus.FINISHED),
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
