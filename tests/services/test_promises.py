"""Telling the wait: what is offered is what is recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import RuleError
from assistant_tui.services.context import Context
from assistant_tui.services.promises import STEP
from tests.factory import register

MINUTE = timedelta(minutes=1)


def test_an_offer_records_nothing_and_says_whole_steps(ctx: Context, clock: FixedClock) -> None:
    register(ctx, "曾敏")
    visit = register(ctx, "王芳")
    before = services.history.recent(ctx, 99)
    told = services.promises.offer(ctx, visit.visit_id)
    assert services.history.recent(ctx, 99) == before
    assert told.low_minutes % STEP == told.high_minutes % STEP == 0
    assert told.low_minutes < told.high_minutes
    assert told.low_at == clock.at + told.low_minutes * MINUTE
    assert told.high_at == clock.at + told.high_minutes * MINUTE
    assert str(told.high_minutes) in told.sentence


def test_the_range_told_holds_the_range_estimated(ctx: Context) -> None:
    for _ in range(6):
        visit = register(ctx)
    row = services.board.read(ctx).place(visit.visit_id)
    told = services.promises.offer(ctx, visit.visit_id)
    assert row
    assert row.low_at
    assert row.high_at
    assert told.low_at <= row.low_at
    assert told.high_at >= row.high_at - MINUTE  # cut to whole minutes before the step


def test_what_was_said_is_kept_with_who_said_it_and_the_last_one_shown(
    ctx: Context, clock: FixedClock
) -> None:
    visit = register(ctx)
    services.promises.tell(ctx, services.promises.offer(ctx, visit.visit_id))
    clock.advance(minutes=2)
    told = services.promises.tell(ctx, services.promises.offer(ctx, visit.visit_id))
    promise = services.board.read(ctx).inside[0].promise
    assert promise
    assert (promise.told_at, promise.low_at, promise.high_at, promise.told_by) == (
        clock.at, told.low_at, told.high_at, "李敏",
    )  # fmt: skip


def test_a_promise_told_late_looks_ahead_all_the_same(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    offered = services.promises.offer(ctx, visit.visit_id)
    clock.advance(minutes=offered.high_minutes + 5)
    services.promises.tell(ctx, offered)
    promise = services.board.read(ctx).inside[0].promise
    assert promise
    assert promise.told_at == promise.low_at == promise.high_at == clock.at


def test_only_who_waits_is_told_a_wait(ctx: Context) -> None:
    visit = register(ctx)
    offered = services.promises.offer(ctx, visit.visit_id)
    services.queue.call_next(ctx)
    with pytest.raises(RuleError, match="A001 is not waiting"):
        services.promises.offer(ctx, visit.visit_id)
    services.queue.finish(ctx, visit.visit_id, to=None)
    with pytest.raises(RuleError, match="A001 is not waiting any more"):
        services.promises.tell(ctx, offered)
