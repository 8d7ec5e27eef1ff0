"""One item of a slip: what may happen to it when, and what it waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant_tui.domain.catalogue import WITH_RESULT, Category
from assistant_tui.domain.orders import (
    QUESTION_WORDS,
    RESULT_WORDS,
    UNPAID_TOO_LONG,
    Item,
    OrderStatus,
    Question,
    ResultStatus,
    Step,
    duplicates,
    hindrance,
    holds_back,
    missing_first,
    overdue_since,
    questions,
    require_step,
    status,
    unpaid_since,
)
from assistant_tui.domain.saying import RuleError
from tests.domain.slipfacts import FACTS, START, after, at, drafts, item, lived, may

ORDER = (OrderStatus.DRAFT, OrderStatus.ACTIVE, OrderStatus.COMPLETED, OrderStatus.REVOKED)
ONCE = [step for step in Step if step is not Step.RESULT]


class ItemLife(RuleBasedStateMachine):
    """Random steps of one item; those that the rules refuse are refused, and change nothing."""

    @initialize(drafted=drafts)
    def draft(self, drafted: Item) -> None:
        self.item = drafted
        self.minute = 0
        self.taken: list[Step] = []
        self.reached = status(drafted)
        self.missing_when_begun: list[str] | None = None

    @rule(step=st.sampled_from(Step), overridden=st.booleans())
    def take(self, step: Step, overridden: bool) -> None:
        if hindrance(self.item, step):
            with pytest.raises(RuleError, match="blood count"):
                require_step("blood count", self.item, step)
            return
        require_step("blood count", self.item, step)
        begins = step in (Step.START, Step.PERFORM) and not self.item.begun
        missing = missing_first(self.item) if begins else []
        if missing and not overridden:
            return
        if begins:
            self.missing_when_begun = [str(one) for one in missing]
        self.minute += 1
        self.item = after(self.item, step, at(self.minute), overridden=bool(missing) or self.item.overridden)
        self.taken.append(step)

    @precondition(lambda self: self.item.held_by or not self.item.consented)
    @rule()
    def what_belongs_to_it_is_settled(self) -> None:
        self.item = replace(self.item, held_by=(), consented=True)

    @invariant()
    def i5_nothing_begins_before_it_may_save_for_a_reason(self) -> None:
        if self.item.begun:
            assert self.missing_when_begun is not None
            assert self.item.overridden == bool(self.missing_when_begun)
            if not self.item.overridden:
                assert self.item.signed
                assert self.item.settled or not self.item.pay_first

    @invariant()
    def every_step_but_the_result_happens_at_most_once(self) -> None:
        for step in ONCE:
            assert self.taken.count(step) <= 1
            if step in self.taken:
                assert hindrance(self.item, step) is not None

    @invariant()
    def the_status_only_goes_forward(self) -> None:
        now = status(self.item)
        assert ORDER.index(now) >= ORDER.index(self.reached)
        self.reached = now

    @invariant()
    def an_item_that_is_over_asks_for_nothing_but_a_refund(self) -> None:
        if not self.item.counts:
            assert status(self.item) is OrderStatus.REVOKED
            assert questions(self.item) <= {Question.REFUND}
            assert (Question.REFUND in questions(self.item)) == may(self.item, Step.REFUND)
            assert [step for step in Step if may(self.item, step) and step is not Step.REFUND] == []

    @invariant()
    def each_question_is_answered_by_a_step_that_can_be_taken(self) -> None:
        for question in questions(self.item):
            assert hindrance(self.item, Step(question.value)) is None

    @invariant()
    def the_facts_come_in_their_order(self) -> None:
        facts = self.item
        for earlier, later in (
            (facts.performed_at, facts.resulted_at),
            (facts.resulted_at, facts.read_at),
            (facts.paid_at, facts.refunded_at),
        ):
            assert later is None or (earlier is not None and earlier <= later)
        assert facts.latest == at(self.minute)

    @invariant()
    def an_item_that_asks_for_nothing_is_over_or_all_done(self) -> None:
        if self.item.counts and not questions(self.item):
            assert self.item.signed
            assert self.item.settled
            assert status(self.item) is OrderStatus.COMPLETED
            assert not self.item.gives_result or self.item.read_at


TestItemLife = ItemLife.TestCase
TestItemLife.settings = settings(max_examples=60, stateful_step_count=15, deadline=None)


@given(lived())
def test_the_questions_agree_with_the_facts(one: Item) -> None:
    assume(one.counts)
    asked = questions(one)
    assert (Question.SIGN in asked) == (one.signature and one.signed_at is None)
    assert (Question.PAY in asked) == (one.signed and one.amount > 0 and one.paid_at is None)
    assert (Question.RESULT in asked) == (one.gives_result and bool(one.performed_at) and not one.resulted_at)
    assert (Question.READ in asked) == (bool(one.resulted_at) and not one.read_at)
    if Question.PERFORM in asked:
        assert one.performed_at is None


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({}, {Question.SIGN}),
        ({"signed_at": START}, {Question.PAY}),
        ({"signature": False}, {Question.PAY}),
        ({"signed_at": START, "amount": 0}, {Question.PERFORM}),
        ({"signed_at": START, "pay_first": False}, {Question.PAY, Question.PERFORM}),
        ({"signed_at": START, "paid_at": START}, {Question.PERFORM}),
        ({"performed_at": START, "overridden": True}, {Question.SIGN, Question.RESULT}),
        ({"signed_at": START, "paid_at": START, "performed_at": START}, {Question.RESULT}),
        (
            {"paid_at": START, "signed_at": START, "performed_at": START, "resulted_at": START},
            {Question.READ},
        ),
        ({"signed_at": START, "paid_at": START, "refused_at": START}, {Question.REFUND}),
        ({"signed_at": START, "paid_at": START, "void_at": START, "refunded_at": START}, set()),
        ({"void_at": START}, set()),
    ],
)
def test_an_item_waits_for_what_its_facts_lack(facts: dict[str, Any], asked: set[Question]) -> None:
    assert questions(item(**facts)) == asked


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, OrderStatus.DRAFT),
        ({"signed_at": START}, OrderStatus.ACTIVE),
        ({"started_at": START, "overridden": True}, OrderStatus.ACTIVE),
        ({"performed_at": START, "overridden": True}, OrderStatus.ACTIVE),
        ({"signed_at": START, "performed_at": START, "resulted_at": START}, OrderStatus.COMPLETED),
        ({"category": Category.TREATMENT, "signed_at": START, "performed_at": START}, OrderStatus.COMPLETED),
        ({"signed_at": START, "refused_at": START}, OrderStatus.REVOKED),
    ],
)
def test_the_status_is_clinical_and_knows_nothing_of_money(
    facts: dict[str, Any], expected: OrderStatus
) -> None:
    assert status(item(**facts)) is expected
    assert status(item(**facts, pay_first=False)) is expected


def test_a_refusal_names_the_item_and_what_stands_against_it() -> None:
    with pytest.raises(RuleError, match=r"^blood count: the doctor has not signed it$"):
        require_step("blood count", item(), Step.PAY)
    begun = item(Category.SURGERY, signed_at=START, paid_at=START, started_at=START)
    with pytest.raises(RuleError, match="has begun already"):
        require_step("curettage", begun, Step.REFUSE)


def test_a_result_can_be_put_right_until_it_is_read() -> None:
    back = item(signed_at=START, paid_at=START, performed_at=START, resulted_at=START)
    assert hindrance(back, Step.RESULT) is None
    assert "read already" in str(hindrance(after(back, Step.READ, at(1)), Step.RESULT))


def test_a_surgery_waits_for_its_consent_and_for_all_that_belongs_to_it() -> None:
    surgery = item(Category.SURGERY, consented=False, held_by=("coagulation", "ECG"))
    assert [str(one) for one in missing_first(surgery)] == [
        "the doctor's signature",
        "the payment",
        "the signed consent",
        "coagulation is still open",
        "ECG is still open",
    ]
    assert surgery.held


def test_a_surgery_under_way_can_end_whatever_is_added_to_it() -> None:
    under_way = item(
        Category.SURGERY, signed_at=START, paid_at=START, started_at=START, held_by=("pathology",)
    )
    assert missing_first(under_way) == []
    assert not under_way.held
    assert may(under_way, Step.PERFORM)
    assert not may(under_way, Step.START)


@given(lived())
def test_what_is_over_or_all_done_never_holds_a_surgery_back(one: Item) -> None:
    if not questions(one):
        assert not holds_back(one)


@pytest.mark.parametrize(
    ("belonging", "open_"),
    [
        (item(), True),
        (item(signed_at=START, paid_at=START, performed_at=START, resulted_at=START), True),
        (item(signed_at=START, performed_at=START, resulted_at=START, read_at=START), False),
        (item(refused_at=START), False),
        (item(Category.CONSENT, amount=0), True),
        (item(Category.CONSENT, amount=0, signed_at=START, performed_at=START), False),
        (item(Category.ANAESTHESIA, signed_at=START), True),
        (item(Category.ANAESTHESIA, signed_at=START, paid_at=START), False),
    ],
)
def test_a_surgery_is_held_back_by_unread_results_unsigned_consents_and_unpaid_fees(
    belonging: Item, open_: bool
) -> None:
    assert holds_back(belonging) is open_


def test_unpaid_is_too_long_twenty_minutes_after_the_signature() -> None:
    assert timedelta(minutes=20) == UNPAID_TOO_LONG
    assert unpaid_since(item(signed_at=at(5))) == at(25)
    assert unpaid_since(item(signature=False)) == at(20)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"signed_at": START, "paid_at": START},
        {"signed_at": START, "pay_first": False},
        {"signed_at": START, "amount": 0},
        {"signed_at": START, "started_at": START, "overridden": True},
        {"signed_at": START, "void_at": START},
    ],
)
def test_nobody_is_reminded_to_pay_what_need_not_be_paid_now(facts: dict[str, Any]) -> None:
    assert unpaid_since(item(**facts)) is None


def test_a_result_is_overdue_past_its_usual_time_from_when_the_test_was_done() -> None:
    done = item(signed_at=START, paid_at=START, performed_at=at(10))
    usual = timedelta(minutes=30)
    assert overdue_since(done, usual) == at(40)
    assert overdue_since(after(done, Step.RESULT, at(50)), usual) is None
    assert overdue_since(item(), usual) is None


def test_duplicates_of_today_are_named_once_in_the_order_drafted() -> None:
    assert duplicates(["ecg", "cbc", "us", "cbc"], {"cbc", "ecg", "old"}) == ("ecg", "cbc")
    assert duplicates(["cbc"], []) == ()


def test_every_question_and_result_has_words_and_every_step_its_fact() -> None:
    assert set(QUESTION_WORDS) == set(Question)
    assert set(RESULT_WORDS) == set(ResultStatus)
    assert set(FACTS) == set(Step)
    assert {Category.LAB, Category.EXAM} == WITH_RESULT
