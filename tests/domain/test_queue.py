"""The states of a queue entry and what a clinic may set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant_tui.domain.queue import (
    ACTIVE,
    ENDED,
    STATUS_WORDS,
    TRANSITIONS,
    EntryKind,
    EntryStatus,
    require,
)
from assistant_tui.domain.queuerules import QueueRules, Waiting
from assistant_tui.domain.saying import RuleError

WAITING, CALLED, SKIPPED, ON_HOLD = (
    EntryStatus.WAITING,
    EntryStatus.CALLED,
    EntryStatus.SKIPPED,
    EntryStatus.ON_HOLD,
)
IN_PROGRESS, COMPLETED = EntryStatus.IN_PROGRESS, EntryStatus.COMPLETED
LEFT, NOSHOW, ERROR = EntryStatus.LEFT, EntryStatus.NOSHOW, EntryStatus.ENTERED_IN_ERROR

ALLOWED = {
    *((status, end) for status in (WAITING, CALLED, SKIPPED, ON_HOLD) for end in (LEFT, NOSHOW, ERROR)),
    (WAITING, CALLED),
    (WAITING, ON_HOLD),
    (ON_HOLD, WAITING),
    (CALLED, IN_PROGRESS),
    (CALLED, COMPLETED),
    (CALLED, SKIPPED),
    (CALLED, WAITING),
    (SKIPPED, WAITING),
    (SKIPPED, CALLED),
    (SKIPPED, ON_HOLD),
    (IN_PROGRESS, COMPLETED),
    (IN_PROGRESS, LEFT),
}


@pytest.mark.parametrize("status", EntryStatus)
@pytest.mark.parametrize("to", EntryStatus)
def test_just_the_agreed_ways_are_open(status: EntryStatus, to: EntryStatus) -> None:
    if (status, to) in ALLOWED:
        require("A012", status, to)
    else:
        with pytest.raises(RuleError, match=r"^A012 \([^{}]+\): [^{}]+$"):
            require("A012", status, to)


def test_every_status_is_either_active_or_ended_and_has_a_word() -> None:
    assert set(EntryStatus) == ACTIVE | ENDED
    assert not ACTIVE & ENDED
    assert {COMPLETED, LEFT, NOSHOW, ERROR} == ENDED
    assert set(STATUS_WORDS) == set(TRANSITIONS) == set(EntryStatus)


def test_every_active_entry_can_reach_an_end() -> None:
    for status in ACTIVE:
        assert TRANSITIONS[status] & ENDED


@pytest.mark.parametrize(
    ("status", "to", "sentence"),
    [
        (WAITING, COMPLETED, "A012 (waiting): call the patient first"),
        (CALLED, ON_HOLD, "A012 (called): put the patient back in the queue first"),
        (ON_HOLD, CALLED, "A012 (on hold): resume the wait first"),
        (IN_PROGRESS, WAITING, "A012 (in the room): finish the consultation, or undo"),
        (LEFT, CALLED, "A012 (left): undo that, or queue the patient again"),
        (WAITING, WAITING, "A012 (waiting): nothing to do"),
    ],
)
def test_a_refusal_says_how_she_stands_and_what_to_do(
    status: EntryStatus, to: EntryStatus, sentence: str
) -> None:
    with pytest.raises(RuleError) as refused:
        require("A012", status, to)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("max_wait", timedelta(0)),
        ("call_interval", timedelta(seconds=-1)),
        ("appointment_credit", timedelta(minutes=-1)),
        ("appointment_grace", timedelta(minutes=-1)),
        ("returns_after", 0),
        ("calls_before_skip", 0),
        ("skip_behind", -1),
    ],
)
def test_a_senseless_rule_is_refused_by_name(field: str, value: object) -> None:
    settings: dict[str, Any] = {field: value}
    with pytest.raises(ValueError, match=field):
        QueueRules(**settings)


def test_a_rule_may_be_switched_off_where_that_makes_sense() -> None:
    rules = QueueRules(appointment_credit=timedelta(0), appointment_grace=timedelta(0), skip_behind=0)
    assert rules.skip_behind == 0


NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": CALLED},
        {"give_way": 2},
        {"give_way_since": NOON},
        {"moved": True},
    ],
)
def test_a_contradictory_entry_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="A012"):
        Waiting(
            **{
                "entry_id": 1,
                "ticket": "A012",
                "kind": EntryKind.WALK_IN,
                "status": WAITING,
                "queued_at": NOON,
                **fields,
            }
        )
