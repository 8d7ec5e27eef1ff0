"""Screen 5: who is observed, rounds as digits, the doctor, handing over, the end; and what is stored then."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.watches import EndKind, RoundStatus
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.end_watch import DischargeScore
from assistant_tui.screens.dialogs.pick import Pick
from assistant_tui.screens.dialogs.record_round import RecordRound
from assistant_tui.screens.watch import WatchPane
from assistant_tui.services.context import Context
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, said, settle, strike, text_of, write
from tests.screens.watchday import MINUTE, morning, observed, operated
from tests.services.orders.catalogue import seen

WIDE, SMALL = (120, 32), (80, 24)


def pane_of(app: Workstation) -> WatchPane:
    assert isinstance(app.screen, Desk), app.screen
    pane = app.screen.pane
    assert isinstance(pane, WatchPane)
    return pane


def tickets(app: Workstation) -> list[str]:
    """In the order of the rows."""
    return [line.watch.ticket if line.watch else "-" for line in pane_of(app)._lines()]


def heard(app: Workstation) -> str:
    """Everything that is being said."""
    return "\n".join(said(app))


async def press(pilot: Pilot[None], *keys: str) -> None:
    await strike(pilot, *keys)
    await settle(pilot)


def row(ctx: Context, watch: WatchRow) -> WatchRow:
    return services.watchlist.watch(ctx, watch.watch_id)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_what_is_overdue_comes_first_and_every_line_fits(
    ctx: Context, clock: FixedClock, workstation: Opener, spoken_language: str, size: tuple[int, int]
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5")
        assert tickets(app) == ["A001", "A003", "A004", "A002", "-"]
        assert "王芳" in line_with(app, "########     +2")
        assert "\u28e4\u28f6 5" in line_with(app, "########     +2")  # pain 2, then 5
        assert all(cell_len(line) <= size[0] for line in text_of(app).splitlines())
        assert "4!" in text_of(app).splitlines()[1]


@pytest.mark.parametrize("typed", [("1", "1", "3"), ("1", "space", "1", "space", "3")], ids=["5", "7"])
async def test_a_round_takes_five_keys_from_anywhere_and_seven_with_spaces(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str, typed: tuple[str, ...]
) -> None:
    first, *_ = morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        assert app.screen.pane.SCOPE == "queue"  # type: ignore[attr-defined]
        began = time.perf_counter()
        await press(pilot, "f8", *typed, "enter")
        assert time.perf_counter() - began < 3
        one = row(ctx, first).round(3)
        assert one is not None
        assert (one.status, one.readings["pain"], one.readings["wound"]) == (RoundStatus.DONE, "3", "dry")
        assert "A001: round recorded" in heard(app)
        assert row(ctx, first).standing(ctx.now()).due is None


async def test_spaces_usual_values_and_a_remark_are_shown_as_it_is_typed(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "space")
        assert isinstance(app.screen, RecordRound)
        assert "round 3 of 10:00, due for 2 min" in text_of(app)
        assert "awake (usual)" in text_of(app)
        await press(pilot, "1", "space")
        assert "Not seen yet: Urine, Pain" in text_of(app)
        await press(pilot, "1", "space", "8")
        assert "calls for the doctor" in text_of(app)
        await press(pilot, "9")  # 89 is no pain: a digit too many is for awareness, which has three answers
        await press(pilot, "enter")
        assert "type 1 to 3" in text_of(app)
        await press(pilot, "escape")
        assert "type 1 to 3" not in text_of(app)


async def test_a_late_entry_and_one_in_part_are_typed_in_the_same_line(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    first, *_ = morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "space", "1", "enter")
        assert "Not observed: Urine, Pain" in text_of(app)
        await write(pilot, " @10:01 睡着了")
        assert "In part: 睡着了" in text_of(app)
        await press(pilot, "enter")
        one = row(ctx, first).round(3)
        assert one is not None
        assert (one.partial, one.reason, one.readings["bleeding"]) == (True, "睡着了", "none")
        assert one.happened_at == ctx.now() - MINUTE


async def test_an_alarm_offers_the_doctor_at_once(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    first, *_ = morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "f8", "4", "1", "8", "enter")
        assert isinstance(app.screen, Pick)
        assert "call the doctor now" in text_of(app)
        await press(pilot, "1")
        watch = row(ctx, first)
        assert watch.call is not None
        assert watch.call.round_id == watch.done[-1].round_id
        await press(pilot, "5")
        pane_of(app).select_visit(first.visit_id)
        await press(pilot, "c")
        assert "has been called already" in heard(app)
        await press(pilot, "d")
        await write(pilot, "缩宫素 10u")
        await press(pilot, "enter")
        called = row(ctx, first)
        assert (called.called, called.call and called.call.ordered) == (False, "缩宫素 10u")


async def test_leave_out_tell_and_hand_over(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    first, *others = morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "x")
        await write(pilot, "去做B超")
        await press(pilot, "enter")
        one = row(ctx, first).round(3)
        assert one is not None
        assert (one.status, one.reason) == (RoundStatus.CANCELLED, "去做B超")
        pane_of(app).select_visit(first.visit_id)
        await press(pilot, "i", "2", "enter")
        assert row(ctx, first).instructions == {1}
        await press(pilot, "o")
        await write(pilot, "赵敏")
        await press(pilot, "enter")
        assert {row(ctx, one).responsible for one in (first, *others)} == {"赵敏"}
        assert "赵敏 looks after 4 watches now" in heard(app)
        await press(pilot, "o")
        assert "no watch to hand over" in heard(app)


async def test_it_ends_by_the_score_and_below_it_with_words(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    first, second, *_ = morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "f", "1")
        assert isinstance(app.screen, DischargeScore)
        await press(pilot, *"2211")
        assert "6 points, from 9" in text_of(app)
        await press(pilot, "enter")
        assert "Type 5 digits" in text_of(app)
        await press(pilot, "2", "enter")
        assert "8 points are below 9" in text_of(app)
        await write(pilot, "医生同意")
        await press(pilot, "enter")
        watch = row(ctx, first)
        assert (watch.end_kind, watch.score, watch.end_reason) == (EndKind.DISCHARGED, 8, "医生同意")
        assert tickets(app)[0] == "A003"
        pane_of(app).select_visit(second.visit_id)
        await press(pilot, "f", "1")  # a drip has no score
        assert row(ctx, second).end_kind is EndKind.DISCHARGED
        await press(pilot, "f9")
        assert row(ctx, second).ended_at is None


async def test_transferred_needs_a_reason(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    watch = observed(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "f", "2", "enter")
        assert "Say why the watch ends" in text_of(app)
        await write(pilot, "转住院部")
        await press(pilot, "enter")
        assert row(ctx, watch).end_reason == "转住院部"
        assert "Nobody is observed" in text_of(app)


async def test_after_surgery_one_key_begins_what_it_calls_for(
    ctx: Context, workstation: Opener, english: str
) -> None:
    visit = operated(ctx, "周洁")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5")
        assert "not observed yet" in text_of(app)
        await press(pilot, "space")
        assert "y begins it" in heard(app)
        await press(pilot, "y")
        (watch,) = services.watchlist.of_visit(ctx, visit.visit_id)
        assert (watch.protocol.code, watch.surgeon, watch.procedure) == ("post_op", "陈医生", "Nail removal")
        assert "first round at 09:20" in heard(app)
        assert "not observed yet" not in text_of(app)


async def test_anybody_inside_is_observed_by_hand(ctx: Context, workstation: Opener, english: str) -> None:
    from tests.factory import register  # noqa: PLC0415

    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "y", "2")
        await write(pilot, "静脉输液")
        await press(pilot, "enter")
        (watch,) = services.watchlist.of_visit(ctx, visit.visit_id)
        assert (watch.protocol.code, watch.procedure) == ("infusion", "静脉输液")


async def test_the_clock_fills_the_bar_and_brings_up_what_falls_due(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    calm = observed(ctx, "王芳", "ward", "")
    clock.advance(minutes=1)
    observed(ctx, "赵敏")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5")
        assert tickets(app) == ["A002", "A001"]
        assert "--------     20" in line_with(app, "A002   赵敏")
        clock.advance(minutes=10)
        app.screen.tick()  # type: ignore[attr-defined]
        await settle(pilot)
        assert "####----     10" in line_with(app, "A002   赵敏")
        clock.advance(minutes=9, seconds=13)
        pane_of(app).tick(clock.now())
        await settle(pilot)
        assert "0:47" in line_with(app, "A002   赵敏")
        clock.advance(seconds=47)
        pane_of(app).tick(clock.now())
        await settle(pilot)
        assert "+0" in line_with(app, "A002   赵敏")
        assert calm.watch_id in pane_of(app)._order


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    "gap",
    [timedelta(0), 2 * HOUR, HOUR, -HOUR, DAY, -DAY],
    ids=["running", "asleep-2h", "hour-ahead", "hour-back", "day-ahead", "day-back"],
)
async def test_the_first_tick_after_a_round_falls_due_says_so_whatever_the_clock_did_before(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str, gap: timedelta
) -> None:
    """The desk ticks once a second: it is at most a second late, after a sleep or a step of the clock too."""
    watch = observed(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        desk = app.screen
        assert isinstance(desk, Desk)
        clock.at += gap
        desk.tick()  # the computer wakes, or its clock was set
        assert due_rounds(desk) == _due_by(watch, clock)
        passed = max((clock.now() - watch.started_at) // (20 * MINUTE), 0)
        for number in (passed + 1, passed + 2):
            clock.at = watch.started_at + number * 20 * MINUTE - timedelta(seconds=4)
            for _ in range(8):
                desk.tick()
                assert due_rounds(desk) == _due_by(watch, clock)
                clock.advance(seconds=1)
            assert due_rounds(desk) == {number}
            assert any(f"round {number} is due" in str(alert.saying) for alert in desk.board.alerts)


def due_rounds(desk: Desk) -> set[int]:
    """The numbers of the rounds that the board's alerts ask for."""
    keys = (alert.key.split("/") for alert in desk.board.alerts)
    return {int(parts[-1]) for parts in keys if parts[0] == "round"}


def _due_by(watch: WatchRow, clock: FixedClock) -> set[int]:
    """By the definition: every 20 minutes from the start, the last of them counts."""
    passed = (clock.now() - watch.started_at) // (20 * MINUTE)
    return {passed} if passed > 0 else set()


async def test_f8_with_nobody_observed_says_so(ctx: Context, workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "f8")
        assert "Nobody is observed" in heard(app)


async def test_names_are_hidden_in_lists_and_titles(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    morning(ctx, clock)
    app = workstation(hide_names=True)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "space")
        for name in ("王芳", "赵敏", "欧阳若兰", "周洁"):
            assert name not in text_of(app)


async def test_at_the_exit_the_watch_ends_by_its_score(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    visit = seen(ctx)
    watch = services.watches.start(ctx, visit.visit_id, "post_op")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "3", "d")
        assert "After surgery: goes on still" in text_of(app)
        await press(pilot, "enter")
        assert "Modified Aldrete score, a digit for each" in text_of(app)
        await write(pilot, "22222")
        await press(pilot, "enter")
        assert row(ctx, watch).score == 10
        assert services.answers.visit_row(ctx, visit.visit_id).departed_at is not None
