"""The exit gate: what is open when a patient leaves."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.exitgate import Belonging, GateError, OpenPoint, PointKind, open_points
from assistant_tui.domain.itinerary import OpenItem
from assistant_tui.domain.orders import Item, Question, questions
from tests.domain.slipfacts import START, item, open_items

EDUCATION = Belonging("education", "Education given", frozenset({Category.SURGERY, Category.ADMISSION}))
MEDICINES = Belonging("medicines", "Medicines collected", frozenset({Category.PRESCRIPTION}))


def points(
    items: list[OpenItem], *, known: bool = False, passed: frozenset[str] = frozenset()
) -> list[OpenPoint]:
    return open_points(
        items,
        return_date_known=known,
        needs_return_date=[Category.SURGERY],
        belongings=[EDUCATION, MEDICINES],
        passed=passed,
    )


def named(one: Item) -> list[str]:
    return [str(point.saying) for point in points([OpenItem(7, "item 7", one)])]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ["item 7: not signed"]),
        ({"signed_at": START}, ["item 7: not paid"]),
        ({"signed_at": START, "pay_first": False}, ["item 7: not paid", "item 7: not done"]),
        ({"signed_at": START, "paid_at": START}, ["item 7: not done"]),
        ({"signed_at": START, "performed_at": START}, ["item 7: not paid", "item 7: result not back"]),
        ({"signed_at": START, "paid_at": START, "performed_at": START}, ["item 7: result not back"]),
        ({"signed_at": START, "paid_at": START, "void_at": START}, ["item 7: money not given back"]),
        ({"refused_at": START}, []),
    ],
)
def test_each_item_says_what_is_open_of_it(facts: dict[str, Any], said: list[str]) -> None:
    assert named(item(**facts)) == said


def test_after_a_surgery_a_date_and_what_belongs_to_the_discharge_are_asked_for() -> None:
    done = OpenItem(3, "curettage", item(Category.SURGERY, amount=0, signed_at=START, performed_at=START))
    assert [point.key for point in points([done])] == ["return-date", "discharge/education"]
    assert [point.key for point in points([done], known=True)] == ["discharge/education"]


@pytest.mark.parametrize(
    "facts", [{"signed_at": START}, {"signed_at": START, "performed_at": START, "void_at": START}]
)
def test_a_surgery_that_was_not_done_asks_for_no_discharge(facts: dict[str, Any]) -> None:
    surgery = OpenItem(3, "curettage", item(Category.SURGERY, **facts))
    assert not {"return-date", "discharge/education"} & {point.key for point in points([surgery])}


@given(open_items())
def test_every_open_question_is_one_point_and_no_other_item_has_any(items: list[OpenItem]) -> None:
    keys = Counter(point.key for point in points(items) if point.item_id is not None)
    assert keys == Counter(f"{asked}/{one.item_id}" for one in items for asked in questions(one.item))


@given(open_items(), st.data())
def test_what_was_passed_is_gone_and_nothing_else(items: list[OpenItem], data: st.DataObject) -> None:
    before = points(items)
    passed = data.draw(st.frozensets(st.sampled_from([point.key for point in before] or ["none"])))
    assert points(items, passed=passed) == [point for point in before if point.key not in passed]
    assert points(items, known=True, passed=frozenset(point.key for point in before)) == []


@given(open_items())
def test_points_stand_in_the_order_in_which_they_are_settled(items: list[OpenItem]) -> None:
    order = list(PointKind)
    ranks = [order.index(point.kind) for point in points(items)]
    assert ranks == sorted(ranks)


def test_an_error_at_the_gate_counts_and_keeps_what_is_open() -> None:
    found = points([OpenItem(7, "cbc", item())])
    error = GateError("A007", found)
    assert error.points == tuple(found)
    assert str(error) == "A007 cannot leave yet, open: 1. Settle each, or give a reason"


def test_every_question_is_a_kind_of_point() -> None:
    assert {question.value for question in Question} <= {kind.value for kind in PointKind}
