"""Where the patients go: stays that touch, escorts, and no second way into the room."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import InputError, MissingError, RuleError
from assistant_tui.services.context import Context
from tests.conftest import NINE
from tests.factory import register

MINUTE = timedelta(minutes=1)


def test_a_move_keeps_her_place_in_the_queue(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    clock.advance(minutes=3)
    moved = services.whereabouts.move(ctx, visit.visit_id, "lab", escort=" 小张 ", back_in=20 * MINUTE)
    assert moved.stay
    assert (moved.stay.location, moved.stay.since, moved.stay.escort) == ("lab", clock.at, "小张")
    assert moved.stay.back_by == clock.at + 20 * MINUTE
    assert [row.visit.visit_id for row in services.board.read(ctx).line] == [visit.visit_id]


def test_moving_to_where_she_is_only_updates_escort_and_time(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    clock.advance(minutes=3)
    moved = services.whereabouts.move(ctx, visit.visit_id, "waiting", back_in=10 * MINUTE)
    assert moved.stay
    assert (moved.stay.since, moved.stay.back_by) == (NINE, clock.at + 10 * MINUTE)


def test_the_stays_of_a_visit_touch_from_arrival_to_departure(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    for step in ("lab", "call", "cashier", "depart"):
        clock.advance(minutes=4)
        if step == "call":
            services.queue.call_next(ctx)
            clock.advance(minutes=4)
            services.queue.finish(ctx, visit.visit_id, to="cashier")
        elif step == "depart":
            services.whereabouts.depart(ctx, visit.visit_id)
        elif step != "cashier":
            services.whereabouts.move(ctx, visit.visit_id, step)
    timeline = services.timeline.read(ctx, visit.visit_id)
    assert [stay.location for stay in timeline.stays] == ["waiting", "lab", "room", "cashier"]
    assert all(before.until == after.since for before, after in pairwise(timeline.stays))
    assert (timeline.stays[0].since, timeline.stays[-1].until) == (NINE, clock.at)
    assert timeline.visit.departed_at == clock.at
    assert [(item.action, item.location) for item in timeline.actions] == [
        ("register", "waiting"), ("move", "lab"), ("call", "room"), ("finish", "cashier"), ("depart", None),
    ]  # fmt: skip


def test_a_timeline_marks_what_was_undone(ctx: Context) -> None:
    visit = register(ctx)
    services.whereabouts.move(ctx, visit.visit_id, "lab")
    services.history.undo(ctx)
    timeline = services.timeline.read(ctx, visit.visit_id)
    assert [(item.action, item.undone) for item in timeline.actions] == [
        ("register", False), ("move", True), ("undo", False),
    ]  # fmt: skip
    assert [stay.location for stay in timeline.stays] == ["waiting"]


def test_into_the_room_leads_only_a_call_and_out_of_it_only_the_queue(ctx: Context) -> None:
    visit = register(ctx)
    with pytest.raises(RuleError, match="Into the room by a call"):
        services.whereabouts.move(ctx, visit.visit_id, "room")
    services.queue.call_next(ctx)
    with pytest.raises(RuleError, match="A001 has been called"):
        services.whereabouts.move(ctx, visit.visit_id, "lab")
    services.queue.start(ctx, visit.visit_id)
    with pytest.raises(RuleError, match="A001 is with the doctor"):
        services.whereabouts.move(ctx, visit.visit_id, "lab")
    with pytest.raises(RuleError, match="still in the queue"):
        services.whereabouts.depart(ctx, visit.visit_id)


def test_a_place_that_is_not_there_and_a_time_that_cannot_be_are_refused(ctx: Context) -> None:
    visit = register(ctx)
    with pytest.raises(MissingError, match="no moon"):
        services.whereabouts.move(ctx, visit.visit_id, "moon")
    for minutes in (0, -5, 1441):
        with pytest.raises(InputError, match="1 to 1440"):
            services.whereabouts.move(ctx, visit.visit_id, "lab", back_in=minutes * MINUTE)
    with pytest.raises(MissingError):
        services.whereabouts.move(ctx, 999, "lab")


def test_who_has_left_is_moved_nowhere(ctx: Context) -> None:
    visit = register(ctx)
    services.queue.leave(ctx, visit.visit_id)
    with pytest.raises(RuleError, match="A001 has left the clinic"):
        services.whereabouts.move(ctx, visit.visit_id, "lab")
    with pytest.raises(RuleError, match="A001 has left the clinic"):
        services.whereabouts.depart(ctx, visit.visit_id)


def test_who_stayed_overnight_is_still_on_the_board(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    clock.advance(days=1)
    assert [row.visit_id for row in services.board.read(ctx).inside] == [visit.visit_id]
    services.queue.leave(ctx, visit.visit_id)
    assert services.board.read(ctx).inside == ()
    assert list(services.checking.check(ctx.database.path)) == []
