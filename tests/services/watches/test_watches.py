"""Watches at work: started, recorded in time and late, the doctor called, handed over, ended, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.protocols import Level
from assistant_tui.domain.saying import ConflictError, InputError, MissingError, RuleError
from assistant_tui.domain.watches import EndKind, RoundStatus
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services.context import Context
from tests.conftest import NINE
from tests.factory import register
from tests.services.orders.catalogue import seen

MINUTE = timedelta(minutes=1)
WELL = {"bleeding": "none", "urination": "yes", "pain": "2", "consciousness": "awake"}
FULL = {"activity": 2, "breathing": 2, "circulation": 2, "consciousness": 2, "oxygen": 2}


@pytest.fixture
def watch(ctx: Context) -> WatchRow:
    """A patient after surgery, observed since nine."""
    visit = register(ctx)
    return services.watches.start(ctx, visit.visit_id, "post_op", procedure="清创缝合术", surgeon="陈医生")


def at(clock: FixedClock, minutes: float) -> datetime:
    """The clock at so many minutes after nine."""
    clock.at = NINE + minutes * MINUTE
    return clock.at


def ended(row: WatchRow) -> dict[int, RoundStatus]:
    return {one.number: one.status for one in row.rounds if one.number is not None}


def sound(ctx: Context) -> bool:
    return list(services.checking.check(ctx.database.path)) == []


def test_a_watch_says_who_where_after_what_and_when_the_next_round_is(ctx: Context, watch: WatchRow) -> None:
    assert (watch.ticket, watch.place, watch.procedure, watch.surgeon) == (
        "A001",
        "waiting",
        "清创缝合术",
        "陈医生",
    )
    assert (watch.started_at, watch.started_by, watch.responsible) == (NINE, "李敏", "李敏")
    assert watch.standing(NINE).ahead_at == NINE + 20 * MINUTE
    assert services.watchlist.running(ctx) == services.board.read(ctx).watches == (watch,)


def test_a_watch_may_be_begun_late_but_not_before_she_came(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    at(clock, 50)
    row = services.watches.start(ctx, visit.visit_id, "post_op", started_at=NINE + 5 * MINUTE)
    assert row.standing(ctx.now()).due == 2
    for wrong in (NINE - MINUTE, NINE + 51 * MINUTE):
        with pytest.raises(InputError):
            services.watches.start(ctx, visit.visit_id, "infusion", started_at=wrong)


def test_one_watch_of_a_protocol_at_a_time(ctx: Context, watch: WatchRow) -> None:
    with pytest.raises(RuleError, match="goes on already"):
        services.watches.start(ctx, watch.visit_id, "post_op")
    services.watches.start(ctx, watch.visit_id, "infusion")
    with pytest.raises(MissingError):
        services.watches.start(ctx, watch.visit_id, "no-such")


def test_who_has_left_is_not_observed(ctx: Context) -> None:
    visit = seen(ctx)
    services.whereabouts.depart(ctx, visit.visit_id)
    with pytest.raises(RuleError, match="has left"):
        services.watches.start(ctx, visit.visit_id, "post_op")


# Rounds


def test_a_round_in_time(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    now = at(clock, 21)
    answer = services.watches.record(ctx, watch.watch_id, WELL, note="喝了水")
    assert not answer.alarming
    one = answer.round
    assert (one.number, one.status, one.happened_at, one.entered_at) == (1, RoundStatus.DONE, now, now)
    assert (one.readings, one.level, one.partial, one.note, one.by) == (
        WELL,
        Level.USUAL,
        False,
        "喝了水",
        "李敏",
    )
    assert answer.watch.trend == (2.0,)
    assert answer.watch.standing(now).due is None


def test_a_value_over_alarm_asks_for_the_doctor(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    at(clock, 20)
    answer = services.watches.record(ctx, watch.watch_id, {**WELL, "bleeding": "heavy"})
    assert answer.alarming
    assert answer.round.level is Level.ALARM
    called = services.watches.call_doctor(ctx, watch.watch_id, round_id=answer.round.round_id)
    assert called.call is not None
    assert (called.called, called.call.doctor, called.call.round_id) == (
        True,
        "陈医生",
        answer.round.round_id,
    )
    with pytest.raises(RuleError, match="already"):
        services.watches.call_doctor(ctx, watch.watch_id)
    at(clock, 24)
    came = services.watches.doctor_came(ctx, watch.watch_id, ordered="缩宫素 10u 肌注")
    assert came.call is not None
    assert (came.called, came.call.arrived_at, came.call.ordered) == (False, ctx.now(), "缩宫素 10u 肌注")
    with pytest.raises(RuleError, match="not been called"):
        services.watches.doctor_came(ctx, watch.watch_id)


def test_the_doctor_comes_after_the_call(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    at(clock, 10)
    services.watches.call_doctor(ctx, watch.watch_id, doctor="值班医生")
    with pytest.raises(InputError, match="after the call"):
        services.watches.doctor_came(ctx, watch.watch_id, arrived_at=NINE + 9 * MINUTE)
    row = services.watches.doctor_came(ctx, watch.watch_id, arrived_at=NINE + 10 * MINUTE)
    assert row.call is not None
    assert row.call.doctor == "值班医生"


def test_what_is_not_observed_needs_a_reason_and_is_marked(
    ctx: Context, clock: FixedClock, watch: WatchRow
) -> None:
    at(clock, 20)
    some = {"bleeding": "none"}
    with pytest.raises(InputError, match="Not observed"):
        services.watches.record(ctx, watch.watch_id, some)
    one = services.watches.record(ctx, watch.watch_id, some, reason="在睡").round
    assert (one.partial, one.reason, one.readings) == (True, "在睡", some)


def test_a_late_entry_keeps_both_times(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    now, then = at(clock, 35), NINE + 22 * MINUTE
    one = services.watches.record(ctx, watch.watch_id, WELL, happened_at=then).round
    assert (one.number, one.happened_at, one.entered_at) == (1, then, now)
    for wrong in (NINE - MINUTE, now + MINUTE):
        with pytest.raises(InputError):
            services.watches.record(ctx, watch.watch_id, WELL, happened_at=wrong)


def test_missed_rounds_are_written_when_the_watch_goes_on(
    ctx: Context, clock: FixedClock, watch: WatchRow
) -> None:
    now = at(clock, 65)
    assert watch.missed(now) == 2
    row = services.watches.record(ctx, watch.watch_id, WELL).watch
    assert ended(row) == {1: RoundStatus.MISSED, 2: RoundStatus.MISSED, 3: RoundStatus.DONE}
    assert row.missed(now) == 2
    late = services.watches.record(ctx, watch.watch_id, WELL, happened_at=NINE + 41 * MINUTE).watch
    assert ended(late) == {1: RoundStatus.MISSED, 2: RoundStatus.DONE, 3: RoundStatus.DONE}


def test_a_look_in_between_is_kept_and_is_no_round(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    at(clock, 5)
    answer = services.watches.record(ctx, watch.watch_id, WELL)
    assert answer.round.number is None
    assert answer.watch.standing(ctx.now()).ahead == 1


def test_a_round_is_left_out_with_a_reason(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    at(clock, 25)
    with pytest.raises(InputError):
        services.watches.cancel_round(ctx, watch.watch_id, reason=" ")
    row = services.watches.cancel_round(ctx, watch.watch_id, reason="去做B超")
    assert ended(row) == {1: RoundStatus.CANCELLED}
    row = services.watches.cancel_round(ctx, watch.watch_id, reason="去做B超")
    assert ended(row) == {1: RoundStatus.CANCELLED, 2: RoundStatus.CANCELLED}
    with pytest.raises(RuleError, match="over"):
        services.watches.cancel_round(ctx, watch.watch_id, reason="再", number=2)
    with pytest.raises(RuleError, match="no such round"):
        services.watches.cancel_round(ctx, watch.watch_id, reason="再", number=-1)
    assert sound(ctx)


def test_values_that_cannot_be_change_nothing(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    at(clock, 20)
    for wrong in ({**WELL, "pain": "11"}, {**WELL, "bleeding": "?"}, {**WELL, "mood": "good"}):
        with pytest.raises(InputError):
            services.watches.record(ctx, watch.watch_id, wrong)
    assert services.watchlist.watch(ctx, watch.watch_id) == watch


# Beside the rounds


def test_instructions_are_ticked(ctx: Context, watch: WatchRow) -> None:
    assert services.watches.instruct(ctx, watch.watch_id, [2, 1, 1]).instructions == {1, 2}
    assert services.watches.instruct(ctx, watch.watch_id, [2]).instructions == {2}
    with pytest.raises(InputError):
        services.watches.instruct(ctx, watch.watch_id, [99])


def test_all_watches_of_one_s_own_are_handed_over(ctx: Context, watch: WatchRow) -> None:
    other = services.watches.start(replace(ctx, actor="赵敏"), register(ctx).visit_id, "infusion")
    (handed,) = services.watches.hand_over(ctx, "王护士", note="去吃饭")
    assert (handed.watch_id, handed.responsible) == (watch.watch_id, "王护士")
    with pytest.raises(RuleError, match="no watch to hand over"):
        services.watches.hand_over(ctx, "王护士")
    (theirs,) = services.watches.hand_over(ctx, "王护士", watch_ids=[other.watch_id])
    assert theirs.responsible == "王护士"
    with pytest.raises(InputError):
        services.watches.hand_over(ctx, "  ")


# The end


@pytest.mark.parametrize(
    ("kind", "points", "reason", "allowed"),
    [
        (EndKind.DISCHARGED, FULL, "", True),
        (EndKind.DISCHARGED, {**FULL, "activity": 0}, "", False),  # 8 points
        (EndKind.DISCHARGED, {**FULL, "activity": 0}, "医生同意", True),
        (EndKind.DISCHARGED, None, "", False),
        (EndKind.DISCHARGED, None, "医生同意", True),
        (EndKind.DISCHARGED, {"activity": 2}, "", False),
        (EndKind.TRANSFERRED, None, "", False),
        (EndKind.TRANSFERRED, None, "转住院部", True),
        (EndKind.CANCELLED, None, " ", False),
        (EndKind.CANCELLED, None, "开错", True),
    ],
)
def test_it_ends_by_the_score_or_for_a_reason(
    ctx: Context,
    clock: FixedClock,
    watch: WatchRow,
    *,
    kind: EndKind,
    points: Mapping[str, int] | None,
    reason: str,
    allowed: bool,
) -> None:
    at(clock, 30)
    if not allowed:
        with pytest.raises(InputError):
            services.watches.stop(ctx, watch.watch_id, kind, points=points, reason=reason)
        return
    row = services.watches.stop(ctx, watch.watch_id, kind, points=points, reason=reason)
    assert (row.end_kind, row.end_reason, row.ended_at, row.ended_by) == (kind, reason, ctx.now(), "李敏")
    assert row.score == (sum(points.values()) if points else None)
    assert services.board.read(ctx).watches == ()
    assert sound(ctx)


def test_at_the_end_no_due_round_has_vanished(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    at(clock, 61)
    row = services.watches.stop(ctx, watch.watch_id, EndKind.CANCELLED, reason="出院")
    assert ended(row) == dict.fromkeys((1, 2, 3), RoundStatus.MISSED)
    acts: list[Any] = [
        lambda: services.watches.record(ctx, watch.watch_id, WELL),
        lambda: services.watches.stop(ctx, watch.watch_id, EndKind.DISCHARGED, points=FULL),
        lambda: services.watches.call_doctor(ctx, watch.watch_id),
        lambda: services.watches.instruct(ctx, watch.watch_id, [1]),
        lambda: services.watches.hand_over(ctx, "王护士", watch_ids=[watch.watch_id]),
    ]
    for act in acts:
        with pytest.raises(RuleError, match="ended already"):
            act()


def test_nobody_leaves_while_she_is_observed(ctx: Context) -> None:
    visit = seen(ctx)
    watch = services.watches.start(ctx, visit.visit_id, "post_op")
    (point,) = services.gate.points(ctx, visit.visit_id)
    assert point.key == f"watch/{watch.watch_id}"
    with pytest.raises(RuleError, match="cannot leave yet"):
        services.whereabouts.depart(ctx, visit.visit_id)
    with pytest.raises(RuleError):
        services.gate.settle(ctx, visit.visit_id, point.key)
    services.watches.stop(ctx, watch.watch_id, EndKind.DISCHARGED, points=FULL)
    services.whereabouts.depart(ctx, visit.visit_id)
    assert sound(ctx)


def test_letting_it_pass_at_the_exit_ends_the_watch_with_that_reason(ctx: Context, clock: FixedClock) -> None:
    visit = seen(ctx)
    watch = services.watches.start(ctx, visit.visit_id, "post_op")
    at(clock, 45)
    assert services.gate.override(ctx, visit.visit_id, f"watch/{watch.watch_id}", reason="自行离院") == ()
    row = services.watchlist.watch(ctx, watch.watch_id)
    assert (row.end_kind, row.end_reason) == (EndKind.CANCELLED, "自行离院")
    assert ended(row) == dict.fromkeys((1, 2), RoundStatus.MISSED)
    services.history.undo(ctx)
    assert services.watchlist.watch(ctx, watch.watch_id).ended_at is None
    assert len(services.gate.points(ctx, visit.visit_id)) == 1
    assert sound(ctx)


# Taking back, and other people


def test_a_round_is_taken_back_whole_with_what_it_wrote(
    ctx: Context, clock: FixedClock, watch: WatchRow
) -> None:
    at(clock, 65)
    services.watches.record(ctx, watch.watch_id, WELL)
    services.history.undo(ctx)
    assert services.watchlist.watch(ctx, watch.watch_id).rounds == ()
    services.history.redo(ctx)
    assert len(services.watchlist.watch(ctx, watch.watch_id).rounds) == 3


def test_no_round_vanishes_by_taking_back_what_was_before_a_colleague_s_end(
    ctx: Context, clock: FixedClock, watch: WatchRow
) -> None:
    at(clock, 65)
    services.watches.record(ctx, watch.watch_id, WELL)
    colleague = replace(ctx, actor="赵敏")
    services.watches.stop(colleague, watch.watch_id, EndKind.DISCHARGED, points=FULL)
    with pytest.raises(ConflictError, match="赵敏"):
        services.history.undo(ctx)
    services.history.undo(colleague)
    services.history.undo(ctx)
    assert services.watchlist.watch(ctx, watch.watch_id).rounds == ()
    assert sound(ctx)


def test_two_programs_do_not_write_one_round_twice(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    at(clock, 20)
    services.watches.record(ctx, watch.watch_id, WELL)
    again = services.watches.record(replace(ctx, actor="赵敏"), watch.watch_id, WELL)
    assert again.round.number is None  # another look


# The clock, and the pack


def test_a_clock_set_back_neither_refuses_nor_repeats(
    ctx: Context, clock: FixedClock, watch: WatchRow
) -> None:
    at(clock, 65)
    services.watches.record(ctx, watch.watch_id, WELL)
    at(clock, -30)
    row = services.watches.cancel_round(ctx, watch.watch_id, reason="时钟调过")
    assert row.standing(ctx.now()).due is None
    services.watches.stop(ctx, watch.watch_id, EndKind.TRANSFERRED, reason="转科")
    assert sound(ctx)


def test_rounds_missed_by_a_clock_that_ran_ahead_fall_due_again(
    ctx: Context, clock: FixedClock, watch: WatchRow
) -> None:
    at(clock, 24 * 60)
    services.watches.record(ctx, watch.watch_id, WELL)
    now = at(clock, 41)
    row = services.watchlist.watch(ctx, watch.watch_id)
    assert (row.standing(now).due, row.missed(now)) == (2, 1)
    row = services.watches.record(ctx, watch.watch_id, WELL).watch
    assert row.round(2) is not None
    assert ended(row)[2] is RoundStatus.DONE


def test_an_edited_pack_moves_no_round_of_a_running_watch(
    ctx: Context, clock: FixedClock, watch: WatchRow
) -> None:
    bare = replace(ctx, pack=replace(ctx.pack, read_protocols=tuple))
    now = at(clock, 20)
    (row,) = services.board.read(bare).watches
    assert (row.standing(now).due, row.protocol.name.en) == (1, "post_op")
    services.watches.record(bare, watch.watch_id, {}, note="好")
    services.watches.stop(bare, watch.watch_id, EndKind.DISCHARGED)


def test_the_longest_overdue_comes_first(ctx: Context, clock: FixedClock) -> None:
    first, second, third = (register(ctx).visit_id for _ in range(3))
    calm = services.watches.start(ctx, first, "ward")
    at(clock, 5)
    late = services.watches.start(ctx, second, "post_op", started_at=NINE)
    later = services.watches.start(ctx, third, "post_op")
    now = at(clock, 27)
    rows = services.watchlist.running(ctx)
    assert [row.watch_id for row in rows] == [late.watch_id, later.watch_id, calm.watch_id]
    most = services.watchlist.most_overdue(rows, now)
    assert most is not None
    assert most.watch_id == late.watch_id
    assert services.watchlist.most_overdue([], now) is None


def test_reading_a_file_needs_no_write(ctx: Context, watch: WatchRow) -> None:
    before = ctx.reading.total_changes
    services.watchlist.of_day(ctx)
    services.watchlist.of_visit(ctx, watch.visit_id)
    assert ctx.reading.total_changes == before
    with pytest.raises(MissingError):
        services.watchlist.watch(ctx, 999)


def test_check_finds_a_round_that_vanished(ctx: Context, clock: FixedClock, watch: WatchRow) -> None:
    at(clock, 65)
    services.watches.record(ctx, watch.watch_id, WELL)
    ctx.reading.execute("DELETE FROM watch_round WHERE number = 2")
    findings = [str(finding.saying) for finding in services.checking.check(ctx.database.path)]
    assert "A001, post_op (1): round 2 has vanished" in findings
