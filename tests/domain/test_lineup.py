"""The order of service: examples of each rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest

from assistant_tui.domain.lineup import Place, gives_way_to, line_up, stands_from, waiting_since
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.queuerules import FirstCall, QueueRules, Waiting

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)  # 10:30 at the clinic
RULES = QueueRules()


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def walk_in(entry_id: int, came: float, acuity: int = 4) -> Waiting:
    kind, status = EntryKind.WALK_IN, EntryStatus.WAITING
    return Waiting(entry_id, f"A{entry_id:03}", kind, status, ago(came), acuity=acuity)


def booked(entry_id: int, came: float, slot: float) -> Waiting:
    """Came so many minutes ago for a slot so many minutes ago (negative: to come)."""
    return Waiting(
        entry_id, f"B{entry_id:03}", EntryKind.APPOINTMENT, EntryStatus.WAITING, ago(came), slot_at=ago(slot)
    )


def back(entry_id: int, came: float) -> Waiting:
    return Waiting(entry_id, f"A{entry_id:03}", EntryKind.RETURN, EntryStatus.WAITING, ago(came))


def skipped(entry_id: int, came: float, lets: int, since: float) -> Waiting:
    return Waiting(
        entry_id,
        f"A{entry_id:03}",
        EntryKind.WALK_IN,
        EntryStatus.SKIPPED,
        ago(came),
        give_way=lets,
        give_way_since=ago(since),
    )


def moved(entry_id: int, came: float, to: int, since: float = 0, acuity: int = 4) -> Waiting:
    return Waiting(
        entry_id,
        f"A{entry_id:03}",
        EntryKind.WALK_IN,
        EntryStatus.WAITING,
        ago(came),
        acuity=acuity,
        give_way=to,
        give_way_since=ago(since),
        moved=True,
    )


def called(*kinds: EntryKind, since: float = 10) -> list[FirstCall]:
    """First calls of others, one after the other from so many minutes ago on."""
    ids = count(900)
    return [FirstCall(ago(since - 0.1 * n), kind, next(ids)) for n, kind in enumerate(kinds)]


def line(
    *entries: Waiting, calls: list[FirstCall] | None = None, rules: QueueRules = RULES
) -> tuple[Place, ...]:
    return line_up(entries, calls or [], rules, NOW, CHINA)


def ids(places: tuple[Place, ...]) -> list[int]:
    return [place.entry_id for place in places]


def reasons(places: tuple[Place, ...]) -> list[str]:
    return [str(place.reason) for place in places]


def test_an_empty_room_has_an_empty_line() -> None:
    assert line() == ()


def test_walk_ins_go_by_arrival_and_then_by_entry() -> None:
    places = line(walk_in(3, 5), walk_in(2, 20), walk_in(1, 5))
    assert ids(places) == [2, 1, 3]
    assert reasons(places) == ["in turn"] * 3


def test_levels_one_and_two_go_before_all_others_by_level() -> None:
    places = line(
        walk_in(1, 90),
        walk_in(2, 9, acuity=2),
        walk_in(3, 1, acuity=1),
        walk_in(4, 12, acuity=2),
        moved(5, 8, 0),
    )
    assert ids(places) == [3, 4, 2, 5, 1]
    assert reasons(places)[:3] == ["level 1", "level 2", "level 2"]


def test_level_three_is_no_licence_to_go_first() -> None:
    assert ids(line(walk_in(1, 20), walk_in(2, 10, acuity=3))) == [1, 2]


def test_a_booked_patient_stands_from_the_slot_less_the_credit() -> None:
    places = line(walk_in(1, 41), walk_in(2, 39), booked(3, came=15, slot=10))
    assert ids(places) == [1, 3, 2]
    assert reasons(places) == ["in turn", "booked 10:20", "in turn"]


def test_before_the_slot_a_booked_patient_stands_behind_everybody_here() -> None:
    places = line(booked(1, came=50, slot=-1), booked(2, came=55, slot=-30), walk_in(3, 0), back(4, 0))
    assert ids(places) == [3, 4, 1, 2]
    assert reasons(places)[2:] == ["booked 10:31, not yet due", "booked 11:00, not yet due"]


def test_at_the_slot_the_credit_counts() -> None:
    assert ids(line(walk_in(1, 29), booked(2, came=5, slot=0))) == [2, 1]


@pytest.mark.parametrize(
    ("came", "order", "reason"), [(20, [2, 1], "booked 10:00"), (19.9, [1, 2], "late for 10:00")]
)
def test_coming_beyond_the_grace_loses_the_credit(came: float, order: list[int], reason: str) -> None:
    places = line(walk_in(1, 25), booked(2, came=came, slot=30))
    assert ids(places) == order
    assert reason in reasons(places)


def test_a_booked_entry_without_a_time_waits_like_a_walk_in() -> None:
    entry = Waiting(1, "A001", EntryKind.APPOINTMENT, EntryStatus.WAITING, ago(10))
    assert reasons(line(entry)) == ["in turn"]
    assert waiting_since(entry) == stands_from(entry, RULES) == ago(10)


def test_one_return_goes_in_after_two_new_ones() -> None:
    new = [walk_in(n, 30 - n) for n in range(1, 6)]
    returns = [back(n, 30 - n) for n in range(11, 14)]
    places = line(*new, *returns)
    assert ids(places) == [1, 2, 11, 3, 4, 12, 5, 13]
    assert reasons(places)[2] == "back with results"


def test_the_ratio_counts_on_from_those_already_called() -> None:
    entries = [walk_in(1, 30), walk_in(2, 29), back(11, 20), back(12, 19)]
    new, again = EntryKind.WALK_IN, EntryKind.RETURN
    assert ids(line(*entries, calls=called(new, new))) == [11, 1, 2, 12]
    assert ids(line(*entries, calls=called(new, EntryKind.APPOINTMENT, new))) == [11, 1, 2, 12]
    assert ids(line(*entries, calls=called(again, new))) == [1, 11, 2, 12]
    assert ids(line(*entries, calls=called(new, new, again))) == [1, 2, 11, 12]
    assert ids(line(*entries, calls=called(new, new), rules=QueueRules(returns_after=3))) == [1, 11, 2, 12]


def test_who_was_called_before_and_is_back_in_the_line_counts_once() -> None:
    entries = [walk_in(1, 30), walk_in(2, 29), back(11, 20)]
    again = [FirstCall(ago(5), EntryKind.WALK_IN, 1)]
    assert ids(line(*entries, walk_in(3, 10), calls=again)) == [1, 2, 11, 3]


def test_an_urgent_patient_about_to_go_in_counts_as_a_new_one() -> None:
    assert ids(line(walk_in(9, 1, acuity=1), walk_in(1, 30), walk_in(2, 29), back(11, 20))) == [9, 1, 11, 2]


def test_without_new_ones_the_returns_follow_each_other() -> None:
    assert ids(line(back(2, 9), back(1, 12))) == [1, 2]


def test_a_wait_beyond_the_maximum_comes_to_the_front_longest_first() -> None:
    places = line(booked(1, came=40, slot=10), walk_in(2, 61), walk_in(3, 72), back(4, 65), walk_in(5, 60))
    assert ids(places) == [3, 4, 2, 5, 1]
    assert reasons(places)[:3] == ["waited 72 min", "waited 65 min", "waited 61 min"]
    assert [place.late for place in places] == [True, True, True, False, False]


def test_the_wait_of_a_booked_patient_counts_from_the_slot() -> None:
    assert waiting_since(booked(1, came=90, slot=50)) == ago(50)
    assert waiting_since(booked(1, came=50, slot=90)) == ago(50)
    assert not line(booked(1, came=90, slot=50))[0].late
    assert reasons(line(booked(1, came=90, slot=62))) == ["waited 62 min"]


def test_a_skipped_patient_lets_others_go_counted_from_the_skip() -> None:
    others = [walk_in(n, 30 - n) for n in range(1, 6)]
    places = line(*others, skipped(9, came=50, lets=3, since=5))
    assert ids(places) == [1, 2, 3, 9, 4, 5]
    assert reasons(places)[3] == "missed, lets 3 go"
    places = line(*others, skipped(9, came=50, lets=3, since=5), calls=called(EntryKind.WALK_IN, since=5))
    assert ids(places) == [1, 2, 9, 3, 4, 5]
    assert reasons(places)[2] == "missed, lets 2 go"


def test_calls_before_the_skip_and_her_own_do_not_count() -> None:
    entry = skipped(9, came=50, lets=3, since=5)
    before, own = FirstCall(ago(6), EntryKind.WALK_IN, 1), FirstCall(ago(4), EntryKind.WALK_IN, 9)
    assert gives_way_to(entry, [before, own]) == 3
    assert gives_way_to(entry, called(*[EntryKind.WALK_IN] * 5, since=4)) == 0
    assert gives_way_to(walk_in(1, 5), [before, own]) == 0


def test_a_skipped_patient_does_not_overtake_by_giving_way() -> None:
    others = [walk_in(n, 30 - n) for n in range(1, 6)]
    assert ids(line(*others, skipped(9, came=1, lets=2, since=0)))[-1] == 9


def test_once_enough_have_gone_she_stands_where_her_arrival_puts_her() -> None:
    calls = called(*[EntryKind.WALK_IN] * 3, since=5)
    places = line(walk_in(1, 20), skipped(9, came=50, lets=3, since=5), calls=calls)
    assert ids(places) == [9, 1]
    assert reasons(places)[0] == "in turn"


def test_when_only_skipped_ones_are_left_they_go_all_the_same() -> None:
    assert ids(line(skipped(1, 50, lets=3, since=1), skipped(2, 40, lets=2, since=2))) == [2, 1]


@pytest.mark.parametrize("to", range(6))
def test_moved_by_hand_she_stands_behind_exactly_so_many(to: int) -> None:
    others = [walk_in(n, 80 - n) for n in range(1, 5)] + [skipped(7, 30, lets=3, since=1)]
    places = line(*others, moved(9, came=45, to=to))
    assert ids(places).index(9) == to
    assert reasons(places)[to] == "moved by hand"


def test_behind_more_than_there_are_is_behind_all() -> None:
    assert ids(line(moved(9, 90, to=50), walk_in(1, 5))) == [1, 9]


def test_the_urgent_are_counted_among_those_who_go_first() -> None:
    urgent = walk_in(1, 5, acuity=1)
    assert ids(line(urgent, walk_in(2, 30), walk_in(3, 20), moved(9, 1, to=2))) == [1, 2, 9, 3]
    assert ids(line(urgent, walk_in(2, 30), moved(9, 1, to=0))) == [1, 9, 2]


def test_an_urgent_patient_cannot_be_moved_back() -> None:
    assert ids(line(moved(1, 5, to=3, acuity=2), walk_in(2, 30))) == [1, 2]


def test_of_two_moved_to_one_place_the_later_move_holds() -> None:
    places = line(walk_in(1, 30), walk_in(2, 29), moved(8, 5, to=1, since=4), moved(9, 5, to=1, since=2))
    assert ids(places) == [1, 9, 8, 2]


def test_a_moved_patient_keeps_her_place_as_the_line_moves_on() -> None:
    call = [FirstCall(ago(1), EntryKind.WALK_IN, 1)]
    assert ids(line(walk_in(2, 30), walk_in(3, 29), moved(9, 5, to=2, since=2), calls=call)) == [2, 9, 3]
