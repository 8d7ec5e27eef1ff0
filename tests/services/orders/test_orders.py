"""Slips through their life: drafted, signed, paid, done, read; refused, voided, given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant_tui import services
from assistant_tui.domain.catalogue import Catalogue
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.dosage import Dosage
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.itinerary import Errand
from assistant_tui.domain.orders import Question, ResultStatus
from assistant_tui.domain.saying import InputError, RuleError
from assistant_tui.services.context import Context
from assistant_tui.store.work import UnitOfWork
from tests.factory import register
from tests.services.orders.catalogue import (
    BLOOD,
    DEPOSIT,
    DRESSING,
    SCAN,
    SURGERY,
    URINE,
    draft,
    ids,
    seen,
    with_catalogue,
)


@pytest.fixture
def clinic(ctx: Context) -> Context:
    return with_catalogue(ctx)


def waits(ctx: Context, item_id: int) -> frozenset[Question]:
    return services.slips.items(ctx, [item_id])[0].questions


def test_a_draft_makes_one_slip_for_each_category_numbered_through_the_day(clinic: Context) -> None:
    visit = register(clinic)
    slips = services.orders.draft(
        clinic, visit.visit_id, [Drafted(BLOOD), Drafted(SCAN), Drafted(URINE, quantity=2)], note="空腹来"
    )
    assert [(slip.number, slip.category, [item.code for item in slip.items]) for slip in slips] == [
        (1, "lab", ["cbc", "urine"]),
        (2, "exam", ["scan"]),
    ]
    assert slips[0].note == "空腹来"
    assert [item.facts.amount for item in slips[0].items] == [2500, 2400]
    assert services.orders.draft(clinic, visit.visit_id, [Drafted(BLOOD)])[0].number == 3


def test_an_item_goes_from_list_to_list(clinic: Context, clock: FixedClock) -> None:
    visit = register(clinic)
    (blood,) = ids(draft(clinic, visit, BLOOD))
    asked = [waits(clinic, blood)]
    steps: list[Callable[[], object]] = [
        lambda: services.orders.sign(clinic, [blood]),
        lambda: services.orders.pay(clinic, [blood]),
        lambda: services.orders.perform(clinic, [blood], by="检验科小张"),
        lambda: services.orders.enter_result(clinic, [blood], ResultStatus.ABNORMAL, "WBC 12.1"),
        lambda: services.orders.read_results(clinic, [blood]),
    ]
    for step in steps:
        clock.advance(minutes=5)
        step()
        asked.append(waits(clinic, blood))
    assert [set(one) for one in asked] == [
        {Question.SIGN}, {Question.PAY}, {Question.PERFORM}, {Question.RESULT}, {Question.READ}, set(),
    ]  # fmt: skip
    (item,) = services.slips.items(clinic, [blood])
    assert (item.signed_by, item.paid_by, item.performed_by, item.resulted_by, item.read_by) == (
        "王主任", "李敏", "检验科小张", "李敏", "王主任",
    )  # fmt: skip
    assert (item.result, item.result_text) == (ResultStatus.ABNORMAL, "WBC 12.1")
    assert not list(services.checking.check(clinic.database.path))


def test_nothing_is_performed_before_signature_and_payment_save_for_a_reason(clinic: Context) -> None:
    visit = register(clinic)
    (blood,) = ids(draft(clinic, visit, BLOOD))
    with pytest.raises(RuleError, match="the doctor's signature"):
        services.orders.perform(clinic, [blood])
    services.orders.sign(clinic, [blood])
    with pytest.raises(services.orders.MissingFirstError, match="the payment"):
        services.orders.perform(clinic, [blood])
    assert waits(clinic, blood) == {Question.PAY}
    (done,) = services.orders.perform(clinic, [blood], override="急诊，先做后付")
    assert done.override_reason == "急诊，先做后付"
    assert done.questions == {Question.PAY, Question.RESULT}
    assert not list(services.checking.check(clinic.database.path))


def test_the_file_itself_refuses_what_breaks_the_rule(clinic: Context) -> None:
    from assistant_tui.domain.deeds import Deed  # noqa: PLC0415
    from assistant_tui.store.tables import OrderItem  # noqa: PLC0415

    visit = register(clinic)
    (blood,) = ids(draft(clinic, visit, BLOOD))
    with clinic.work(Deed.PERFORM_ORDERS) as work:
        assert isinstance(work, UnitOfWork)
        with pytest.raises(RuleError):
            work.change(work.get(OrderItem, blood), performed_at=work.heading.at)
    assert waits(clinic, blood) == {Question.SIGN}


def test_a_paper_signature_has_its_own_name_and_time(clinic: Context, clock: FixedClock) -> None:
    visit = register(clinic)
    (blood,) = ids(draft(clinic, visit, BLOOD))
    at = clock.advance(minutes=2)
    clock.advance(minutes=8)
    (item,) = services.orders.sign(clinic, [blood], by="陈医生", on_paper=True, at=at)
    assert (item.signed_by, item.on_paper, item.facts.signed_at) == ("陈医生", True, at)
    (urine,) = ids(draft(clinic, visit, URINE))
    for wrong in (at, clock.at + timedelta(minutes=1)):
        with pytest.raises(InputError):
            services.orders.sign(clinic, [urine], on_paper=True, at=wrong)
    assert waits(clinic, urine) == {Question.SIGN}


def test_one_item_that_cannot_stops_the_whole_step(clinic: Context) -> None:
    visit = register(clinic)
    blood, urine = ids(draft(clinic, visit, BLOOD, URINE))
    services.orders.sign(clinic, [blood])
    with pytest.raises(RuleError, match="signed already"):
        services.orders.sign(clinic, [urine, blood])
    assert waits(clinic, urine) == {Question.SIGN}


def test_a_refusal_needs_a_reason_and_records_the_form(clinic: Context) -> None:
    visit = register(clinic)
    (scan,) = ids(draft(clinic, visit, SCAN))
    with pytest.raises(InputError):
        services.orders.refuse(clinic, [scan], reason=" ", form_signed=True)
    (item,) = services.orders.refuse(clinic, [scan], reason="暂不检查", form_signed=True)
    assert (item.refusal_reason, item.refusal_form, item.questions) == ("暂不检查", True, frozenset())


def test_what_was_paid_and_voided_is_given_back(clinic: Context) -> None:
    visit = register(clinic)
    blood, scan = ids(draft(clinic, visit, BLOOD, SCAN))
    services.orders.sign(clinic, [blood, scan])
    services.orders.pay(clinic, [blood, scan])
    services.orders.void(clinic, [scan], reason="开错")
    assert waits(clinic, scan) == {Question.REFUND}
    sums = services.slips.fees_of_day(clinic).fees
    assert (sums.due, sums.paid, sums.to_refund, sums.open, sums.paid_undone) == (2500, 14500, 12000, 0, 2500)
    services.orders.refund(clinic, [scan])
    sums = services.slips.fees_of_day(clinic).fees
    assert (sums.due, sums.paid, sums.refunded, sums.to_refund) == (2500, 14500, 12000, 0)
    with pytest.raises(RuleError, match="given back already"):
        services.orders.refund(clinic, [scan])


def test_a_surgery_brings_what_belongs_to_it_and_waits_for_all_of_it(clinic: Context) -> None:
    visit = seen(clinic)
    (earlier,) = ids(draft(clinic, visit, URINE))
    items = draft(clinic, visit, SURGERY)
    assert sorted(item.code for item in items) == ["cbc", "form", "notice", "numbing", "surgery"]
    by_code = {item.code: item.item_id for item in items}
    by_code["urine"] = earlier  # of today already: it becomes part of the surgery
    assert services.slips.items(clinic, [earlier])[0].part_of == by_code["surgery"]
    to_sign = [by_code[code] for code in ("surgery", "notice", "numbing", "cbc", "urine")]
    services.orders.sign(clinic, to_sign)
    to_pay = [by_code[code] for code in ("surgery", "numbing", "cbc", "urine")]
    services.orders.pay(clinic, to_pay)
    with pytest.raises(RuleError, match=r"consent|still open"):
        services.orders.start(clinic, by_code["surgery"])
    services.orders.perform(clinic, [by_code["form"]])
    tests = [by_code["cbc"], by_code["urine"]]
    services.orders.perform(clinic, tests)
    services.orders.enter_result(clinic, tests, ResultStatus.NORMAL)
    with pytest.raises(RuleError, match="still open"):
        services.orders.start(clinic, by_code["surgery"])
    services.orders.read_results(clinic, tests)
    begun = services.orders.start(clinic, by_code["surgery"], by="陈医生")
    assert (begun.started_by, begun.override_reason) == ("陈医生", "")
    (done,) = services.orders.perform(clinic, [by_code["surgery"]])
    assert done.questions == frozenset()
    assert not list(services.checking.check(clinic.database.path))


def test_a_surgery_may_begin_early_for_a_reason(clinic: Context) -> None:
    visit = seen(clinic)
    surgery = next(item for item in draft(clinic, visit, SURGERY) if item.code == "surgery")
    begun = services.orders.start(clinic, surgery.item_id, override="大出血，抢救")
    assert begun.override_reason == "大出血，抢救"
    assert not list(services.checking.check(clinic.database.path))


def test_what_belonged_to_a_voided_surgery_belongs_to_the_next(clinic: Context) -> None:
    visit = seen(clinic)
    first = {item.code: item.item_id for item in draft(clinic, visit, SURGERY)}
    services.orders.void(clinic, [first["surgery"]], reason="改期")
    (again,) = draft(clinic, visit, SURGERY)
    assert again.code == "surgery"
    blood = services.slips.items(clinic, [first["cbc"]])[0]
    assert blood.part_of == again.item_id
    assert BLOOD.name.en in services.slips.items(clinic, [again.item_id])[0].facts.held_by


def test_a_surgery_does_not_wait_for_the_result_of_what_it_takes_out(clinic: Context) -> None:
    tissue = replace(URINE, code="tissue", usual=timedelta(days=5))
    surgery = replace(SURGERY, consent=None, brings=("tissue",))
    offered = Catalogue((tissue, surgery))
    clinic = replace(clinic, pack=replace(clinic.pack, read_catalogue=lambda: offered))
    visit = seen(clinic)
    items = ids(draft(clinic, visit, surgery))
    services.orders.sign(clinic, items)
    whole = next(item for item in services.slips.items(clinic, items) if item.code == "surgery")
    services.orders.pay(clinic, [whole.item_id])
    with pytest.raises(RuleError, match="still open"):
        services.orders.start(clinic, whole.item_id)
    services.orders.pay(clinic, [item for item in items if item != whole.item_id])
    assert services.orders.start(clinic, whole.item_id).facts.started_at


def test_nothing_begins_before_its_consent_was_signed_whatever_the_clock_says(
    clinic: Context, clock: FixedClock
) -> None:
    visit = seen(clinic)
    items = {item.code: item.item_id for item in draft(clinic, visit, SURGERY)}
    clock.advance(minutes=10)
    services.orders.perform(clinic, [items["form"]])
    clock.at -= timedelta(minutes=5)
    begun = services.orders.start(clinic, items["surgery"], override="急诊")
    assert begun.facts.started_at == clock.at + timedelta(minutes=5)
    assert not list(services.checking.check(clinic.database.path))


def test_with_the_last_result_she_is_back_in_the_queue(clinic: Context, clock: FixedClock) -> None:
    visit = seen(clinic, to="lab")
    blood, urine = ids(draft(clinic, visit, BLOOD, URINE))
    for step in (services.orders.sign, services.orders.pay, services.orders.perform):
        step(clinic, [blood, urine])
    clock.advance(minutes=20)
    services.orders.enter_result(clinic, [blood], ResultStatus.NORMAL)
    assert services.board.read(clinic).line == ()
    services.orders.enter_result(clinic, [urine], ResultStatus.NORMAL)
    (place,) = services.board.read(clinic).line
    assert (place.visit.visit_id, place.entry.kind, place.reason.template) == (
        visit.visit_id, "return", "back with results",
    )  # fmt: skip
    services.history.undo(clinic)
    assert services.board.read(clinic).line == ()
    assert waits(clinic, urine) == {Question.RESULT}


def test_one_who_still_waits_for_her_first_turn_is_not_queued_twice(clinic: Context) -> None:
    visit = register(clinic)
    (blood,) = ids(draft(clinic, visit, BLOOD))
    for step in (services.orders.sign, services.orders.pay, services.orders.perform):
        step(clinic, [blood])
    services.orders.enter_result(clinic, [blood], ResultStatus.NORMAL)
    assert len(services.board.read(clinic).line) == 1


def test_the_next_stop_is_cashier_then_test_then_doctor(clinic: Context) -> None:
    visit = seen(clinic)
    (blood,) = ids(draft(clinic, visit, BLOOD))
    stops = []

    def look() -> None:
        stop = services.board.read(clinic).stop(visit.visit_id)
        stops.append(stop and (stop.location, stop.errand))

    look()
    services.orders.sign(clinic, [blood])
    look()
    services.orders.pay(clinic, [blood])
    look()
    moved = services.orders.send_on(clinic, visit.visit_id)
    assert moved.stay
    assert moved.stay.location == "lab"
    with pytest.raises(RuleError, match="already"):
        services.orders.send_on(clinic, visit.visit_id)
    services.orders.perform(clinic, [blood])
    look()
    services.orders.enter_result(clinic, [blood], ResultStatus.NORMAL)
    look()
    services.orders.read_results(clinic, [blood])
    look()
    assert stops == [
        ("waiting", Errand.DOCTOR), ("cashier", Errand.PAY), ("lab", Errand.TEST), ("waiting", Errand.AWAIT),
        ("waiting", Errand.DOCTOR), None,
    ]  # fmt: skip


def test_drafting_refuses_what_cannot_be(clinic: Context) -> None:
    visit = register(clinic)
    for wrong in ([], [Drafted(BLOOD, quantity=0)], [Drafted(DEPOSIT)], [Drafted(BLOOD, price=1)]):
        with pytest.raises(InputError):
            services.orders.draft(clinic, visit.visit_id, wrong)
    services.orders.draft(clinic, visit.visit_id, [Drafted(DEPOSIT, price=200000)])
    assert [slip.number for slip in services.slips.of_day(clinic)] == [1]


def test_undoing_a_draft_takes_it_out_of_every_list_but_keeps_its_number(clinic: Context) -> None:
    visit = register(clinic)
    draft(clinic, visit, BLOOD)
    services.history.undo(clinic)
    assert services.slips.of_day(clinic) == ()
    assert [item.slip_id for item in draft(clinic, visit, DRESSING)] == [2]
    assert services.slips.of_day(clinic)[0].number == 2
    assert not list(services.checking.check(clinic.database.path))


def test_a_dose_is_kept_as_it_was_typed(clinic: Context) -> None:
    visit = register(clinic)
    slips = services.orders.draft(
        clinic, visit.visit_id, [Drafted(DRESSING, dosage=Dosage(times="qd", days=3), note="#伤口")]
    )
    assert slips[0].items[0].dosage == "qd 3d"


def test_lists_are_worst_first(clinic: Context, clock: FixedClock) -> None:
    first, second = register(clinic, "王芳"), register(clinic, "李娜")
    draft(clinic, second, BLOOD)
    clock.advance(minutes=3)
    draft(clinic, first, SCAN)
    slips = services.slips.of_day(clinic)
    assert [slip.patient for slip in services.slips.asking(slips, Question.SIGN)] == ["李娜", "王芳"]
