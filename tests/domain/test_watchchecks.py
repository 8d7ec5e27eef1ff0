"""I6 on a file: every way to break it is found, and a sound watch is not blamed."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from assistant_tui.domain.timetable import DailyAt, Every
from assistant_tui.domain.watchchecks import RoundRecord, WatchRecord, broken_watches
from assistant_tui.domain.watches import RoundStatus

START = datetime(2026, 11, 21, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TABLE = Every(20 * MINUTE, 20 * MINUTE)
DONE, MISSED, CANCELLED = RoundStatus


def one(number: int, status: RoundStatus = DONE, *, late: float = 0, minutes: float = 1) -> RoundRecord:
    due_at = START + (20 * number + late) * MINUTE
    return RoundRecord(number, due_at, status, due_at + minutes * MINUTE if status is DONE else None)


def faults(*rounds: RoundRecord, ended: float | None = None) -> list[str]:
    end = None if ended is None else START + ended * MINUTE
    watch = WatchRecord(7, "A001", "post_op", TABLE, START, end, rounds)
    return [str(fault) for fault in broken_watches([watch])]


@pytest.mark.parametrize(
    "rounds",
    [
        (),
        (one(1), one(2, MISSED), one(3, CANCELLED), one(4)),
        (one(1), one(5, CANCELLED)),
        (one(1), RoundRecord(None, None, DONE, START + 25 * MINUTE)),
        (one(1, minutes=-5),),
    ],
)
def test_a_watch_that_goes_on_is_sound(rounds: tuple[RoundRecord, ...]) -> None:
    assert faults(*rounds) == []


def test_a_gap_before_what_was_judged_is_found() -> None:
    assert faults(one(1), one(4, MISSED)) == [
        "A001, post_op (7): round 2 has vanished",
        "A001, post_op (7): round 3 has vanished",
    ]


def test_a_due_round_without_a_row_at_the_end_is_found() -> None:
    assert faults(one(1), ended=39) == []
    assert faults(one(1), ended=40) == ["A001, post_op (7): round 2 has vanished"]


def test_a_due_time_that_does_not_follow_from_the_start_is_found() -> None:
    assert faults(one(1, late=1)) == ["A001, post_op (7): round 1 is not due when it should be"]


def test_a_round_before_the_start_is_found() -> None:
    assert "before the watch began" in faults(one(1, minutes=-21))[0]


def test_ward_rounds_are_not_blamed_for_a_new_time_zone() -> None:
    table = DailyAt((time(8), time(18)))
    rounds = (RoundRecord(1, START + timedelta(hours=9), DONE, START + timedelta(hours=9)),)
    watch = WatchRecord(7, "A001", "ward", table, START, START + timedelta(days=3), rounds)
    assert broken_watches([watch]) == []
