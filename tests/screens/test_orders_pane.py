"""Screen 4: what slips wait for, what each key does to them, and what is stored then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.money import money_text
from assistant_tui.domain.orders import Question, ResultStatus
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.screens import orders_columns
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.menu import PatientMenu
from assistant_tui.screens.orders import OrdersPane
from assistant_tui.screens.slip_panel import SlipPanel
from assistant_tui.services.context import Context
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import lines_of, said, settle, strike, text_of, write
from tests.screens.slipday import LATE, SCAN, drafted, far, ids, morning
from tests.services.orders.catalogue import (
    BLOOD,
    DEPOSIT,
    DRESSING,
    FORM,
    NOTICE,
    SURGERY,
    URINE,
    seen,
    with_catalogue,
)

WIDE = (140, 40)
ORDERS = services.orders


def desk_of(app: Workstation) -> Desk:
    assert isinstance(app.screen, Desk), app.screen
    return app.screen


def pane_of(app: Workstation) -> OrdersPane:
    pane = desk_of(app).pane
    assert isinstance(pane, OrdersPane)
    return pane


def rows_of(app: Workstation) -> list[str]:
    """Rows and headings of the view in sight, single-spaced, without the cursor's mark."""
    table = pane_of(app).table
    lines = [table.render_line(y).text for y in range(1, table.size.height)]
    return [" ".join(line[1:].split()) for line in lines if line.strip()]


def row_of(app: Workstation, number: int) -> str:
    """The first row of this slip."""
    return next(row for row in rows_of(app) if row.startswith(f"{number} "))


def panel_of(app: Workstation) -> str:
    """The panel's lines."""
    panel = desk_of(app).pane.query_one(SlipPanel)
    return "\n".join(panel.render_line(y).text.rstrip() for y in range(panel.size.height))


def item(ctx: Context, item_id: int) -> ItemRow:
    (found,) = services.slips.items(ctx, [item_id])
    return found


async def open_orders(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await strike(pilot, "4")


# What is shown.


@pytest.mark.usefixtures("english")
async def test_each_question_has_its_list_with_the_worst_first(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        shown = [" ".join(row.split()[: 2 if row[0].isdecimal() else 6]) for row in rows_of(app)]
        assert shown == [
            "to be signed 2 open, 1", "6 A003", "11 A006",
            "to be paid 5 open, 1", "1 A001", "4 A003", "5 A003", "9 A004", "10 A005",
            "to be done 3 open", "3 A002", "4 A003", "7 A003",
            "result to come 1 open", "2 A002",
            "to be read 1 open", "2 A002",
            "to be given back 1 open", "8 A004",
        ]  # fmt: skip
        assert "[4 Slips 11]" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_a_row_has_only_the_items_that_ask_their_sum_the_minutes_and_where_she_is(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=(200, 40), notifications=True) as pilot:
        await open_orders(pilot)
        assert row_of(app, 1) == "1 A001 王芳 Blood count, Urine test 37.00 29 late Waiting area"
        assert row_of(app, 11) == "11 A006 李秀英 Ultrasound 120.00 6 late Ultrasound"
        rows = rows_of(app)
        assert (
            rows[rows.index("result to come 1 open") + 1] == "2 A002 曾敏 Urine test x2 24.00 24 Waiting area"
        )
        assert rows[rows.index("to be read 1 open") + 1].endswith(
            "Blood count x2 50.00 24 abnormal Waiting area"
        )


@pytest.mark.usefixtures("english")
async def test_minutes_and_lateness_tick_as_the_alerts_judge_them(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    far(ctx, drafted(ctx, register(ctx), BLOOD), ORDERS.sign)
    clock.advance(minutes=LATE.total_seconds() / 60, seconds=-2)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        read_at = desk_of(app).board.at
        assert row_of(app, 1).endswith("25.00 19 Waiting area")
        clock.advance(seconds=5)
        desk_of(app).tick()
        await settle(pilot)
        assert desk_of(app).board.at == read_at
        assert row_of(app, 1).endswith("25.00 20 late Waiting area")
        desk_of(app).refresh_board()
        await settle(pilot)
        assert [alert.key for alert in desk_of(app).board.alerts] == ["order/1/unpaid"]


@pytest.mark.usefixtures("english")
async def test_a_result_is_late_past_its_usual_time(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    far(ctx, drafted(ctx, register(ctx), BLOOD), ORDERS.sign, ORDERS.pay, ORDERS.perform)
    clock.advance(seconds=(BLOOD.usual + timedelta(seconds=1)).total_seconds())
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        assert rows_of(app)[0] == "result to come 1 open, 1 late"
        assert "30 late" in row_of(app, 1)


@pytest.mark.usefixtures("english")
async def test_with_nothing_open_the_screen_says_what_to_do(ctx: Context, workstation: Opener) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        assert "No slip waits for anything. F7 drafts one" in text_of(app)
        assert "No slip is selected" in text_of(app)
        await strike(pilot, "space")
        assert said(app) == ["Select a slip first"]
        await strike(pilot, "ctrl+b")
        assert "No slip has been drafted today. F7 drafts one" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_hidden_names_are_masked_in_rows_headings_panel_and_fees(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    morning(ctx, clock)
    app = workstation(hide_names=True)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        for keys in ((), ("ctrl+b",), ("ctrl+o",)):
            await strike(pilot, *keys)
            assert "王芳" not in text_of(app)
            assert "A001 王*" in text_of(app).replace("  ", " ").replace("  ", " ")


@pytest.mark.usefixtures("english")
async def test_the_filter_finds_items_names_tickets_and_places(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        for sought, found in (("dressing", {"A005"}), ("曾", {"A002"}), ("a006", {"A006"})):
            await strike(pilot, "slash")
            await write(pilot, sought)
            await strike(pilot, "enter")
            assert {row.split()[1] for row in rows_of(app) if row[0].isdecimal()} == found
            await strike(pilot, "slash", "escape")
        await strike(pilot, "slash", *"xyz", "enter")
        assert "No slip matches" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_by_patient_every_item_has_its_state_and_the_cursor_stays_on_her(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "end")
        assert desk_of(app).require_slip().slip.ticket == "A004"
        for key in ("ctrl+b", "l", "ctrl+b"):
            await strike(pilot, key)
            assert desk_of(app).require_slip().slip.number == 8
            assert pane_of(app).table.has_focus
        rows = rows_of(app)
        assert "A004 欧阳若兰 2 open, 25.00 in all, 25.00 unpaid" in rows
        assert "8 Ultrasound 120.00 void, to be given back 16" in rows
        assert "9 Urine test 12.00 refused" in rows
        assert "2 Blood count x2 50.00 abnormal, to be read 24" in rows
        assert rows[-2:] == ["A007 周洁 nothing open, 25.00 in all", "12 Blood count 25.00 normal, read"]
        await strike(pilot, "end")
        assert desk_of(app).require_visit().ticket == "A007"


@pytest.mark.usefixtures("english")
async def test_results_of_an_earlier_day_are_there_and_lead_to_the_record(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    visit = seen(with_catalogue(ctx))
    far(ctx, drafted(ctx, visit, BLOOD), ORDERS.sign, ORDERS.pay, ORDERS.perform)
    services.gate.override(ctx, visit.visit_id, "result/1", reason="改日取")
    services.whereabouts.depart(ctx, visit.visit_id)
    clock.advance(hours=24)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        assert row_of(app, 1).endswith("24h late 11-21")
        await strike(pilot, "r", "1")
        assert item(ctx, 1).result is ResultStatus.NORMAL
        await strike(pilot, "p")
        assert "王芳" in text_of(app)
        assert "Record no." in text_of(app)


@pytest.mark.usefixtures("english")
async def test_the_panel_tells_every_fact(ctx: Context, clock: FixedClock, workstation: Opener) -> None:
    visit = register(ctx)
    slip = drafted(ctx, visit, BLOOD, quantity=2)
    at = clock.advance(minutes=2)
    clock.advance(minutes=3)
    ORDERS.sign(ctx, [1], by="陈医生", on_paper=True, at=at)
    ORDERS.pay(ctx, [1])
    clock.advance(minutes=5)
    ORDERS.perform(ctx, [1], by="检验科小张")
    ORDERS.enter_result(ctx, [1], ResultStatus.ABNORMAL, "WBC 12.1")
    far(ctx, drafted(ctx, visit, SCAN), ORDERS.sign)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "end")
        panel = panel_of(app)
        assert slip.number == 1
        for told in (
            "No. 1 Lab test  A001 王芳",
            "Next", "Cashier: to pay: Ultrasound",
            "Blood count x2  50.00",
            "to be read 0 min",
            "09:02 陈医生 (on paper)", "09:05 李敏", "09:10 检验科小张", "09:10 abnormal WBC 12.1",
            "Each", "25.00",
            "50.00 / 170.00", "50.00 / 50.00", "0.00 / 120.00",
            "王主任", "09:00 李敏",
        ):  # fmt: skip
            assert told in panel, panel


# What the keys do.


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("space", ["space", "ideographic_space"])
async def test_space_answers_what_each_list_asks_until_all_is_done(
    ctx: Context, workstation: Opener, space: str
) -> None:
    drafted(ctx, register(ctx), BLOOD, URINE)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        asked, told = [], []
        for keys in ((), (), ("enter",), ("enter", "1"), ()):
            asked.append(rows_of(app)[0])
            await strike(pilot, space, *keys)
            told += said(app)
        assert asked == [
            "to be signed 1 open", "to be paid 1 open", "to be done 1 open", "result to come 1 open",
            "to be read 1 open",
        ]  # fmt: skip
        assert told == [
            "Blood count, Urine test: signed",
            "Blood count, Urine test: paid, 37.00 yuan",
            "Blood count, Urine test: done",
            "Blood count, Urine test: result entered",
            "Blood count, Urine test: read by the doctor",
        ]
    for item_id in (1, 2):
        found = item(ctx, item_id)
        assert found.questions == frozenset()
        assert (found.signed_by, found.paid_by, found.result, found.read_by) == (
            "王主任", "李敏", ResultStatus.NORMAL, "王主任",
        )  # fmt: skip
    deeds = [row.action for row in services.history.recent(ctx, 5)]
    assert deeds == ["read-results", "enter-result", "perform-orders", "pay-orders", "sign-orders"]


@pytest.mark.usefixtures("english")
async def test_undo_takes_a_whole_step_back(ctx: Context, workstation: Opener) -> None:
    drafted(ctx, register(ctx), BLOOD, URINE)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "s", "u")
        assert rows_of(app)[0] == "to be signed 1 open"
        assert item(ctx, 1).facts.signed_at is None
        assert item(ctx, 2).facts.signed_at is None


@pytest.mark.usefixtures("english")
async def test_signing_one_after_the_other_goes_down_the_list(ctx: Context, workstation: Opener) -> None:
    for name in ("王芳", "曾敏", "赵强"):
        drafted(ctx, register(ctx, name), BLOOD)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "s", "s", "s")
        assert rows_of(app)[0] == "to be paid 3 open"
        await strike(pilot, "home", "c")
        assert [row.split()[1] for row in rows_of(app)[1:3]] == ["A002", "A003"]


@pytest.mark.usefixtures("english")
async def test_signed_on_paper_keeps_the_name_and_the_time(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    drafted(ctx, register(ctx), BLOOD)
    clock.advance(minutes=10)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "S")
        assert "王主任" in text_of(app)
        assert "09:10" in text_of(app)
        await strike(pilot, "down", "ctrl+u")
        await write(pilot, "09:20")
        await strike(pilot, "ctrl+s")
        assert "not in the future" in text_of(app)
        await strike(pilot, "ctrl+u")
        await write(pilot, "9:04")
        await strike(pilot, "enter")
        assert said(app) == ["Blood count: signed on paper"]
    found = item(ctx, 1)
    assert (found.on_paper, found.signed_by) == (True, "王主任")
    assert found.facts.signed_at == clock.at - timedelta(minutes=6)


@pytest.mark.usefixtures("english")
async def test_within_the_minute_of_the_draft_the_paper_signature_is_right_after_it(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    clock.advance(seconds=40)
    slip = drafted(ctx, register(ctx), BLOOD)
    clock.advance(minutes=3)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "S", "down", "ctrl+u")
        await write(pilot, "09:00")
        await strike(pilot, "enter")
    assert item(ctx, 1).facts.signed_at == slip.drafted_at


@pytest.mark.usefixtures("english")
async def test_what_must_be_there_first_is_said_and_a_reason_lets_it_pass(
    ctx: Context, workstation: Opener
) -> None:
    drafted(ctx, register(ctx), BLOOD)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "d")
        assert "Missing first: Blood count (the doctor's signature, the payment)" in text_of(app)
        await strike(pilot, "enter")
        assert "Or give a reason" in text_of(app)
        assert item(ctx, 1).facts.performed_at is None
        await write(pilot, "emergency")
        await strike(pilot, "enter")
        assert said(app) == ["Blood count: done"]
        assert "all the same: emergency" in panel_of(app)
    assert item(ctx, 1).override_reason == "emergency"
    assert not list(services.checking.check(ctx.database.path))


@pytest.mark.usefixtures("english")
async def test_a_digit_leaves_one_item_out(ctx: Context, workstation: Opener) -> None:
    far(ctx, drafted(ctx, register(ctx), BLOOD, URINE), ORDERS.sign, ORDERS.pay)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "d", "１", "2")
        assert "[ ] 1" in text_of(app).replace("  ", " ")
        await strike(pilot, "enter")
        assert "Tick at least one" in text_of(app)
        await strike(pilot, "down", "space", "enter")
    assert item(ctx, 1).facts.performed_at is None
    assert item(ctx, 2).facts.performed_at is not None


@pytest.mark.usefixtures("english")
async def test_a_result_may_have_words_and_be_put_right_until_it_is_read(
    ctx: Context, workstation: Opener
) -> None:
    far(ctx, drafted(ctx, register(ctx), BLOOD), ORDERS.sign, ORDERS.pay, ORDERS.perform)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "r", "3")
        await write(pilot, "see letter")
        await strike(pilot, "enter")
        assert (item(ctx, 1).result, item(ctx, 1).result_text) == (ResultStatus.TEXT, "see letter")
        await strike(pilot, "r", "tab", "ctrl+u")
        await write(pilot, "WBC 12")
        await strike(pilot, "enter", "2")
        assert (item(ctx, 1).result, item(ctx, 1).result_text) == (ResultStatus.ABNORMAL, "WBC 12")
        await strike(pilot, "k", "ctrl+b", "r")
        assert said(app)[-1] == "Blood count: the result was read already"


@pytest.mark.usefixtures("english")
async def test_with_the_last_result_it_is_said_that_she_is_back_in_the_queue(
    ctx: Context, workstation: Opener
) -> None:
    visit = seen(with_catalogue(ctx), to="lab")
    far(ctx, drafted(ctx, visit, BLOOD, URINE), ORDERS.sign, ORDERS.pay, ORDERS.perform)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "r", "2", "enter", "1")
        assert said(app) == ["Blood count: result entered"]
        await strike(pilot, "home", "r", "1")
        assert said(app) == [
            "Urine test: result entered",
            "A001 is in the queue again: back with results",
        ]
    assert [row.visit.visit_id for row in services.board.read(ctx).line] == [visit.visit_id]


@pytest.mark.usefixtures("english")
async def test_a_refusal_has_a_reason_and_says_whether_the_form_is_signed(
    ctx: Context, workstation: Opener
) -> None:
    drafted(ctx, register(ctx), BLOOD, URINE)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "f", "1", "enter")
        assert "The patient declines Urine test" in text_of(app)
        await strike(pilot, "ctrl+s")
        assert "Say why the patient declines" in text_of(app)
        await write(pilot, "not today")
        await strike(pilot, "enter", "2", "enter")
        assert said(app) == ["Urine test: refused"]
        assert "not today (form signed)" in " ".join(panel_of(app).split())
    found = item(ctx, 2)
    assert (found.refusal_reason, found.refusal_form) == ("not today", True)
    assert item(ctx, 1).questions == {Question.SIGN}


@pytest.mark.usefixtures("english")
async def test_what_was_paid_and_is_void_is_given_back(ctx: Context, workstation: Opener) -> None:
    far(ctx, drafted(ctx, register(ctx), SCAN), ORDERS.sign, ORDERS.pay)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "x")
        assert "Void Ultrasound: 120.00 yuan must be given back" in text_of(app)
        await strike(pilot, "enter")
        assert "Say why it is voided" in text_of(app)
        await write(pilot, "mistake")
        await strike(pilot, "enter")
        assert rows_of(app)[0] == "to be given back 1 open"
        await strike(pilot, "space")
        assert said(app) == ["Ultrasound: 120.00 yuan given back"]
    found = item(ctx, 1)
    assert (found.void_reason, found.facts.refunded_at is not None) == ("mistake", True)


@pytest.mark.usefixtures("english")
async def test_a_surgery_begins_before_it_is_done_and_needs_its_consent(
    ctx: Context, workstation: Opener
) -> None:
    clinic = with_catalogue(ctx)
    slips = ORDERS.draft(clinic, register(ctx).visit_id, [Drafted(SURGERY)])
    by_code = {one.code: one for slip in slips for one in slip.items}
    for one in by_code.values():
        if one.facts.signature:
            ORDERS.sign(ctx, [one.item_id])
        if one.facts.amount:
            ORDERS.pay(ctx, [one.item_id])
    for code in ("cbc", "urine"):
        ORDERS.perform(ctx, [by_code[code].item_id])
        ORDERS.enter_result(ctx, [by_code[code].item_id], ResultStatus.NORMAL)
        ORDERS.read_results(ctx, [by_code[code].item_id])
    ORDERS.perform(ctx, [by_code[NOTICE.code].item_id])
    surgery = by_code[SURGERY.code].item_id
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        assert "not yet" in row_of(app, 1)
        assert "the signed consent" in panel_of(app)
        await strike(pilot, "space")
        assert "Missing first: Outpatient surgery (the signed consent" in text_of(app)
        await strike(pilot, "escape")
        assert item(ctx, surgery).facts.started_at is None
        ORDERS.perform(ctx, [by_code[FORM.code].item_id])
        desk_of(app).refresh_board()
        await strike(pilot, "home", "space")
        assert "begun" in row_of(app, 1)
        assert item(ctx, surgery).facts.performed_at is None
        await strike(pilot, "space")
        assert said(app) == ["Outpatient surgery: done"]
    assert item(ctx, surgery).facts.performed_at is not None


@pytest.mark.usefixtures("english")
async def test_an_admission_is_handed_over_to_somebody(ctx: Context, workstation: Opener) -> None:
    clinic = with_catalogue(ctx)
    (slip,) = ORDERS.draft(clinic, register(ctx).visit_id, [Drafted(DEPOSIT, price=200000)])
    ORDERS.pay(ctx, ids(slip.items))
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "d", "enter")
        assert "Type who has taken over" in text_of(app)
        await write(pilot, "病房陈护士")
        await strike(pilot, "enter")
        assert said(app) == ["Deposit: done"]
    assert item(ctx, 1).performed_by == "病房陈护士"


@pytest.mark.usefixtures("english")
async def test_by_patient_a_key_acts_on_the_one_item_under_the_cursor(
    ctx: Context, workstation: Opener
) -> None:
    drafted(ctx, register(ctx), BLOOD, URINE)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "ctrl+b", "end", "s")
        assert rows_of(app)[1:] == [
            "1 Blood count 25.00 to be signed 0",
            "1 Urine test 12.00 to be paid 0",
        ]


@pytest.mark.usefixtures("english")
async def test_footer_and_menu_offer_only_what_the_slip_can_take(ctx: Context, workstation: Opener) -> None:
    far(ctx, drafted(ctx, register(ctx), BLOOD), ORDERS.sign, ORDERS.pay)
    drafted(ctx, register(ctx, "曾敏"), DRESSING)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "end", "enter")
        assert isinstance(app.screen, PatientMenu)
        assert "No. 1 Lab test  A001 王芳" in text_of(app)
        offered = [offer.id for offer in app.screen._offers]
        assert offered[:4] == ["answer_slip", "do_slip", "refuse_slip", "void_slip"]
        assert "move" in offered
        assert {"sign_slip", "pay_slip", "call", "hold"}.isdisjoint(offered)
        await strike(pilot, "2")
        assert item(ctx, 1).facts.performed_at is not None
        await strike(pilot, "home", "c")
        assert said(app)[-1] == "Dressing: the doctor has not signed it"


@pytest.mark.usefixtures("english")
async def test_keys_that_work_everywhere_work_here_for_her(ctx: Context, workstation: Opener) -> None:
    first, second = register(ctx), register(ctx, "曾敏")
    drafted(ctx, second, BLOOD)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "f4", "4")
        places = {visit.visit_id: visit.stay for visit in services.board.read(ctx).inside}
        stay, other = places[second.visit_id], places[first.visit_id]
        assert stay is not None
        assert other is not None
        assert (stay.location, other.location) == ("lab", "waiting")
        await strike(pilot, "w")
        assert "A002 曾敏" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_an_alert_about_a_slip_finds_its_row_here(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    visits = morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_orders(pilot)
        assert pane_of(app).select_visit(visits[5].visit_id)
        await settle(pilot)
        assert desk_of(app).require_slip().slip.number == 11
        assert not pane_of(app).select_visit(visits[6].visit_id)


# The fee check.


def amounts(line: str) -> list[str]:
    return [part for part in line.split() if part == "-" or part.replace(".", "").isdecimal()]


@pytest.mark.usefixtures("english")
async def test_the_fee_check_adds_up_by_patient_by_category_and_over_all(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=(120, 50), notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, "ctrl+o")
        lines = lines_of(app)
        total = next(line for line in lines if "All patients" in line)
        assert amounts(total) == ["1528.00", "339.00", "1309.00", "-", "120.00", "90.00", "120.00"]
        second = next(line for line in lines if "A002" in line and "曾敏" in line)
        assert amounts(second) == ["194.00", "194.00", "-", "-", "-", "-", "120.00"]
        columns = {cell_len(line.rstrip()) for line in lines if line.rstrip().endswith(".00")}
        assert len(columns) == 1
        await strike(pilot, "escape")
        assert isinstance(app.screen, Desk)


# The size of a busy day.


def busy(ctx: Context, visits: int) -> list[VisitRow]:
    """So many patients with eight items each."""
    clinic = with_catalogue(ctx)
    eight = [BLOOD, URINE, SCAN, DRESSING, BLOOD, URINE, SCAN, DRESSING]
    found = []
    for number in range(visits):
        visit = register(ctx, f"患者{number}")
        ORDERS.draft(clinic, visit.visit_id, [Drafted(service) for service in eight])
        found.append(visit)
    return found


@pytest.mark.parametrize("size", [(1, 1), (20, 6), (80, 24), (300, 90)])
@pytest.mark.usefixtures("spoken_language")
async def test_any_size_will_do(ctx: Context, workstation: Opener, size: tuple[int, int]) -> None:
    busy(ctx, 3)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_orders(pilot)
        await strike(
            pilot, "s", "end", "x", "escape", "slash", "x", "escape", "l", "home", "ctrl+o", "escape"
        )
        assert len(lines_of(app)) == size[1]


@pytest.mark.parametrize("view", [(), ("ctrl+b",)])
@pytest.mark.usefixtures("english")
async def test_only_the_rows_in_view_are_formatted(
    ctx: Context, workstation: Opener, view: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(ctx, 30)
    formatted: list[int] = []

    def counting(amount: int) -> str:
        formatted.append(amount)
        return money_text(amount)

    monkeypatch.setattr(orders_columns, "money_text", counting)
    app = workstation()
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await open_orders(pilot)
        await strike(pilot, *view)
        assert len(pane_of(app)._rows) > 90
        assert len(formatted) < 120
