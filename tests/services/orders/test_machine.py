"""Random days with slips: whatever is done, they stand as a plain model says, and the file is sound."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assistant_tui import services
from assistant_tui.domain.catalogue import Category, Service
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.itinerary import Errand
from assistant_tui.domain.money import DEAREST
from assistant_tui.domain.orders import Question, ResultStatus, Step, missing_first
from assistant_tui.domain.saying import RuleError
from assistant_tui.domain.tickets import gaps
from assistant_tui.domain.words import Words
from assistant_tui.pack.model import Pack, PackBelonging
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.services.context import Context
from assistant_tui.services.orders.way import next_stop_of
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from assistant_tui.store.queries.orders import slip_numbers
from tests.conftest import NINE
from tests.factory import register
from tests.services.orders.catalogue import CATALOGUE
from tests.services.orders.model import Clinic, Guest, Thing

SETS = tuple((service,) for service in CATALOGUE.services)
LONGEST_DAY = timedelta(hours=12)
reasons = st.sampled_from(["", "  ", "急诊", "患者改日再来", "[/]"])
which = st.integers(0, 60)
one_or_more = st.lists(which, min_size=1, max_size=3)
mostly = st.sampled_from([True, True, True, True, False])

FACTS: dict[Step, str] = {
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


class SlipsAtWork(RuleBasedStateMachine):
    """One workstation, and whatever its assistant may do with slips in whatever order."""

    template: ClassVar[Path]
    pack: ClassVar[Pack]
    zone: ClassVar[ZoneInfo]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "clinic.db"
        shutil.copy(self.template, self.path)
        self.clock = FixedClock(NINE)
        self.ctx = self._opened()
        self.state = Clinic()
        self.past: list[Clinic] = []
        self.future: list[Clinic] = []

    def _opened(self) -> Context:
        database = Database.open(self.path)
        database.raw.execute("PRAGMA synchronous = OFF")
        return open_desk(database, self.pack, assistant="李敏", clock=self.clock, zone=self.zone)

    def teardown(self) -> None:
        try:
            assert [str(finding.saying) for finding in services.checking.check(self.path)] == []
        finally:
            self.ctx.database.close()
            self.folder.cleanup()

    def _done(self, act: Callable[[], object]) -> bool:
        """Act; a refusal must leave nothing behind."""
        before = self.ctx.reading.total_changes
        try:
            act()
        except RuleError:
            assert not self.ctx.reading.in_transaction
            assert self.ctx.reading.execute("SELECT MAX(id) FROM journal").fetchone() == self._last
            return False
        return self.ctx.reading.total_changes >= before

    def _act(self, act: Callable[[], object], effect: Callable[[], Clinic], *, allowed: bool) -> None:
        """Act, and let the model do the same; both must agree on whether it may be done."""
        self._last = self.ctx.reading.execute("SELECT MAX(id) FROM journal").fetchone()
        done = self._done(act)
        assert done == allowed
        if not done:
            return
        before, self.state = self.state, effect()
        if services.history.recent(self.ctx, 1)[0].changes:
            self.past.append(before)
            self.future.clear()

    def _visit(self, number: int, queue: str | None = None) -> int:
        """Somebody, of those whose wait stands so if there are any."""
        every = list(self.state.guests)
        fitting = [key for key in every if queue in {None, self.state.guests[key].queue} and self._in(key)]
        chosen = fitting or every
        return chosen[number % len(chosen)] if chosen else 999

    def _in(self, visit: int) -> bool:
        return visit in self.state.guests and self.state.guests[visit].inside

    def _items(self, step: Step, numbers: Sequence[int], *, fitting: bool) -> list[int]:
        """Some items, those that may take the step if there are any; of one patient or of several."""
        every = list(self.state.things)
        able = [key for key in every if self.state.may(step, [key], "急诊")]
        chosen = (able if fitting else every) or every or [999]
        return list(dict.fromkeys(chosen[number % len(chosen)] for number in numbers))

    # Coming, being seen, going

    @initialize()
    def two_have_come(self) -> None:
        self.a_patient_comes()
        self.a_patient_comes()
        self.is_seen(0, "lab")

    @rule()
    def a_patient_comes(self) -> None:
        rows: list[int] = []
        self._act(
            lambda: rows.append(register(self.ctx).visit_id),
            lambda: self.state.changed({rows[0]: Guest()}),
            allowed=True,
        )

    @rule(number=which, to=st.sampled_from(["waiting", "lab", "cashier"]))
    def is_seen(self, number: int, to: str) -> None:
        visit = self._visit(number, "waiting")
        guest = self.state.guests.get(visit, Guest(inside=False))
        free = all(one.queue != "called" for one in self.state.guests.values())
        self._act(
            partial(services.queue.call, self.ctx, visit, reason="测试"),
            lambda: self.state.changed({visit: replace(guest, queue="called")}),
            allowed=free and guest.queue == "waiting" and guest.inside,
        )
        called = next((key for key, one in self.state.guests.items() if one.queue == "called"), 999)
        self._act(
            partial(services.queue.finish, self.ctx, called, to=to),
            lambda: self.state.changed({called: replace(self.state.guests[called], queue="seen", seen=True)}),
            allowed=called != 999,
        )

    @rule(number=which, way=st.sampled_from([services.whereabouts.depart, services.queue.leave]))
    def leaves(self, number: int, way: Callable[[Context, int], object]) -> None:
        departs = way is services.whereabouts.depart
        visit = self._visit(number, "seen" if departs else "waiting")
        guest = self.state.guests.get(visit, Guest(inside=False))
        fits = guest.queue == "seen" if departs else guest.queue == "waiting"
        self._act(
            partial(way, self.ctx, visit),
            lambda: self.state.changed({visit: replace(guest, inside=False, queue="seen")}),
            allowed=guest.inside and fits and not self.state.points(visit),
        )

    @rule(number=which)
    def settles_everything_and_leaves(self, number: int) -> None:
        visit = self._visit(number, "seen")
        for key in sorted(self.state.points(visit)) if visit in self.state.guests else ():
            self._pass(visit, key, "患者要求")
        self.leaves(number, services.whereabouts.depart)

    @rule(number=which)
    def is_sent_on(self, number: int) -> None:
        visit = self._visit(number)
        if visit not in self.state.guests:
            return
        guest, stop = self.state.guests[visit], next_stop_of(self.ctx, visit)
        stay = services.answers.visit_row(self.ctx, visit).stay
        assert stay is not None
        assert guest.inside or stop is None
        returns = stop is not None and stop.errand is Errand.DOCTOR and guest.queue == "seen"
        moves = stop is not None and stop.location != stay.location and guest.queue != "called"
        self._act(
            partial(services.orders.send_on, self.ctx, visit),
            lambda: self.state.changed({visit: replace(guest, queue="waiting")}) if returns else self.state,
            allowed=returns or moves,
        )

    # Slips

    @rule(
        number=which,
        wanted=st.lists(st.sampled_from(CATALOGUE.services), min_size=1, max_size=4),
        quantity=st.sampled_from([1, 1, 1, 2, 7, 999, 0, 1000]),
        price=st.sampled_from([None, None, 0, 1, 1999, 200_000]),
    )
    def drafts(self, number: int, wanted: list[Service], quantity: int, price: int | None) -> None:
        visit = self._visit(number)
        drafted = [Drafted(service, quantity, price if service.price is None else None) for service in wanted]
        made: list[ItemRow] = []

        def draft() -> None:
            slips = services.orders.draft(self.ctx, visit, drafted)
            assert {item.category for slip in slips for item in slip.items} == {one.category for one in slips}
            made.extend(sorted((item for slip in slips for item in slip.items), key=lambda one: one.item_id))

        self._act(
            draft,
            lambda: self._drafted(visit, drafted, [item.item_id for item in made]),
            allowed=self._in(visit) and 1 <= quantity <= 999 and all(map(_can_cost_that, drafted)),
        )

    def _drafted(self, visit: int, drafted: Sequence[Drafted], keys: Sequence[int]) -> Clinic:
        """The model's items: what was picked, what it brings, and what becomes part of it."""
        fresh, things, joined = iter(keys), dict[int, Thing](), dict[int, int]()
        for picked in drafted:
            whole = next(fresh)
            things[whole] = _thing(visit, picked)
            for service in CATALOGUE.with_brought(picked.service):
                all_hers = {**self.state.of(visit), **things}
                had = [key for key, one in all_hers.items() if one.service == service and one.counts]
                if not had:
                    things[next(fresh)] = replace(_thing(visit, Drafted(service)), part_of=whole)
                    continue
                part_of = all_hers[had[0]].part_of
                if had[0] not in joined and (part_of is None or not all_hers[part_of].counts):
                    if had[0] in things:
                        things[had[0]] = replace(things[had[0]], part_of=whole)
                    else:
                        joined[had[0]] = whole
        assert list(fresh) == [], "an item more than was to be drafted"
        return self.state.drafted(things.keys(), things.values(), joined)

    @rule(
        step=st.sampled_from([Step.SIGN, Step.PAY, Step.READ, Step.REFUND]),
        numbers=one_or_more,
        fitting=mostly,
    )
    def goes_on(self, step: Step, numbers: list[int], fitting: bool) -> None:
        acts = {
            Step.SIGN: services.orders.sign,
            Step.PAY: services.orders.pay,
            Step.READ: services.orders.read_results,
            Step.REFUND: services.orders.refund,
        }
        keys = self._items(step, numbers, fitting=fitting)
        self._step(step, keys, partial(acts[step], self.ctx, keys))

    @rule(number=which, override=reasons, fitting=mostly)
    def starts(self, number: int, override: str, fitting: bool) -> None:
        keys = self._items(Step.START, [number], fitting=fitting)
        self._step(
            Step.START, keys, partial(services.orders.start, self.ctx, keys[0], override=override), override
        )

    @rule(numbers=one_or_more, override=reasons, fitting=mostly)
    def is_performed(self, numbers: list[int], override: str, fitting: bool) -> None:
        keys = self._items(Step.PERFORM, numbers, fitting=fitting)
        act = partial(services.orders.perform, self.ctx, keys, override=override)
        self._step(Step.PERFORM, keys, act, override)

    @rule(numbers=one_or_more, result=st.sampled_from(ResultStatus), text=reasons, fitting=mostly)
    def a_result_comes(self, numbers: list[int], result: ResultStatus, text: str, fitting: bool) -> None:
        keys = self._items(Step.RESULT, numbers, fitting=fitting)
        said = result is not ResultStatus.TEXT or bool(text.strip())
        self._step(
            Step.RESULT, keys, partial(services.orders.enter_result, self.ctx, keys, result, text), said=said
        )

    @rule(numbers=one_or_more, reason=reasons, form=st.booleans(), fitting=mostly)
    def is_refused(self, numbers: list[int], reason: str, form: bool, fitting: bool) -> None:
        keys = self._items(Step.REFUSE, numbers, fitting=fitting)
        act = partial(services.orders.refuse, self.ctx, keys, reason=reason, form_signed=form)
        self._step(Step.REFUSE, keys, act, reason)

    @rule(numbers=one_or_more, reason=reasons, fitting=mostly)
    def is_voided(self, numbers: list[int], reason: str, fitting: bool) -> None:
        keys = self._items(Step.VOID, numbers, fitting=fitting)
        self._step(Step.VOID, keys, partial(services.orders.void, self.ctx, keys, reason=reason), reason)

    @rule(number=which)
    def everything_is_signed_paid_and_done(self, number: int) -> None:
        """The usual way, so that the later steps are reached too."""
        hers = self.state.of(self._visit(number))
        for step, act in (
            (Step.SIGN, services.orders.sign),
            (Step.PAY, services.orders.pay),
            (Step.PERFORM, services.orders.perform),
        ):
            keys = [key for key in hers if self.state.may(step, [key])]
            self._step(step, keys, partial(act, self.ctx, keys))

    def _step(
        self, step: Step, keys: list[int], act: Callable[[], object], reason: str = "", *, said: bool = True
    ) -> None:
        allowed = said and self.state.may(step, keys, reason)
        self._act(act, lambda: self.state.stepped(step, keys), allowed=allowed)

    # The exit gate

    @rule(number=which, point=which, settled=st.booleans(), reason=reasons)
    def a_point_is_passed(self, number: int, point: int, settled: bool, reason: str) -> None:
        visit = self._visit(number, "seen")
        if visit not in self.state.guests:
            return
        keys = [*sorted(self.state.points(visit)), "pay/999"]
        self._pass(visit, keys[point % len(keys)], None if settled else reason)

    def _pass(self, visit: int, key: str, reason: str | None) -> None:
        guest = self.state.guests[visit]
        act = (
            partial(services.gate.settle, self.ctx, visit, key)
            if reason is None
            else partial(services.gate.override, self.ctx, visit, key, reason=reason)
        )
        way = key.startswith("discharge/") if reason is None else bool(reason.strip())
        self._act(
            act,
            lambda: self.state.changed({visit: replace(guest, passed=guest.passed | {key})}),
            allowed=way and key in self.state.points(visit),
        )

    @rule(number=which, days=st.sampled_from([0, 1, 7, 800]) | st.none())
    def a_date_is_agreed(self, number: int, days: int | None) -> None:
        visit = self._visit(number, "seen")
        on = None if days is None else NINE.date() + timedelta(days=days)
        guest = self.state.guests.get(visit, Guest())
        self._act(
            partial(services.gate.agree_return, self.ctx, visit, on),
            lambda: self.state.changed({visit: replace(guest, returns=on is not None)}),
            allowed=visit in self.state.guests and days not in {0, 800},
        )

    # Taking back, and the world

    @rule()
    def undo(self) -> None:
        self._reverse(services.history.undo, self.past, self.future)

    @rule()
    @precondition(lambda self: bool(self.future))
    def redo(self) -> None:
        self._reverse(services.history.redo, self.future, self.past)

    def _reverse(self, act: Callable[[Context], object], come: list[Clinic], go: list[Clinic]) -> None:
        self._last = self.ctx.reading.execute("SELECT MAX(id) FROM journal").fetchone()
        done = self._done(partial(act, self.ctx))
        assert done == bool(come), "an undo or redo was refused, or there should have been none"
        if done:
            go.append(self.state)
            self.state = come.pop()

    @rule(seconds=st.integers(1, 1800))
    def time_passes(self, seconds: int) -> None:
        self.clock.at = min(self.clock.at + timedelta(seconds=seconds), NINE + LONGEST_DAY)

    @rule(seconds=st.integers(1, 900))
    def the_clock_is_set_back(self, seconds: int) -> None:
        self.clock.at = max(self.clock.at - timedelta(seconds=seconds), NINE)

    @rule()
    def restart(self) -> None:
        self.ctx.database.close()
        self.ctx = self._opened()

    # What must hold after each of them

    @invariant()
    def every_item_is_what_the_model_says(self) -> None:
        slips = services.slips.of_day(self.ctx)
        rows = {item.item_id: item for slip in slips for item in slip.items}
        assert {key: self._as_model(row) for key, row in rows.items()} == dict(self.state.things)
        asked = {key: row.questions for key, row in rows.items()}
        assert asked == {key: one.asks for key, one in self.state.things.items()}
        assert {key for key, row in rows.items() if missing_first(row.facts)} == set(
            filter(self.state.missing, rows)
        )
        busy = {rows[key].visit_id for key, questions in asked.items() if questions}
        still_open = services.slips.still_open(self.ctx)
        assert still_open == tuple(slip for slip in slips if slip.visit_id in busy)
        for question in Question:
            listed = services.slips.asking(still_open, question)
            assert {item.item_id for slip in listed for item in slip.asking(question)} == {
                key for key, questions in asked.items() if question in questions
            }

    def _as_model(self, row: ItemRow) -> Thing:
        service = CATALOGUE.service(row.code)
        assert service is not None
        assert row.facts.amount == row.price * row.quantity
        done = frozenset(step for step, name in FACTS.items() if getattr(row.facts, name) is not None)
        return Thing(
            row.visit_id, service, row.facts.amount, row.part_of, done, overridden=bool(row.override_reason)
        )

    @invariant()
    def nothing_was_done_before_it_might_be_nor_after_it_was_refused(self) -> None:
        for one in self.state.things.values():
            if one.has(Step.START, Step.PERFORM) and not one.overridden:
                assert one.signed
                assert one.settled or not one.service.pay_first
            assert not one.has(Step.REFUSE) or not one.has(Step.START, Step.PERFORM)

    @invariant()
    def the_sums_are_those_of_the_items(self) -> None:
        day = services.slips.fees_of_day(self.ctx)
        assert {row.visit_id: asdict(row.fees) for row in day.rows} == {
            visit: self.state.sums([visit]) for visit in self.state.guests if self.state.of(visit)
        }
        assert asdict(day.fees) == self.state.sums(self.state.guests)

    @invariant()
    def the_gate_shows_all_that_is_open_and_nobody_has_passed_it_so(self) -> None:
        for visit, guest in self.state.guests.items():
            points = {point.key for point in services.gate.points(self.ctx, visit)}
            assert points == self.state.points(visit)
            row = services.answers.visit_row(self.ctx, visit)
            assert row.inside == guest.inside
            assert row.entry is not None
            waits = row.entry.status if row.entry.status in {"waiting", "called"} else "seen"
            assert waits == guest.queue

    @invariant()
    def slips_are_numbered_without_gap(self) -> None:
        assert gaps(slip_numbers(self.ctx.reading, self.ctx.today().isoformat())) == []


def _can_cost_that(one: Drafted) -> bool:
    return one.unit_price is not None and one.quantity * one.unit_price <= DEAREST


def _thing(visit: int, one: Drafted) -> Thing:
    assert one.unit_price is not None
    return Thing(visit, one.service, one.quantity * one.unit_price)


@pytest.fixture
def slips(new_file: Path, pack: Pack, zone: ZoneInfo) -> type[SlipsAtWork]:
    taught = PackBelonging("education", Words("宣教", "Education given"), frozenset({Category.TREATMENT}))

    class Slips(SlipsAtWork):
        template = new_file

    Slips.pack, Slips.zone = (
        replace(
            pack,
            read_catalogue=lambda: CATALOGUE,
            belongings=(taught,),
            return_date_after=frozenset({Category.TREATMENT}),
        ),
        zone,
    )
    return Slips


def play(slips: type[SlipsAtWork], examples: int, steps: int) -> None:
    """Play so many days of so many actions."""
    run_state_machine_as_test(
        slips,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_is_done_slips_stand_as_a_plain_model_says(slips: type[SlipsAtWork]) -> None:
    play(slips, examples=25, steps=30)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_the_same_for_many_long_days(slips: type[SlipsAtWork]) -> None:
    play(slips, examples=300, steps=80)
