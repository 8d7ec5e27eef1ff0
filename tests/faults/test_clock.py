"""The clock is set, the computer sleeps, the day turns: what is due and shown follows the wall clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assistant_tui import services
from assistant_tui.domain.calls import NextStep, call_step
from assistant_tui.domain.clock import FixedClock
from assistant_tui.readmodels.board import Board, VisitRow
from assistant_tui.services.context import Context
from tests.factory import register

HOUR = timedelta(hours=1)


def sound(ctx: Context) -> bool:
    """Whether `check` finds nothing."""
    return list(services.checking.check(ctx.database.path)) == []


def alerts_of(board: Board, visit: VisitRow) -> list[str]:
    """What the alert line says about this visit."""
    return [str(alert.saying) for alert in board.alerts if alert.visit_id == visit.visit_id]


def called_at(visit: VisitRow) -> datetime:
    """When she was called last."""
    assert visit.entry
    assert visit.entry.called_at
    return visit.entry.called_at


def test_a_sleep_of_two_hours_shows_at_once_what_became_due_and_nothing_twice(
    ctx: Context, clock: FixedClock
) -> None:
    waiting, away = register(ctx, "王芳"), register(ctx, "曾敏")
    services.whereabouts.move(ctx, away.visit_id, "lab", back_in=timedelta(minutes=20))
    called = services.queue.call(ctx, waiting.visit_id)
    before = services.board.read(ctx)
    assert alerts_of(before, called) == []
    assert alerts_of(before, away) == []
    clock.advance(hours=2)
    after = services.board.read(ctx)
    assert alerts_of(after, called) == ["A001 has not come: call again"]
    due = [said for said in alerts_of(after, away) if "should have been back" in said]
    assert len(due) == 1
    assert "100 min ago" in due[0]
    assert len({alert.key for alert in after.alerts}) == len(after.alerts)
    assert sound(ctx)


def test_after_a_sleep_the_ladder_of_calls_goes_on_from_the_call_that_was_made(
    ctx: Context, clock: FixedClock
) -> None:
    visit = register(ctx)
    services.queue.call_next(ctx)
    clock.advance(hours=2)
    again = services.queue.recall(ctx, visit.visit_id)
    step = call_step(2, called_at(again), ctx.pack.queue, ctx.now())
    assert not step.expired
    assert step.next is NextStep.CALL_AGAIN
    clock.advance(hours=2)
    third = services.queue.recall(ctx, visit.visit_id)
    clock.advance(hours=2)
    step = call_step(3, called_at(third), ctx.pack.queue, ctx.now())
    assert step.expired
    assert step.next is NextStep.SKIP
    services.queue.skip(ctx, visit.visit_id)
    assert sound(ctx)


@pytest.mark.parametrize("back", [timedelta(seconds=40), HOUR, 3 * HOUR], ids=str)
def test_a_clock_set_back_keeps_the_order_of_events_and_lets_work_go_on(
    ctx: Context, clock: FixedClock, back: timedelta
) -> None:
    clock.advance(hours=4)
    first, second = register(ctx, "王芳"), register(ctx, "曾敏")
    services.queue.call(ctx, first.visit_id)
    services.queue.start(ctx, first.visit_id)
    clock.at -= back
    board = services.board.read(ctx)
    assert [row.visit.visit_id for row in board.line] == [second.visit_id]
    services.queue.finish(ctx, first.visit_id, to="lab")
    services.whereabouts.move(ctx, first.visit_id, "cashier")
    services.queue.call_next(ctx)
    services.queue.start(ctx, second.visit_id)
    services.queue.finish(ctx, second.visit_id, to=None)
    services.history.undo(ctx)
    third = register(ctx, "单于飞")
    assert third.ticket == "A003"
    assert sound(ctx)


def test_a_clock_set_back_shows_one_interval_of_the_countdown_at_most(
    ctx: Context, clock: FixedClock
) -> None:
    register(ctx)
    visit = services.queue.call_next(ctx)
    clock.at -= HOUR
    left = call_step(1, called_at(visit), ctx.pack.queue, ctx.now()).seconds_left
    assert left == ctx.pack.queue.call_interval.total_seconds()


def test_a_clock_set_forward_and_back_again_leaves_no_trace(ctx: Context, clock: FixedClock) -> None:
    for name in ("王芳", "曾敏"):
        register(ctx, name)
    services.queue.call_next(ctx)
    before = services.board.read(ctx)
    clock.advance(hours=5)
    services.board.read(ctx)
    clock.advance(hours=-5)
    assert services.board.read(ctx) == before


def test_past_midnight_tickets_begin_anew_and_who_is_still_there_is_not_forgotten(
    ctx: Context, clock: FixedClock
) -> None:
    late = register(ctx, "王芳")
    services.queue.call_next(ctx)
    clock.advance(hours=16)
    board = services.board.read(ctx)
    assert board.day == ctx.today()
    assert [visit.visit_id for visit in board.inside] == [late.visit_id]
    new = register(ctx, "曾敏")
    assert new.ticket == late.ticket == "A001"
    services.queue.finish(ctx, late.visit_id, to=None)
    assert services.queue.call_next(ctx).visit_id == new.visit_id
    assert sound(ctx)
