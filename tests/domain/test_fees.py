"""The fee check: sums that never differ from their items."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.fees import Fees, fees
from assistant_tui.domain.orders import Item
from tests.domain.slipfacts import START, item, lived

lives = st.lists(lived(), max_size=8)


@given(lives)
def test_what_is_due_is_what_was_paid_and_not_owed_back_and_what_is_open(items: list[Item]) -> None:
    sums = fees(items)
    assert sums.due == sums.paid - sums.refunded - sums.to_refund + sums.open


@given(lives)
def test_every_sum_is_the_sum_over_single_items(items: list[Item]) -> None:
    alone = [fees([one]) for one in items]
    for name in (field.name for field in fields(Fees)):
        assert getattr(fees(items), name) == sum(getattr(one, name) for one in alone)


@given(lives)
def test_no_sum_is_negative_and_parts_are_no_larger_than_their_whole(items: list[Item]) -> None:
    sums = fees(items)
    assert all(getattr(sums, field.name) >= 0 for field in fields(sums))
    assert sums.refunded + sums.to_refund <= sums.paid
    assert max(sums.unsigned, sums.done_unpaid) <= sums.open <= sums.due
    assert sums.paid_undone <= sums.paid
    assert sums.due == sum(one.amount for one in items if one.counts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Fees(due=2550, open=2550, unsigned=2550)),
        ({"signed_at": START}, Fees(due=2550, open=2550)),
        ({"signed_at": START, "paid_at": START}, Fees(due=2550, paid=2550, paid_undone=2550)),
        ({"signed_at": START, "paid_at": START, "performed_at": START}, Fees(due=2550, paid=2550)),
        ({"signed_at": START, "performed_at": START}, Fees(due=2550, open=2550, done_unpaid=2550)),
        ({"signed_at": START, "paid_at": START, "refused_at": START}, Fees(paid=2550, to_refund=2550)),
        (
            {"signed_at": START, "paid_at": START, "void_at": START, "refunded_at": START},
            Fees(paid=2550, refunded=2550),
        ),
        ({"void_at": START}, Fees()),
    ],
)
def test_each_state_of_an_item_stands_where_it_belongs(facts: dict[str, Any], expected: Fees) -> None:
    assert fees([item(**facts)]) == expected


def test_nothing_ordered_costs_nothing() -> None:
    assert fees([]) == Fees()
