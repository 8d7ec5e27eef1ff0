"""Items for tests: made at will, or by living through random steps that the rules allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.itinerary import OpenItem
from assistant_tui.domain.orders import Item, Step, hindrance, missing_first

START = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
FACTS = {
    Step.SIGN: "signed_at",
    Step.PAY: "paid_at",
    Step.START: "started_at",
    Step.PERFORM: "performed_at",
    Step.RESULT: "resulted_at",
    Step.READ: "read_at",
    Step.REFUSE: "refused_at",
    Step.VOID: "void_at",
    Step.REFUND: "refunded_at",
}


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def item(category: Category = Category.LAB, *, amount: int = 2550, **facts: Any) -> Item:
    """A signed and prepaid kind of item, drafted at the start; facts as said."""
    plain = Item(category, amount, signature=True, pay_first=True, drafted_at=START)
    return replace(plain, **facts)


def may(one: Item, step: Step) -> bool:
    """Whether the step can be taken without an override."""
    begins = step in (Step.START, Step.PERFORM)
    return hindrance(one, step) is None and not (begins and missing_first(one))


def after(one: Item, step: Step, moment: datetime, *, overridden: bool = False) -> Item:
    """The item once the step is taken."""
    facts: dict[str, Any] = {FACTS[step]: moment}
    if overridden:
        facts["overridden"] = True
    return replace(one, **facts)


drafts = st.builds(
    Item,
    category=st.sampled_from(Category),
    amount=st.sampled_from((0, 1, 2550)) | st.integers(0, 99_999_999),
    signature=st.booleans(),
    pay_first=st.booleans(),
    drafted_at=st.just(START),
    consented=st.booleans(),
    held_by=st.sampled_from(((), ("coagulation",))),
)
"""Items of every kind, just drafted."""


@st.composite
def lived(draw: st.DrawFn) -> Item:
    """An item some allowed steps later; what was missing first is overridden now and then."""
    one = draw(drafts)
    for minute in range(draw(st.integers(0, 8))):
        lets_pass = draw(st.booleans())
        open_to = [step for step in Step if may(one, step) or (lets_pass and hindrance(one, step) is None)]
        if not open_to:
            break
        step = draw(st.sampled_from(open_to))
        one = after(one, step, at(minute), overridden=one.overridden or not may(one, step))
    return one


@st.composite
def open_items(draw: st.DrawFn) -> list[OpenItem]:
    """Items of one visit, numbered from 1; prescriptions are collected last."""
    return [
        OpenItem(
            number,
            f"item {number}",
            one,
            where=draw(st.none() | st.sampled_from(("lab", "ultrasound", "pharmacy"))),
            last=one.category is Category.PRESCRIPTION,
        )
        for number, one in enumerate(draw(st.lists(lived(), max_size=6)), start=1)
    ]
