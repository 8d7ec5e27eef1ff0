"""The queue at work, by example: what each action does to the wait, the place and the visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import InputError, MissingError, RuleError
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services.context import Context
from tests.conftest import NINE
from tests.factory import register

MINUTE = timedelta(minutes=1)


def entry_of(ctx: Context, visit: VisitRow) -> tuple[str, str, int]:
    """Status, place and calls."""
    row = services.board.read(ctx).visit(visit.visit_id)
    assert row
    assert row.entry
    assert row.stay
    return row.entry.status, row.stay.location, row.entry.calls


def line(ctx: Context) -> list[str]:
    return [row.visit.ticket for row in services.board.read(ctx).line]


def test_calling_takes_the_patient_to_the_room_and_seeing_her_begins_the_visit(
    ctx: Context, clock: FixedClock
) -> None:
    visit = register(ctx)
    clock.advance(minutes=5)
    called = services.queue.call_next(ctx)
    assert (called.visit_id, called.status, entry_of(ctx, visit)) == (
        visit.visit_id,
        "arrived",
        ("called", "room", 1),
    )
    clock.advance(minutes=1)
    started = services.queue.start(ctx, visit.visit_id)
    assert started.status == "in-progress"
    assert started.entry
    assert started.entry.first_called_at == NINE + 5 * MINUTE
    assert started.entry.started_at == NINE + 6 * MINUTE


def test_finishing_sends_her_on_or_home(ctx: Context, clock: FixedClock) -> None:
    first, second = register(ctx, "王芳"), register(ctx, "曾敏")
    services.queue.call_next(ctx)
    services.queue.start(ctx, first.visit_id)
    clock.advance(minutes=9)
    on = services.queue.finish(ctx, first.visit_id, to="lab")
    assert (on.status, on.departed_at, on.stay and on.stay.location) == ("in-progress", None, "lab")
    services.queue.call_next(ctx)
    clock.advance(minutes=4)
    home = services.queue.finish(ctx, second.visit_id, to=None)
    assert (home.status, home.departed_at) == ("finished", clock.at)
    assert home.entry
    assert (home.entry.started_at, home.entry.ended_at) == (clock.at - 4 * MINUTE, clock.at)


def test_a_consultation_ends_somewhere_else_than_in_the_room(ctx: Context) -> None:
    visit = register(ctx)
    services.queue.call_next(ctx)
    for place, error in (("room", InputError), ("nowhere", MissingError)):
        with pytest.raises(error):
            services.queue.finish(ctx, visit.visit_id, to=place)
    assert entry_of(ctx, visit) == ("called", "room", 1)


def test_only_one_is_called_and_only_one_is_in_the_room(ctx: Context) -> None:
    first, second, _ = register(ctx, "王芳"), register(ctx, "曾敏"), register(ctx, "单于飞")
    services.queue.call_next(ctx)
    with pytest.raises(RuleError, match="A001 has been called and is not in yet"):
        services.queue.call_next(ctx)
    services.queue.start(ctx, first.visit_id)
    services.queue.call_next(ctx)
    with pytest.raises(RuleError, match="A001 is still in the room"):
        services.queue.start(ctx, second.visit_id)


def test_with_nobody_waiting_there_is_nobody_to_call(ctx: Context) -> None:
    with pytest.raises(RuleError, match="Nobody is waiting"):
        services.queue.call_next(ctx)


def test_out_of_turn_only_with_a_reason_which_is_kept(ctx: Context) -> None:
    register(ctx, "王芳")
    second = register(ctx, "曾敏")
    for empty in ("", "  "):
        with pytest.raises(InputError, match="It is the turn of A001"):
            services.queue.call(ctx, second.visit_id, reason=empty)
    services.queue.call(ctx, second.visit_id, reason="胸痛")
    assert services.history.recent(ctx, 1)[0].reason == "胸痛"


def test_calls_climb_to_the_last_and_then_she_is_skipped(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    services.queue.call_next(ctx)
    for calls in (2, 3):
        clock.advance(minutes=1)
        row = services.queue.recall(ctx, visit.visit_id)
        assert row.entry
        assert (row.entry.calls, row.entry.called_at, row.entry.first_called_at) == (calls, clock.at, NINE)
    with pytest.raises(RuleError, match="A001 was called 3 times"):
        services.queue.recall(ctx, visit.visit_id)
    services.queue.skip(ctx, visit.visit_id)
    assert entry_of(ctx, visit)[:2] == ("skipped", "waiting")


def test_who_was_skipped_lets_three_others_go_first(ctx: Context, clock: FixedClock) -> None:
    skipped = register(ctx, "王芳")
    for _ in range(4):
        register(ctx)
    services.queue.call_next(ctx)
    clock.advance(minutes=1)
    services.queue.skip(ctx, skipped.visit_id)
    assert line(ctx) == ["A002", "A003", "A004", "A001", "A005"]


def test_on_hold_she_is_aside_and_keeps_her_arrival(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx, "王芳")
    clock.advance(minutes=1)
    register(ctx, "曾敏")
    services.queue.hold(ctx, visit.visit_id, reason="空腹")
    board = services.board.read(ctx)
    assert [(row.visit.visit_id, str(row.reason)) for row in board.aside] == [
        (visit.visit_id, "on hold: 空腹")
    ]
    assert line(ctx) == ["A002"]
    services.queue.resume(ctx, visit.visit_id)
    assert line(ctx) == ["A001", "A002"]


@pytest.mark.parametrize(("end", "status"), [("leave", "left"), ("no_show", "noshow")])
def test_a_wait_that_ends_without_the_doctor_is_a_cancelled_visit(
    ctx: Context, clock: FixedClock, end: str, status: str
) -> None:
    visit = register(ctx)
    clock.advance(minutes=5)
    row = getattr(services.queue, end)(ctx, visit.visit_id)
    assert (row.status, row.departed_at, row.entry.status) == ("cancelled", clock.at, status)
    assert line(ctx) == []


def test_who_walks_out_of_the_consultation_has_been_seen(ctx: Context) -> None:
    visit = register(ctx)
    services.queue.call_next(ctx)
    services.queue.start(ctx, visit.visit_id)
    with pytest.raises(RuleError, match="finish the consultation"):
        services.queue.no_show(ctx, visit.visit_id)
    assert services.queue.leave(ctx, visit.visit_id).status == "finished"


def test_a_registration_in_error_is_on_no_list_and_keeps_its_ticket(ctx: Context) -> None:
    visit = register(ctx)
    with pytest.raises(InputError, match="Say why"):
        services.queue.enter_in_error(ctx, visit.visit_id, reason=" ")
    services.queue.enter_in_error(ctx, visit.visit_id, reason="重复登记")
    board = services.board.read(ctx)
    assert (board.inside, board.gone, board.line) == ((), (), ())
    assert register(ctx).ticket == "A002"
    with pytest.raises(MissingError):
        services.queue.call(ctx, visit.visit_id, reason="x")


def test_a_move_by_hand_holds_while_others_are_called(ctx: Context, clock: FixedClock) -> None:
    for _ in range(5):
        last = register(ctx)
    clock.advance(minutes=1)
    with pytest.raises(InputError, match="needs a reason"):
        services.queue.move_in_line(ctx, last.visit_id, position=2, reason="")
    with pytest.raises(InputError, match="from 1 to 5"):
        services.queue.move_in_line(ctx, last.visit_id, position=6, reason="x")
    services.queue.move_in_line(ctx, last.visit_id, position=2, reason="抱着孩子")
    assert line(ctx) == ["A001", "A005", "A002", "A003", "A004"]
    clock.advance(minutes=1)
    services.queue.call_next(ctx)
    assert line(ctx) == ["A005", "A002", "A003", "A004"]


def test_the_later_of_two_moves_to_one_place_holds_though_the_clock_was_set_back(
    ctx: Context, clock: FixedClock
) -> None:
    first, second, _ = register(ctx), register(ctx), register(ctx)
    services.queue.move_in_line(ctx, first.visit_id, position=3, reason="x")
    clock.advance(minutes=-10)
    services.queue.move_in_line(ctx, second.visit_id, position=3, reason="y")
    assert line(ctx)[2] == second.ticket


def test_the_gravest_go_first_and_cannot_be_moved_behind_or_before(ctx: Context) -> None:
    first, second = register(ctx), register(ctx)
    with pytest.raises(InputError, match="why the level"):
        services.queue.set_acuity(ctx, second.visit_id, level=1, reason="")
    with pytest.raises(InputError, match="1, 2, 3 or 4"):
        services.queue.set_acuity(ctx, second.visit_id, level=5, reason="x")
    services.queue.set_acuity(ctx, second.visit_id, level=1, reason="大出血")
    assert line(ctx) == [second.ticket, first.ticket]
    for visit_id, position in ((first.visit_id, 1), (second.visit_id, 2)):
        with pytest.raises(RuleError, match="Levels 1 and 2 go first"):
            services.queue.move_in_line(ctx, visit_id, position=position, reason="x")


def test_with_results_she_comes_back_as_a_new_wait_of_the_same_visit(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    with pytest.raises(RuleError, match="A001 is in the queue already"):
        services.queue.queue_again(ctx, visit.visit_id)
    services.queue.call_next(ctx)
    services.queue.finish(ctx, visit.visit_id, to="lab")
    clock.advance(minutes=30)
    back = services.queue.queue_again(ctx, visit.visit_id, reason="化验单")
    assert back.entry
    assert (back.ticket, back.entry.kind, back.entry.queued_at, back.entry.calls) == (
        "A001",
        "return",
        clock.at,
        0,
    )
    assert entry_of(ctx, visit)[:2] == ("waiting", "waiting")
    services.queue.call_next(ctx)
    services.queue.finish(ctx, visit.visit_id, to=None)
    with pytest.raises(RuleError, match="has left the clinic"):
        services.queue.queue_again(ctx, visit.visit_id)


def test_every_instant_stays_in_order_when_the_clock_is_set_back(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    for act in (
        services.queue.call,
        services.queue.recall,
        services.queue.skip,
        services.queue.call,
        services.queue.start,
    ):
        clock.advance(minutes=-2)
        act(ctx, visit.visit_id)
    clock.advance(minutes=-2)
    services.queue.finish(ctx, visit.visit_id, to="lab")
    clock.advance(minutes=-2)
    services.queue.queue_again(ctx, visit.visit_id)
    clock.advance(minutes=-2)
    services.queue.leave(ctx, visit.visit_id)
    assert list(services.checking.check(ctx.database.path)) == []


@pytest.mark.parametrize(
    "act",
    [
        services.queue.recall,
        services.queue.start,
        services.queue.skip,
        services.queue.resume,
        lambda ctx, visit_id: services.queue.finish(ctx, visit_id, to=None),
    ],
)
def test_an_action_that_does_not_fit_names_the_ticket_and_what_to_do(ctx: Context, act: object) -> None:
    visit = register(ctx)
    before = len(services.history.recent(ctx, 99))
    assert callable(act)
    with pytest.raises(RuleError, match="A001"):
        act(ctx, visit.visit_id)
    assert len(services.history.recent(ctx, 99)) == before


def test_a_reason_is_made_safe_wherever_it_is_kept(ctx: Context) -> None:
    visit = register(ctx)
    row = services.queue.hold(ctx, visit.visit_id, reason=" \udcff空腹\x1b\u202e ")
    assert row.entry
    assert (row.entry.reason, services.history.recent(ctx, 1)[0].reason) == ("空腹", "空腹")
