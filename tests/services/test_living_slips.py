"""The living demo's slips: the departments do what is drafted and signed, and nothing that is the user's."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.exitgate import GateError
from assistant_tui.domain.orders import Question
from assistant_tui.domain.typedtimes import instant_typed
from assistant_tui.pack.load import load
from assistant_tui.paths import data_folder
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services.context import Context
from assistant_tui.services.demo import make_demo
from assistant_tui.services.demo.living import Living
from assistant_tui.services.demo.wishes import Wishes
from tests.conftest import ZONE
from tests.factory import register

FRONT_DESK, NURSE = "接诊台", "护士陈洁"
ONLY_THE_USER_S = {
    Deed.DRAFT_ORDERS, Deed.SIGN_ORDERS, Deed.READ_RESULTS, Deed.REFUSE_ORDERS, Deed.VOID_ORDERS,
    Deed.SET_RETURN_DATE, Deed.CALL, Deed.START, Deed.FINISH,
}  # fmt: skip


@pytest.fixture
def life(ctx: Context) -> Living:
    return Living(ctx, seed=1, language="zh_CN")


def live(ctx: Context, life: Living, *, minutes: int) -> list[str]:
    """Let so many minutes pass; answers what was done meanwhile, oldest first."""
    assert isinstance(ctx.clock, FixedClock)
    before = services.history.recent(ctx, 1)[0].number
    for _ in range(minutes * 2):
        ctx.clock.advance(seconds=30)
        life.pulse(ctx)
    rows = services.history.recent(ctx, 10_000)
    return [row.action for row in reversed(rows) if row.number > before]


def seen(ctx: Context, *codes: str, to: str = "cashier", sign: bool = True) -> VisitRow:
    """A patient whose consultation is over, with slips for these services."""
    visit = register(ctx)
    services.queue.call(ctx, visit.visit_id, reason="测试")
    offered = services.catalogue.catalogue(ctx)
    wanted = [Drafted(service) for code in codes if (service := offered.service(code))]
    assert len(wanted) == len(codes)
    slips = services.orders.draft(ctx, visit.visit_id, wanted)
    if sign:
        unsigned = [item.item_id for slip in slips for item in slip.items if Question.SIGN in item.questions]
        services.orders.sign(ctx, unsigned)
    return services.queue.finish(ctx, visit.visit_id, to=to)


def now(ctx: Context, visit: VisitRow) -> VisitRow:
    return services.answers.visit_row(ctx, visit.visit_id)


def test_who_pays_goes_for_her_tests_and_is_back_in_the_line_with_the_results(
    ctx: Context, life: Living
) -> None:
    visit = seen(ctx, "cbc", "ultrasound")
    done = live(ctx, life, minutes=180)
    mine = [one for one in done if one not in {Deed.REGISTER, Deed.TRIAGE, Deed.DO_TASK, Deed.SKIP_TASK}]
    order = [Deed.PAY_ORDERS, Deed.MOVE, Deed.PERFORM_ORDERS, Deed.MOVE, Deed.PERFORM_ORDERS, Deed.MOVE]
    assert [one for one in mine if one != Deed.ENTER_RESULT] == order
    back = now(ctx, visit)
    assert back.entry is not None
    assert (back.entry.kind, back.entry.status) == ("return", "waiting")
    items = [item for slip in services.slips.of_visit(ctx, visit.visit_id) for item in slip.items]
    assert {frozenset(item.questions) for item in items} == {frozenset({Question.READ})}
    assert all(item.performed_by in {"检验科", "B超室", "Laboratory", "Ultrasound"} for item in items)


def test_medicines_are_paid_collected_and_explained_and_she_leaves(ctx: Context, life: Living) -> None:
    visit = seen(ctx, "amoxicillin", "ibuprofen", to="waiting")
    live(ctx, life, minutes=90)
    assert not now(ctx, visit).inside
    assert services.gate.points(ctx, visit.visit_id) == ()


def test_what_is_not_signed_waits_for_the_user_and_goes_on_once_it_is(ctx: Context, life: Living) -> None:
    visit = seen(ctx, "amoxicillin", sign=False)
    live(ctx, life, minutes=120)
    here = now(ctx, visit)
    assert here.stay is not None
    assert here.stay.location == "waiting", "and she does not stand at the cashier for nothing"
    (item,) = (one for slip in services.slips.of_visit(ctx, visit.visit_id) for one in slip.items)
    assert item.questions == {Question.SIGN}
    services.orders.sign(ctx, [item.item_id])
    live(ctx, life, minutes=90)
    assert not now(ctx, visit).inside


def test_the_cashier_gives_back_what_was_voided(ctx: Context, life: Living) -> None:
    visit = seen(ctx, "cbc")
    (item,) = (one for slip in services.slips.of_visit(ctx, visit.visit_id) for one in slip.items)
    services.orders.pay(ctx, [item.item_id])
    services.orders.void(ctx, [item.item_id], reason="开错")
    assert Deed.REFUND_ORDERS in live(ctx, life, minutes=60)
    assert not now(ctx, visit).inside


def test_only_what_the_user_must_say_keeps_her_and_then_she_leaves(ctx: Context, life: Living) -> None:
    visit = seen(ctx, "dressing")
    live(ctx, life, minutes=120)
    assert now(ctx, visit).inside
    with pytest.raises(GateError) as refused:
        services.whereabouts.depart(ctx, visit.visit_id)
    for point in refused.value.points:
        assert point.key.startswith("discharge/")
        services.gate.settle(ctx, visit.visit_id, point.key)
    live(ctx, life, minutes=10)
    assert not now(ctx, visit).inside


def test_a_surgery_begins_once_nothing_is_missing_and_takes_its_time(
    ctx: Context, life: Living, clock: FixedClock
) -> None:
    visit = seen(ctx, "suture")
    by_code = {i.code: i for slip in services.slips.of_visit(ctx, visit.visit_id) for i in slip.items}
    assert Deed.START_ORDER not in live(ctx, life, minutes=120), "the consent is the user's to have signed"
    services.orders.perform(ctx, [by_code["consent-surgery"].item_id])
    done = live(ctx, life, minutes=180)
    assert Deed.START_ORDER in done
    (surgery,) = services.slips.items(ctx, [by_code["suture"].item_id])
    assert surgery.facts.started_at is not None
    assert surgery.facts.performed_at is not None
    assert surgery.facts.performed_at - surgery.facts.started_at >= surgery.usual
    assert surgery.override_reason == ""


def test_who_still_waits_for_her_turn_pays_and_is_tested_where_the_user_sends_her(
    ctx: Context, life: Living
) -> None:
    visit = register(ctx)
    service = services.catalogue.catalogue(ctx).service("cbc")
    assert service is not None
    (slip,) = services.orders.draft(ctx, visit.visit_id, [Drafted(service)])
    services.orders.sign(ctx, [slip.items[0].item_id])
    live(ctx, life, minutes=60)
    stay = now(ctx, visit).stay
    assert stay is not None
    assert stay.location == "waiting", "she does not go by herself and miss her call"
    for place in ("cashier", "lab"):
        services.orders.send_on(ctx, visit.visit_id)
        stay = now(ctx, visit).stay
        assert stay is not None
        assert stay.location == place
        live(ctx, life, minutes=60)
    (item,) = services.slips.items(ctx, [slip.items[0].item_id])
    assert item.facts.performed_at is not None


@pytest.mark.parametrize("pack", ["general", "gynecology"])
def test_nobody_is_stuck_when_the_user_does_her_part(tmp_path: Path, pack: str) -> None:
    """Hours of a demo whose user calls, drafts, signs, reads and settles what only she can."""
    at = instant_typed("10:42", date(2026, 11, 21), ZONE)
    ctx = make_demo(
        tmp_path / "demo.db", load(data_folder() / "packs" / pack), language="zh_CN", seed=2, at=at,
        zone=ZONE, clock=FixedClock(at),
    )  # fmt: skip
    life, rng = Living(ctx, seed=2, language="zh_CN"), random.Random(3)
    wishes = Wishes(ctx.pack, "zh_CN", rng)
    assert isinstance(ctx.clock, FixedClock)
    ctx.database.raw.execute("PRAGMA synchronous = OFF")
    there = {visit.visit_id for visit in services.board.read(ctx).inside}
    for minute in range(5 * 60):
        ctx.clock.advance(minutes=1)
        life.pulse(ctx)
        if minute % 4 == 0:
            _user_works(ctx, wishes)
    board = services.board.read(ctx)
    still = [visit.ticket for visit in board.inside if board.at - _last_step(ctx, visit) > timedelta(hours=2)]
    assert still == []
    assert len(there & {visit.visit_id for visit in board.gone}) > len(there) / 2
    rows = services.history.recent(ctx, 10_000)
    assert not {row.action for row in rows if row.actor in {FRONT_DESK, NURSE}} & ONLY_THE_USER_S
    assert all(after.at >= before.at for after, before in pairwise(rows))
    assert [str(finding.saying) for finding in services.checking.check(ctx.database.path)] == []
    ctx.database.close()


def _last_step(ctx: Context, visit: VisitRow) -> datetime:
    """When something last happened with somebody who was seen; with others it is the user's turn."""
    if visit.entry is None or visit.entry.ended_at is None:
        return ctx.now()
    watched = services.watchlist.of_visit(ctx, visit.visit_id)
    done = [item.facts.latest for slip in services.slips.of_visit(ctx, visit.visit_id) for item in slip.items]
    return max([visit.entry.ended_at, *done, *(one.ended_at or ctx.now() for one in watched)])


def _user_works(ctx: Context, wishes: Wishes) -> None:
    """One round of a diligent user: whatever can be done is done."""
    board = services.board.read(ctx)
    by_question = {
        question: [
            item.item_id
            for slip in services.slips.asking(board.slips, question)
            for item in slip.asking(question)
        ]
        for question in (Question.SIGN, Question.READ)
    }
    if by_question[Question.SIGN]:
        services.orders.sign(ctx, by_question[Question.SIGN])
    if board.serving is not None:
        row = board.serving.visit
        if by_question[Question.READ]:
            services.orders.read_results(ctx, by_question[Question.READ])
        for item in (one for slip in services.slips.of_visit(ctx, row.visit_id) for one in slip.items):
            signs = item.category is Category.CONSENT or item.location == ctx.pack.room.code
            if signs and Question.PERFORM in item.questions:
                services.orders.perform(ctx, [item.item_id], override="当场完成")
        wanted = wishes.rng.choice([wishes.medicines(2), wishes.treatment(), []])
        if wanted:
            drafted = services.orders.draft(ctx, row.visit_id, wanted)
            ids = [i.item_id for slip in drafted for i in slip.items if Question.SIGN in i.questions]
            services.orders.sign(ctx, ids)
        services.queue.finish(ctx, row.visit_id, to=ctx.pack.waiting.code)
    elif board.called is not None:
        services.queue.start(ctx, board.called.visit.visit_id)
    elif board.aside:
        services.queue.resume(ctx, board.aside[0].visit.visit_id)
    elif board.line:
        services.queue.call_next(ctx)
    for visit in services.board.read(ctx).inside:
        _user_sees_off(ctx, visit)


def _user_sees_off(ctx: Context, visit: VisitRow) -> None:
    """What only the user can say when somebody leaves; a result of days is for another time."""
    if visit.entry is None or visit.entry.ended_at is None:
        return
    for point in services.gate.points(ctx, visit.visit_id):
        if point.key.startswith("discharge/"):
            services.gate.settle(ctx, visit.visit_id, point.key)
        elif point.key == "return-date":
            services.gate.agree_return(ctx, visit.visit_id, visit.day + timedelta(days=7))
        elif point.key.startswith("result/") and point.item_id is not None:
            (item,) = services.slips.items(ctx, [point.item_id])
            if item.usual > timedelta(hours=4):
                services.gate.override(ctx, visit.visit_id, point.key, reason="报告次日来取")
        elif point.item_id is not None and point.key.startswith("perform/"):
            (item,) = services.slips.items(ctx, [point.item_id])
            if item.location in {ctx.pack.room.code, None} or item.facts.held:
                services.orders.perform(ctx, [item.item_id], override="当场完成")
