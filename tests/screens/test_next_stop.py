"""Where the slips send a patient next: on the lists, in the panel, and by one key."""

from __future__ import annotations

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.screens.desk import Desk
from assistant_tui.services.context import Context
from assistant_tui.widgets.alert_line import AlertLine
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, said, settle, strike, text_of
from tests.screens.test_exit_gate import consulted, draft

NARROW, WIDE, VERY_WIDE = (80, 24), (120, 32), (170, 40)
ORDERS = services.orders


def place_of(ctx: Context, visit_id: int = 1) -> str:
    visit = services.board.read(ctx).visit(visit_id)
    assert visit is not None
    assert visit.stay is not None
    return visit.stay.location


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_panel_says_where_and_why(
    ctx: Context, workstation: Opener, spoken_language: str, size: tuple[int, int]
) -> None:
    draft(ctx, register(ctx), "cbc")
    ORDERS.sign(ctx, [1])
    app = workstation()
    words = {"en": "Cashier: to pay: Full blood", "zh_CN": "收费处：缴费：血常规"}[spoken_language]
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert (
            line_with(app, words).split(words)[0].split()[-1]
            == {"en": "Next", "zh_CN": "下一站"}[spoken_language]
        )
        await strike(pilot, "3")
        assert words in text_of(app)


async def test_the_whereabouts_name_the_next_stop_and_a_wide_queue_does(
    ctx: Context, workstation: Opener, english: str
) -> None:
    draft(ctx, register(ctx), "cbc")
    ORDERS.sign(ctx, [1])
    app = workstation()
    async with app.run_test(size=VERY_WIDE) as pilot:
        await settle(pilot)
        assert "in turn                  Cashier" in text_of(app)
        await strike(pilot, "3")
        assert "Cashier" in line_with(app, "waiting #1")


@pytest.mark.parametrize("key", [".", "。", "ctrl+r"])
async def test_one_key_sends_her_on_stop_by_stop_and_back_to_the_doctor(
    ctx: Context, clock: FixedClock, workstation: Opener, key: str, english: str
) -> None:
    consulted(ctx, "cbc")
    ORDERS.sign(ctx, [1])
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "3", key)
        assert place_of(ctx) == "cashier"
        assert said(app)[-1] == "A001 goes on to Cashier: to pay: Full blood count"
        await strike(pilot, key)
        assert said(app)[-1].startswith("A001 is at Cashier already: to pay")
        ORDERS.pay(ctx, [1])
        clock.advance(minutes=1)
        await strike(pilot, key)
        assert place_of(ctx) == "lab"
        ORDERS.perform(ctx, [1])
        await strike(pilot, key)
        assert place_of(ctx) == "waiting"
        ORDERS.enter_result(ctx, [1], ResultStatus.NORMAL)
        assert isinstance(app.screen, Desk)
        app.screen.refresh_board()
        await strike(pilot, key)
        assert said(app)[-1] == "To the next stop: not now for A001. Enter shows what can be done"
    (place,) = services.board.read(ctx).line
    assert place.entry.kind == "return"


async def test_who_has_no_slips_has_nowhere_to_go(ctx: Context, workstation: Opener, english: str) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        assert "next stop" not in text_of(app)
        await strike(pilot, ".")
        assert said(app)[-1].startswith("To the next stop: not now for A001")
    assert place_of(ctx) == "waiting"


async def test_who_was_seen_and_waits_for_a_signature_is_queued_again(
    ctx: Context, workstation: Opener, english: str
) -> None:
    consulted(ctx, "cbc")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "3", ".")
        assert said(app)[-1] == "A001 goes on to Doctor: the doctor has slips to sign"
    assert services.board.read(ctx).line[0].entry.kind == "return"


async def test_an_alert_about_slips_leads_to_the_patient(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str
) -> None:
    visit = consulted(ctx, "cbc")
    register(ctx, "李四")
    ORDERS.sign(ctx, [1])
    clock.advance(minutes=25)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        line = app.screen.query_one(AlertLine)
        alert = next(one for one in line._alerts if one.key.startswith("order/"))
        line.clicked(alert)
        await settle(pilot)
        assert isinstance(app.screen, Desk)
        assert app.screen.pane.id == "orders"
        assert app.screen.pane.selected_slip is not None
        assert app.screen.selected_visit is not None
        assert app.screen.selected_visit.visit_id == visit.visit_id
