"""The exit gate: nobody leaves with something open, save for a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant_tui import services
from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.exitgate import GateError
from assistant_tui.domain.saying import InputError, RuleError
from assistant_tui.domain.words import Words
from assistant_tui.pack.model import PackBelonging
from assistant_tui.services.context import Context
from tests.factory import register
from tests.services.orders.catalogue import BLOOD, DRESSING, draft, ids, seen, with_catalogue


@pytest.fixture
def clinic(ctx: Context) -> Context:
    clinic = with_catalogue(ctx)
    taught = PackBelonging("education", Words("宣教", "Education given"), frozenset({Category.TREATMENT}))
    pack = replace(clinic.pack, belongings=(taught,), return_date_after=frozenset({Category.TREATMENT}))
    return replace(clinic, pack=pack)


def open_now(ctx: Context, visit_id: int) -> list[str]:
    return [point.key for point in services.gate.points(ctx, visit_id)]


def test_without_slips_she_leaves_with_one_key(clinic: Context) -> None:
    visit = seen(clinic)
    assert services.whereabouts.depart(clinic, visit.visit_id).departed_at


def test_every_way_out_is_gated(clinic: Context) -> None:
    waiting, consulted = register(clinic), seen(clinic)
    draft(clinic, waiting, BLOOD)
    (item,) = ids(draft(clinic, consulted, BLOOD))
    for way in (
        lambda: services.queue.leave(clinic, waiting.visit_id),
        lambda: services.queue.no_show(clinic, waiting.visit_id),
        lambda: services.queue.enter_in_error(clinic, waiting.visit_id, reason="错"),
        lambda: services.whereabouts.depart(clinic, consulted.visit_id),
    ):
        with pytest.raises(GateError, match="cannot leave yet"):
            way()
    board = services.board.read(clinic)
    assert len(board.inside) == 2
    with pytest.raises(GateError) as refused:
        services.whereabouts.depart(clinic, consulted.visit_id)
    assert [point.key for point in refused.value.points] == [f"sign/{item}"]


def test_open_points_are_settled_by_doing_them_or_by_a_reason(clinic: Context) -> None:
    visit = seen(clinic)
    (dressing,) = ids(draft(clinic, visit, DRESSING))
    (blood,) = ids(draft(clinic, visit, BLOOD))
    assert open_now(clinic, visit.visit_id) == [f"sign/{dressing}", f"sign/{blood}"]
    services.orders.sign(clinic, [dressing])
    services.orders.pay(clinic, [dressing])
    services.orders.perform(clinic, [dressing])
    assert open_now(clinic, visit.visit_id) == [f"sign/{blood}", "return-date", "discharge/education"]
    with pytest.raises(InputError):
        services.gate.override(clinic, visit.visit_id, f"sign/{blood}", reason=" ")
    services.gate.override(clinic, visit.visit_id, f"sign/{blood}", reason="患者改日再来")
    with pytest.raises(RuleError):
        services.gate.settle(clinic, visit.visit_id, "return-date")
    with pytest.raises(InputError):
        services.gate.agree_return(clinic, visit.visit_id, date(2026, 11, 21))
    services.gate.agree_return(clinic, visit.visit_id, date(2026, 11, 28))
    assert services.gate.settle(clinic, visit.visit_id, "discharge/education") == ()
    assert services.whereabouts.depart(clinic, visit.visit_id).departed_at
    assert not list(services.checking.check(clinic.database.path))


def test_a_point_is_settled_once(clinic: Context) -> None:
    visit = seen(clinic)
    (blood,) = ids(draft(clinic, visit, BLOOD))
    services.gate.override(clinic, visit.visit_id, f"sign/{blood}", reason="改日")
    with pytest.raises(RuleError, match="not open any more"):
        services.gate.override(clinic, visit.visit_id, f"sign/{blood}", reason="改日")
    services.history.undo(clinic)
    assert open_now(clinic, visit.visit_id) == [f"sign/{blood}"]
