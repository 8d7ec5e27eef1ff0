"""The order of service: what holds for every line."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant_tui.domain.acuity import FIRST_SERVED
from assistant_tui.domain.lineup import gives_way_to, line_up, waiting_since
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.queuerules import FirstCall, QueueRules, Waiting

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
RULES = QueueRules()
NEW = (EntryKind.WALK_IN, EntryKind.APPOINTMENT)

minutes = st.integers(0, 120)
minutes_ago = minutes.map(lambda n: NOW - timedelta(minutes=n))


@st.composite
def entries(draw: st.DrawFn, entry_id: int, plain: bool = False) -> Waiting:
    """One entry; a plain one has waited less than the maximum, is not urgent and gives way to nobody."""
    kind = draw(st.sampled_from(EntryKind))
    slot = draw(st.integers(-60, 120)) if kind is EntryKind.APPOINTMENT else None
    skipped = not plain and draw(st.booleans())
    gives_way = None if plain else draw(st.none() | st.integers(0, 8))
    return Waiting(
        entry_id=entry_id,
        ticket=f"A{entry_id:03}",
        kind=kind,
        status=EntryStatus.SKIPPED if skipped else EntryStatus.WAITING,
        queued_at=NOW - timedelta(minutes=draw(st.integers(0, 60) if plain else minutes)),
        slot_at=None if slot is None else NOW - timedelta(minutes=slot),
        acuity=draw(st.sampled_from([3, 4] if plain else [1, 2, 3, 4, 4, 4, 4])),
        give_way=gives_way,
        give_way_since=None if gives_way is None else draw(minutes_ago),
        moved=gives_way is not None and draw(st.booleans()),
    )


@st.composite
def lines(draw: st.DrawFn, plain: bool = False) -> list[Waiting]:
    return [draw(entries(entry_id, plain)) for entry_id in range(1, draw(st.integers(0, 12)) + 1)]


@st.composite
def first_calls(draw: st.DrawFn) -> list[FirstCall]:
    """Calls before now of others and, for the skipped and those put back, of people still in line."""
    who = draw(st.lists(st.integers(1, 30), unique=True, max_size=10))
    return [
        FirstCall(draw(minutes_ago) - timedelta(seconds=1), draw(st.sampled_from(EntryKind)), n) for n in who
    ]


def order(waiting: list[Waiting], calls: list[FirstCall], rules: QueueRules = RULES) -> list[Waiting]:
    by_id = {entry.entry_id: entry for entry in waiting}
    return [by_id[place.entry_id] for place in line_up(waiting, calls, rules, NOW, CHINA)]


def overdue(entry: Waiting) -> bool:
    return NOW - waiting_since(entry) > RULES.max_wait


@given(lines(), first_calls())
def test_nobody_is_lost_and_nobody_stands_twice(waiting: list[Waiting], calls: list[FirstCall]) -> None:
    places = line_up(waiting, calls, RULES, NOW, CHINA)
    assert sorted(place.entry_id for place in places) == [entry.entry_id for entry in waiting]


@given(lines(), first_calls(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    waiting: list[Waiting], calls: list[FirstCall], rng: random.Random
) -> None:
    shuffled, shuffled_calls = rng.sample(waiting, len(waiting)), rng.sample(calls, len(calls))
    places = line_up(waiting, calls, RULES, NOW, CHINA)
    assert line_up(shuffled, shuffled_calls, RULES, NOW, CHINA) == places


@given(lines(), first_calls())
def test_levels_one_and_two_go_first_in_order_of_level(
    waiting: list[Waiting], calls: list[FirstCall]
) -> None:
    levels = [entry.acuity if entry.acuity in FIRST_SERVED else 3 for entry in order(waiting, calls)]
    assert levels == sorted(levels)


@given(lines(), first_calls())
def test_an_overdue_patient_stands_only_behind_the_urgent_the_longer_waiting_and_the_moved(
    waiting: list[Waiting], calls: list[FirstCall]
) -> None:
    line = order(waiting, calls)
    for place, entry in enumerate(line):
        if not overdue(entry) or entry.moved or entry.acuity in FIRST_SERVED or gives_way_to(entry, calls):
            continue
        for other in line[:place]:
            longer = overdue(other) and waiting_since(other) <= waiting_since(entry)
            assert other.acuity in FIRST_SERVED or other.moved or longer


@given(lines(), first_calls())
def test_late_says_who_has_waited_beyond_the_maximum(waiting: list[Waiting], calls: list[FirstCall]) -> None:
    by_id = {entry.entry_id: entry for entry in waiting}
    for place in line_up(waiting, calls, RULES, NOW, CHINA):
        assert place.late is overdue(by_id[place.entry_id])


@given(lines(), first_calls())
def test_calling_the_first_leaves_the_order_of_the_others(
    waiting: list[Waiting], calls: list[FirstCall]
) -> None:
    line = order(waiting, calls)
    assume(line and line[0].entry_id not in {call.entry_id for call in calls})
    after = order(line[1:], [*calls, FirstCall(NOW, line[0].kind, line[0].entry_id)])
    assert after == line[1:]


@given(lines(), first_calls(), st.integers(1, 4))
def test_a_return_goes_in_after_just_so_many_new_ones(
    waiting: list[Waiting], calls: list[FirstCall], after: int
) -> None:
    present = [replace(entry, give_way=None, give_way_since=None, moved=False, acuity=4) for entry in waiting]
    present = [e for e in present if not overdue(e) and waiting_since(e) <= NOW]
    calls = [call for call in calls if call.entry_id not in {entry.entry_id for entry in present}]
    kinds = [call.kind for call in sorted(calls, key=lambda call: (call.at, call.entry_id))]
    line = [entry.kind for entry in order(present, calls, QueueRules(returns_after=after))]
    for place, kind in enumerate(line):
        gone = [*kinds, *line[:place]]
        new_ones = next((n for n, k in enumerate(reversed(gone)) if k is EntryKind.RETURN), len(gone))
        if kind is EntryKind.RETURN:
            assert new_ones >= after or not set(NEW) & set(line[place:])
        else:
            assert new_ones < after or EntryKind.RETURN not in line[place:]


@given(lines(plain=True), first_calls())
def test_within_their_kind_walk_ins_and_returns_go_by_arrival(
    waiting: list[Waiting], calls: list[FirstCall]
) -> None:
    line = order(waiting, calls)
    for kind in (EntryKind.WALK_IN, EntryKind.RETURN):
        arrivals = [entry.queued_at for entry in line if entry.kind is kind]
        assert arrivals == sorted(arrivals)


@given(lines(plain=True), first_calls())
def test_who_is_booked_for_later_overtakes_nobody_who_is_due(
    waiting: list[Waiting], calls: list[FirstCall]
) -> None:
    due = [waiting_since(entry) <= NOW for entry in order(waiting, calls)]
    assert due == sorted(due, reverse=True)


@given(lines(), first_calls(), st.data())
def test_the_latest_move_puts_her_exactly_there(
    waiting: list[Waiting], calls: list[FirstCall], data: st.DataObject
) -> None:
    urgent = sum(entry.acuity in FIRST_SERVED for entry in waiting)
    to = data.draw(st.integers(urgent, len(waiting)))
    mover = Waiting(
        entry_id=99,
        ticket="A099",
        kind=data.draw(st.sampled_from(EntryKind)),
        status=data.draw(st.sampled_from([EntryStatus.WAITING, EntryStatus.SKIPPED])),
        queued_at=data.draw(minutes_ago),
        give_way=to,
        give_way_since=NOW + timedelta(seconds=1),
        moved=True,
    )
    assert order([*waiting, mover], calls)[to] is mover


@given(lines(plain=True), first_calls(), st.integers(0, 8))
def test_a_skipped_patient_lets_at_least_so_many_go_while_there_are_so_many(
    waiting: list[Waiting], calls: list[FirstCall], lets: int
) -> None:
    entry = Waiting(
        99, "A099", EntryKind.WALK_IN, EntryStatus.SKIPPED, NOW, give_way=lets, give_way_since=NOW
    )
    natural = replace(entry, give_way=None, give_way_since=None)
    place = order([*waiting, entry], calls).index(entry)
    assert place == max(order([*waiting, natural], calls).index(natural), min(lets, len(waiting)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(EntryKind), min_size=40, max_size=40), st.randoms(use_true_random=False))
def test_in_a_steady_stream_nobody_starves(kinds: list[EntryKind], rng: random.Random) -> None:
    """One comes and one is called every 6 minutes, behind a queue of ten: nobody waits on and on."""
    step, waiting, calls = timedelta(minutes=6), list[Waiting](), list[FirstCall]()
    longest = timedelta(0)
    for n, kind in enumerate([*kinds[:10], *kinds]):
        now = NOW + step * max(0, n - 9)
        slot = now + timedelta(minutes=rng.randint(-20, 20)) if kind is EntryKind.APPOINTMENT else None
        waiting.append(Waiting(n, f"A{n:03}", kind, EntryStatus.WAITING, now, slot))
        if n < 9:
            continue
        first = line_up(waiting, calls, RULES, now, CHINA)[0].entry_id
        entry = next(entry for entry in waiting if entry.entry_id == first)
        waiting.remove(entry)
        calls.append(FirstCall(now, entry.kind, first))
        longest = max(longest, now - waiting_since(entry))
    # Ten in line at 6 minutes each: once somebody is over the maximum, at most the line of that moment,
    # which had come before, is ahead.
    assert longest <= RULES.max_wait + step * 10
