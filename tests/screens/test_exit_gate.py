"""Leaving with something open: each point is settled or let pass at the gate, then she leaves by herself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.ask import Ask
from assistant_tui.screens.dialogs.exit_gate import ExitGate
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import PlainInput
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, said, settle, strike, text_of, write
from tests.screens.test_draft_slips import HOSTILE, items_of, require_whole

NARROW, WIDE = (80, 24), (120, 32)
ORDERS = services.orders


def draft(ctx: Context, visit: VisitRow, *codes: str) -> list[int]:
    """Draft these services of the pack; answers their items' ids."""
    offered = services.catalogue.catalogue(ctx)
    wanted = [offered.service(code) for code in codes]
    slips = ORDERS.draft(ctx, visit.visit_id, [Drafted(service) for service in wanted if service])
    return [item.item_id for slip in slips for item in slip.items if item.code in codes]


def consulted(ctx: Context, *codes: str) -> VisitRow:
    """Seen by the doctor, now at the waiting area with these drafted."""
    visit = register(ctx)
    services.queue.call(ctx, visit.visit_id)
    services.queue.finish(ctx, visit.visit_id, to="waiting")
    if codes:
        draft(ctx, visit, *codes)
    return visit


def departed(ctx: Context) -> bool:
    return services.board.read(ctx).inside == ()


def deeds(ctx: Context, count: int) -> list[str]:
    """The last deeds, oldest first."""
    return [row.action for row in reversed(services.history.recent(ctx, count))]


async def at_the_gate(pilot: Pilot[None], *keys: str) -> ExitGate[object]:
    """Ask to leave with these keys."""
    await settle(pilot)
    await strike(pilot, *keys)
    gate = pilot.app.screen
    assert isinstance(gate, ExitGate), text_of(pilot.app)
    return gate


def at_the_desk(app: Workstation) -> bool:
    return isinstance(app.screen, Desk)


def open_points(gate: ExitGate[object]) -> list[str]:
    return [point.key for point in gate._points]


async def test_without_slips_leaving_stays_one_key(ctx: Context, workstation: Opener, english: str) -> None:
    consulted(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "3", "d")
        assert said(app) == ["A001 has left the clinic"]
    assert departed(ctx)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_one_key_settles_each_point_and_then_she_leaves(
    ctx: Context, workstation: Opener, spoken_language: str, size: tuple[int, int]
) -> None:
    consulted(ctx, "cbc")
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        gate = await at_the_gate(pilot, "3", "d")
        assert open_points(gate) == ["sign/1"]
        await strike(pilot, "enter")
        assert open_points(gate) == ["pay/1"]
        assert "20.00" in line_with(app, "未缴费" if spoken_language == "zh_CN" else "not paid")
        await strike(pilot, "space")
        assert open_points(gate) == ["perform/1"]
        await strike(pilot, "enter")
        assert open_points(gate) == ["result/1"]
        await strike(pilot, "enter")
        assert open_points(gate) == ["result/1"]
        assert ("等结果" if spoken_language == "zh_CN" else "wait for it") in text_of(app)
        ORDERS.enter_result(ctx, [1], ResultStatus.ABNORMAL, "WBC 15")
        await strike(pilot, "escape")
        assert at_the_desk(app), text_of(app)
        assert not departed(ctx)
        (place,) = services.board.read(ctx).line
        assert place.entry.kind == "return"
    (item,) = items_of(ctx)
    assert item.signed_by == "王主任"
    assert item.facts.performed_at


async def test_what_was_read_is_shown_and_the_last_point_lets_her_out(
    ctx: Context, workstation: Opener, english: str
) -> None:
    visit = consulted(ctx, "cbc")
    for step in (ORDERS.sign, ORDERS.pay, ORDERS.perform):
        step(ctx, [1])
    ORDERS.enter_result(ctx, [1], ResultStatus.ABNORMAL, f"WBC 15 {HOSTILE}")
    services.queue.call(ctx, visit.visit_id)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await at_the_gate(pilot, "f", "1")
        assert "abnormal WBC 15" in line_with(app, "result not read")
        require_whole(app)
        await strike(pilot, "enter")
        assert at_the_desk(app), text_of(app)
        assert said(app)[-1] == "A001: nothing is open any more, the patient has left"
    assert departed(ctx)
    assert deeds(ctx, 2) == [Deed.READ_RESULTS, Deed.FINISH]


async def test_esc_leaves_her_inside_with_what_was_settled_and_each_can_be_undone(
    ctx: Context, workstation: Opener, english: str
) -> None:
    consulted(ctx, "cbc", "ecg")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        gate = await at_the_gate(pilot, "3", "d")
        await strike(pilot, "enter", "enter")
        assert open_points(gate) == ["pay/1", "pay/2"]
        await strike(pilot, "escape")
        assert not departed(ctx)
        assert [one.facts.signed for one in items_of(ctx)] == [True, True]
        assert "To pay" in text_of(app) or "to pay" in text_of(app)
        await strike(pilot, "u")
        assert [one.facts.signed for one in items_of(ctx)] == [True, False]


async def test_a_point_is_let_pass_with_a_reason_which_serves_for_the_next(
    ctx: Context, workstation: Opener, english: str
) -> None:
    consulted(ctx, "cbc", "ecg")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        gate = await at_the_gate(pilot, "3", "d")
        await strike(pilot, "o", "enter")
        assert "Say why this may stay open" in text_of(app)
        await write(pilot, "comes back tomorrow")
        await strike(pilot, "enter")
        assert open_points(gate) == ["sign/2"]
        await strike(pilot, "ctrl+o", "enter")
        assert at_the_desk(app), text_of(app)
    assert departed(ctx)
    rows = ctx.reading.execute("SELECT point, overridden, reason FROM settlement ORDER BY id").fetchall()
    assert rows == [("sign/1", 1, "comes back tomorrow"), ("sign/2", 1, "comes back tomorrow")]


@pytest.mark.parametrize("key", ["O", "ctrl+a"])
async def test_one_reason_lets_all_pass(ctx: Context, workstation: Opener, english: str, key: str) -> None:
    consulted(ctx, "cbc", "ecg", "urine")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await at_the_gate(pilot, "3", "d", key)
        assert "Reason why all 3 may stay open" in text_of(app)
        app.screen.query_one(PlainInput).value = HOSTILE
        await settle(pilot)
        require_whole(app)
        await strike(pilot, "enter")
        assert at_the_desk(app), text_of(app)
    assert departed(ctx)
    assert deeds(ctx, 4) == [*[Deed.SETTLE] * 3, Deed.DEPART]


@pytest.mark.parametrize(
    ("typed", "day", "meant"),
    [("12-05", date(2026, 12, 5), "Sat, in 14 days"), ("+7", date(2026, 11, 28), "Sat, in 7 days")],
)
@pytest.mark.usefixtures("english")
async def test_a_day_to_come_back_is_agreed_and_what_belongs_to_leaving_is_done(
    ctx: Context, workstation: Opener, typed: str, day: date, meant: str
) -> None:
    visit = consulted(ctx, "nail-removal")
    items = [one.item_id for one in items_of(ctx)]
    services.orders.sign(ctx, [one.item_id for one in items_of(ctx) if not one.facts.signed])
    services.orders.pay(ctx, [one.item_id for one in items_of(ctx) if not one.facts.settled])
    services.orders.perform(ctx, items, override="urgent")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        gate = await at_the_gate(pilot, "3", "d")
        assert open_points(gate)[0] == "return-date"
        await strike(pilot, "enter")
        await write(pilot, "someday")
        await strike(pilot, "enter")
        assert "“someday” is no day" in text_of(app)
        await strike(pilot, *["backspace"] * len("someday"))
        await write(pilot, typed)
        assert meant in text_of(app)
        await strike(pilot, "enter")
        assert all(point.startswith("discharge/") for point in open_points(gate))
        assert len(open_points(gate)) > 0
        await strike(pilot, *["enter"] * len(open_points(gate)))
        assert at_the_desk(app), text_of(app)
    assert departed(ctx)
    (kept,) = ctx.reading.execute("SELECT return_on FROM visit WHERE id = ?", (visit.visit_id,)).fetchone()
    assert kept == day.isoformat()


async def test_what_is_missing_before_it_is_done_is_asked_for_at_the_gate(
    ctx: Context, workstation: Opener, english: str
) -> None:
    consulted(ctx, "nail-removal")
    main = next(one.item_id for one in items_of(ctx) if one.code == "nail-removal")
    services.orders.sign(ctx, [one.item_id for one in items_of(ctx) if not one.facts.signed])
    services.orders.pay(ctx, [one.item_id for one in items_of(ctx) if not one.facts.settled])
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        gate = await at_the_gate(pilot, "3", "d")
        await strike(pilot, *["down"] * open_points(gate).index(f"perform/{main}"), "enter")
        assert "needs first: the signed consent" in text_of(app)
        await write(pilot, "bleeding")
        await strike(pilot, "enter")
        assert f"perform/{main}" not in open_points(gate)
    done = next(one for one in items_of(ctx) if one.item_id == main)
    assert done.override_reason == "bleeding"


async def test_money_is_given_back_at_the_gate(ctx: Context, workstation: Opener, english: str) -> None:
    consulted(ctx, "cbc")
    ORDERS.sign(ctx, [1])
    ORDERS.pay(ctx, [1])
    ORDERS.void(ctx, [1], reason="wrong")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await at_the_gate(pilot, "3", "d")
        assert "20.00 yuan given back" in text_of(app)
        await strike(pilot, "enter")
    assert departed(ctx)
    assert deeds(ctx, 2) == [Deed.REFUND_ORDERS, Deed.DEPART]


def waiting(ctx: Context) -> None:
    draft(ctx, register(ctx), "cbc")


def serving(ctx: Context) -> None:
    waiting(ctx)
    services.queue.call(ctx, 1)
    services.queue.start(ctx, 1)


def seen_by_the_doctor(ctx: Context) -> None:
    consulted(ctx, "cbc")


WAYS: dict[str, tuple[Callable[[Context], None], tuple[str, ...], str]] = {
    "left": (waiting, ("x", *"tired", "enter"), Deed.LEAVE),
    "no-show": (waiting, ("z",), Deed.NO_SHOW),
    "error": (waiting, ("E", *"twice", "enter"), Deed.VOID_VISIT),
    "finish": (serving, ("f", "1"), Deed.FINISH),
    "moved out": (seen_by_the_doctor, ("3", "f4", "0"), Deed.DEPART),
}


@pytest.mark.parametrize("way", WAYS)
async def test_every_way_out_leads_through_the_gate_and_is_carried_out_as_it_was_asked_for(
    ctx: Context, workstation: Opener, english: str, way: str
) -> None:
    stand, keys, deed = WAYS[way]
    stand(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await at_the_gate(pilot, *keys)
        await strike(pilot, "escape")
        assert at_the_desk(app), text_of(app)
        assert not departed(ctx)
        await strike(pilot, *keys[1:] if keys[0] == "3" else keys)
        await strike(pilot, "o", *"no time", "enter")
        assert at_the_desk(app), text_of(app)
        assert "nothing is open any more" in said(app)[-1]
    assert departed(ctx)
    assert deeds(ctx, 1) == [deed]
    if way in {"left", "error"}:
        assert services.history.recent(ctx, 1)[0].reason in {"tired", "twice"}


async def test_a_reason_that_is_missing_is_asked_for_before_the_gate(
    ctx: Context, workstation: Opener, english: str
) -> None:
    waiting(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "E", "enter")
        assert isinstance(app.screen, Ask)
        await at_the_gate(pilot, *"twice", "enter")


@pytest.mark.parametrize("size", [(20, 6), (40, 10)])
async def test_any_window_shows_what_it_can(
    ctx: Context, workstation: Opener, english: str, size: tuple[int, int]
) -> None:
    consulted(ctx, "cbc", "ecg", "urine")
    app = workstation()
    async with app.run_test(size=size) as pilot:
        await at_the_gate(pilot, "3", "d")
        require_whole(app)
        await strike(pilot, "down", "o", "escape")
        require_whole(app)


async def test_two_at_one_gate_see_that_a_point_is_open_no_more(
    ctx: Context, workstation: Opener, english: str
) -> None:
    consulted(ctx, "cbc", "ecg")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        gate = await at_the_gate(pilot, "3", "d")
        ORDERS.sign(ctx, [1])
        await strike(pilot, "enter")
        assert "it is signed already" in text_of(app)
        assert open_points(gate) == ["sign/2", "pay/1"]
