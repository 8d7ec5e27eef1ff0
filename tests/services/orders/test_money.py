"""Money through the services, by property: no sum ever differs from its items, exact to the fen."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant_tui import services
from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.money import DEAREST, money_text
from assistant_tui.domain.orders import ResultStatus, Step, hindrance
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.services import draftlines
from assistant_tui.services.context import Context
from tests.factory import register
from tests.services.orders.catalogue import CATALOGUE, with_catalogue


@dataclass(frozen=True)
class Typed:
    """What is typed of one item: its code, how many, and at which price in fen where it has none."""

    code: str
    quantity: int
    price: int | None

    @property
    def text(self) -> str:
        """As it stands in the line."""
        price = "" if self.price is None else f" @{money_text(self.price)}"
        return f"{self.code} x{self.quantity}{price}"

    @property
    def amount(self) -> int:
        """What it costs, in fen."""
        service = CATALOGUE.service(self.code)
        assert service is not None
        price = service.price if self.price is None else self.price
        assert price is not None
        return price * self.quantity


quantities = st.integers(1, 999) | st.sampled_from([1, 2, 3, 998, 999])
priced = st.builds(
    Typed,
    st.sampled_from(["cbc", "urine", "scan", "dressing", "talk", "notice", "numbing"]),
    quantities,
    st.none(),
)
typed_price = st.integers(0, DEAREST // 999) | st.sampled_from([1, 99, 101, 1999, 12345, DEAREST // 999])
unpriced = st.builds(Typed, st.just("deposit"), quantities, typed_price)
drafts = st.lists(priced | unpriced, min_size=1, max_size=6, unique_by=lambda one: one.code)


@given(lines=st.lists(drafts, min_size=1, max_size=3), seed=st.integers(0, 999))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sum_ever_differs_from_its_items(ctx: Context, lines: list[list[Typed]], seed: int) -> None:
    clinic, rng = with_catalogue(ctx), random.Random(seed)
    hers = {}
    for line in lines:
        visit = register(clinic)
        hers[visit.visit_id] = sum(one.amount for one in line)
        preview = draftlines.preview(clinic, visit.visit_id, ", ".join(one.text for one in line))
        assert not preview.line.unsure
        assert preview.amount == hers[visit.visit_id]
        slips = services.orders.draft(clinic, visit.visit_id, preview.line.items)
        assert sum(item.facts.amount for slip in slips for item in slip.items) == preview.amount
        live_on(clinic, slips, rng)
    listed = services.slips.of_day(clinic)
    day = services.slips.fee_check(listed)
    for row in day.rows:
        if row.visit_id in hers:
            ordered = [item for item in of(listed, row.visit_id) if item.facts.counts]
            gone = hers[row.visit_id] - sum(item.facts.amount for item in ordered)
            assert row.fees.due + gone == hers[row.visit_id]
            assert row.fees.due == row.fees.paid - row.fees.refunded - row.fees.to_refund + row.fees.open
    for name in ("due", "paid", "refunded", "to_refund", "open", "unsigned", "done_unpaid", "paid_undone"):
        total = getattr(day.fees, name)
        assert total == sum(getattr(row.fees, name) for row in day.rows)
        assert total == sum(getattr(part, name) for part in day.by_category.values())
        assert isinstance(total, int)
    assert clinic.reading.execute(
        "SELECT SUM(quantity * price), SUM(amount), TOTAL(typeof(amount) <> 'integer') FROM order_item"
    ).fetchone() == (*[sum(item.facts.amount for slip in listed for item in slip.items)] * 2, 0.0)


def of(listed: tuple[SlipRow, ...], visit_id: int) -> list[ItemRow]:
    """The items of one visit."""
    return [item for slip in listed if slip.visit_id == visit_id for item in slip.items]


def live_on(ctx: Context, slips: tuple[SlipRow, ...], rng: random.Random) -> None:
    """Some of the items are signed, paid, done, refused, voided, given back: whatever they may."""
    acts: dict[Step, Callable[[list[int]], object]] = {
        Step.SIGN: lambda ids: services.orders.sign(ctx, ids),
        Step.PAY: lambda ids: services.orders.pay(ctx, ids),
        Step.PERFORM: lambda ids: services.orders.perform(ctx, ids, override="先做后付"),
        Step.RESULT: lambda ids: services.orders.enter_result(ctx, ids, ResultStatus.NORMAL),
        Step.REFUSE: lambda ids: services.orders.refuse(ctx, ids, reason="不做", form_signed=True),
        Step.VOID: lambda ids: services.orders.void(ctx, ids, reason="开错"),
        Step.REFUND: lambda ids: services.orders.refund(ctx, ids),
    }
    ids = [item.item_id for slip in slips for item in slip.items]
    for step, act in acts.items():
        may = [item.item_id for item in services.slips.items(ctx, ids) if not hindrance(item.facts, step)]
        unlikely = step in {Step.REFUSE, Step.VOID}
        if chosen := [one for one in may if rng.random() < (0.2 if unlikely else 0.7)]:
            act(chosen)


def test_a_price_that_is_typed_is_kept_to_the_fen(ctx: Context) -> None:
    clinic = with_catalogue(ctx)
    for price in ("0.01", "19.99", "1000.99"):
        visit = register(clinic)
        line = draftlines.preview(clinic, visit.visit_id, f"deposit x999 @{price}")
        (slip,) = services.orders.draft(clinic, visit.visit_id, line.line.items)
        assert slip.category is Category.ADMISSION
        assert money_text(slip.items[0].price) == price
        assert slip.items[0].facts.amount == slip.items[0].price * 999
    assert services.slips.fees_of([slip]).due == slip.items[0].price * 999
