"""Where a patient goes next."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.catalogue import Category, Preparation
from assistant_tui.domain.itinerary import (
    LONGEST_AWAITED,
    Errand,
    Map,
    NextStop,
    OpenItem,
    Spot,
    next_stop,
    results_in,
)
from assistant_tui.domain.orders import Item, Question, questions
from tests.domain.slipfacts import START, item, open_items

CLINIC = Map(
    cashier="cashier",
    waiting="waiting",
    spots={
        "waiting": Spot(1, 0),
        "cashier": Spot(1, 1),
        "lab": Spot(1, 4),
        "ultrasound": Spot(2, 1),
        "xray": Spot(2, 2),
        "pharmacy": Spot(1, 2),
    },
)
PAID: dict[str, Any] = {"signed_at": START, "paid_at": START}
DONE = PAID | {"performed_at": START}
BACK = DONE | {"resulted_at": START}


def one(number: int, where: str | None = "lab", **more: Any) -> OpenItem:
    """An open item named `t<number>`; facts as said, the rest as of an open item."""
    of_item = {name: more.pop(name) for name in list(more) if name in Item.__dataclass_fields__}
    return OpenItem(number, f"t{number}", item(**of_item), where, **more)


def stop(*items: OpenItem, here: str = "waiting", around: Map = CLINIC) -> tuple[str, Errand, str] | None:
    found = next_stop(items, here, around)
    return None if found is None else (found.location, found.errand, str(found.reason))


def test_she_pays_before_anything_that_is_paid_first() -> None:
    unpaid, paid = one(1, "ultrasound", signed_at=START), one(2, **PAID)
    assert stop(unpaid, paid) == ("cashier", Errand.PAY, "to pay: t1")


def test_without_a_cashier_she_pays_at_the_desk() -> None:
    around = Map(None, "waiting", CLINIC.spots)
    assert stop(one(1, signed_at=START), around=around) == ("waiting", Errand.PAY, "to pay: t1")


def test_fasting_tests_go_first_however_far() -> None:
    fasting = one(1, "xray", preparations=(Preparation.FASTING,), **PAID)
    assert stop(one(2, **PAID), fasting, here="lab") == ("xray", Errand.TEST, "t1, while fasting")


@pytest.mark.parametrize(
    ("here", "where"),
    [("waiting", "lab"), ("xray", "xray"), ("ultrasound", "ultrasound"), ("pharmacy", "lab")],
)
def test_the_nearest_test_comes_first(here: str, where: str) -> None:
    tests = [one(1, "xray", **PAID), one(2, "ultrasound", **PAID), one(3, "lab", **PAID)]
    found = stop(*tests, here=here)
    assert found is not None
    assert found[0] == where


def test_all_that_is_done_at_one_place_is_named_together() -> None:
    found = next_stop([one(2, **PAID), one(5, "xray", **PAID), one(1, **PAID)], "waiting", CLINIC)
    assert found is not None
    assert (found.location, found.items, str(found.reason)) == ("lab", (1, 2), "t1, t2")


def test_places_equally_far_go_in_the_order_of_the_pack_then_by_code() -> None:
    around = Map("cashier", "waiting", {"waiting": Spot(), "b": Spot(), "a": Spot()})
    assert stop(one(1, "a", **PAID), one(2, "b", **PAID), around=around) == ("b", Errand.TEST, "t2")
    assert stop(one(1, "y", **PAID), one(2, "x", **PAID), around=around) == ("x", Errand.TEST, "t2")


def test_a_held_surgery_waits_until_what_belongs_to_it_is_done() -> None:
    held = one(1, "theatre", category=Category.SURGERY, held_by=("t2",), **PAID)
    assert stop(held) is None
    assert stop(held, one(2, **PAID)) == ("lab", Errand.TEST, "t2")
    under_way = one(1, "theatre", category=Category.SURGERY, held_by=("t2",), started_at=START, **PAID)
    assert stop(under_way) == ("theatre", Errand.TEST, "t1")


def test_a_consent_is_signed_with_the_doctor() -> None:
    consent = one(1, None, category=Category.CONSENT, amount=0, signed_at=START)
    assert stop(consent) == ("waiting", Errand.DOCTOR, "to sign: t1")


def test_the_doctor_reads_when_all_results_of_the_day_are_in() -> None:
    back, to_come = one(1, **BACK), one(2, **DONE)
    assert stop(back, to_come) == ("waiting", Errand.AWAIT, "until the result is back: t2")
    assert stop(back) == ("waiting", Errand.DOCTOR, "the doctor reads the results")


def test_nobody_waits_for_a_result_that_takes_days() -> None:
    smear = one(2, usual=timedelta(days=3), **DONE)
    assert stop(smear) is None
    assert stop(one(1, **BACK), smear) == ("waiting", Errand.DOCTOR, "the doctor reads the results")
    assert stop(one(2, usual=LONGEST_AWAITED, **DONE)) is not None


def test_what_is_paid_later_is_paid_after_the_doctor_and_before_waiting() -> None:
    dressing = one(
        1, "room", category=Category.TREATMENT, pay_first=False, signed_at=START, performed_at=START
    )
    assert stop(dressing, one(2, **BACK)) == ("waiting", Errand.DOCTOR, "the doctor reads the results")
    assert stop(dressing, one(2, **DONE)) == ("cashier", Errand.PAY, "to pay: t1")
    assert stop(dressing) == ("cashier", Errand.PAY, "to pay: t1")


def test_medicines_are_collected_last() -> None:
    pills = one(1, "pharmacy", category=Category.PRESCRIPTION, last=True, **PAID)
    assert stop(pills, one(2, **DONE)) == ("waiting", Errand.AWAIT, "until the result is back: t2")
    assert stop(pills, one(2, "xray", **PAID)) == ("xray", Errand.TEST, "t2")
    assert stop(pills) == ("pharmacy", Errand.COLLECT, "to collect: t1")


def test_slips_that_wait_for_the_signature_lead_to_the_doctor() -> None:
    assert stop(one(1)) == ("waiting", Errand.DOCTOR, "the doctor has slips to sign")


def test_an_unread_result_is_not_forgotten_when_another_test_cannot_be_done() -> None:
    nowhere = one(2, None, **PAID)
    assert results_in([one(1, **BACK), nowhere]) == ()
    assert stop(one(1, **BACK), nowhere) == ("waiting", Errand.DOCTOR, "the doctor reads the results")


@pytest.mark.parametrize(
    ("other", "complete"),
    [
        (one(2), True),
        (one(2, signed_at=START), False),
        (one(2, **PAID), False),
        (one(2, **DONE), False),
        (one(2, **BACK), True),
        (one(2, usual=timedelta(days=3), **DONE), True),
        (one(2, refused_at=START, **PAID), True),
        (one(2, void_at=START, **DONE), True),
        (one(2, category=Category.TREATMENT, **PAID), True),
    ],
)
def test_results_are_in_once_no_other_of_today_is_missing(other: OpenItem, complete: bool) -> None:
    assert bool(results_in([other, one(1, **BACK)])) is complete


def test_results_that_were_read_bring_nobody_back() -> None:
    assert results_in([one(1, read_at=START, **BACK)]) == ()
    assert results_in([]) == ()


@given(open_items(), st.sampled_from(sorted(CLINIC.spots)), st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(items: list[OpenItem], here: str, rng: random.Random) -> None:
    shuffled = rng.sample(items, len(items))
    assert next_stop(shuffled, here, CLINIC) == next_stop(items, here, CLINIC)
    assert results_in(shuffled) == results_in(items)


@given(open_items(), st.sampled_from(sorted(CLINIC.spots)))
def test_nobody_is_sent_anywhere_for_something_unpaid_held_or_over(items: list[OpenItem], here: str) -> None:
    found = next_stop(items, here, CLINIC)
    by_id = {each.item_id: each for each in items}
    for each in (by_id[number] for number in found.items) if found else ():
        assert questions(each.item)
        if found and found.errand in (Errand.TEST, Errand.COLLECT):
            assert each.where == found.location
            assert Question.PERFORM in questions(each.item)
            assert not each.item.held
            assert not any(Question.PAY in questions(other.item) and other.item.pay_first for other in items)


@given(open_items(), st.sampled_from(sorted(CLINIC.spots)))
def test_nowhere_to_go_means_that_nothing_asks_for_her(items: list[OpenItem], here: str) -> None:
    if next_stop(items, here, CLINIC) is None:
        for each in items:
            assert questions(each.item) <= {Question.PERFORM, Question.REFUND}
            if Question.PERFORM in questions(each.item):
                assert each.where is None or each.item.held
                assert each.item.category is not Category.CONSENT


@given(open_items())
def test_a_stop_names_its_items_in_order_and_the_errand_fits(items: list[OpenItem]) -> None:
    found = next_stop(items, "waiting", CLINIC)
    if isinstance(found, NextStop):
        assert list(found.items) == sorted(set(found.items)) != []


def test_another_floor_is_farther_than_the_same() -> None:
    assert CLINIC.minutes("lab", "lab") == 0
    assert CLINIC.minutes("waiting", "lab") == 4
    assert CLINIC.minutes("lab", "ultrasound") == CLINIC.minutes("ultrasound", "lab") == 8
    assert CLINIC.minutes("lab", "off the map") == 0
