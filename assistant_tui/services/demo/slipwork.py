"""The morning's slips, action by action: the doctor orders, the departments do it, the patient goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.exitgate import PointKind
from assistant_tui.domain.orders import Question, ResultStatus
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.services import gate, orders, queue, slips, whereabouts
from assistant_tui.services.context import Context
from assistant_tui.services.demo.schedule import Schedule
from assistant_tui.services.demo.watchwork import WatchWork
from assistant_tui.services.demo.wishes import Wishes

_AT_THE_TILL = timedelta(minutes=3)
_BACK_IN = timedelta(days=7)
_MEDICINES, _TREATED = 0.55, 0.8


class SlipWork:
    """Slips of the demo's morning, of the workstation `ctx`; nothing is done after the schedule's end."""

    def __init__(self, ctx: Context, schedule: Schedule, wishes: Wishes, watching: WatchWork) -> None:
        self._ctx, self._schedule, self.wishes, self._watching = ctx, schedule, wishes, watching
        self._till = ctx.pack.map.cashier

    def order(self, row: VisitRow, wanted: Sequence[Drafted], *, signed: bool = True) -> tuple[ItemRow, ...]:
        """Draft what is wanted, if anything, for the doctor to sign at once; answers the items."""
        if not wanted:
            return ()
        drafted = orders.draft(self._ctx, row.visit_id, wanted)
        items = [item for slip in drafted for item in slip.items]
        if signed:
            self.sign(items)
        return slips.items(self._ctx, [item.item_id for item in items])

    def sign(self, items: Sequence[ItemRow], *, on_paper: bool = False) -> None:
        """The doctor signs whatever needs it, in the program or on paper."""
        if to_sign := [item.item_id for item in items if item.facts.signature]:
            orders.sign(self._ctx, to_sign, on_paper=on_paper)

    def pay(self, items: Sequence[ItemRow]) -> None:
        """The cashier takes the money."""
        if items:
            orders.pay(self._ctx, [item.item_id for item in items])

    def perform(self, items: Sequence[ItemRow]) -> None:
        """The departments do it, each in its own name."""
        for item in items:
            by = self._ctx.pack.location(item.location or "").name.said_in(self.wishes.language)
            orders.perform(self._ctx, [item.item_id], by=by)

    def result(self, items: Sequence[ItemRow], status: ResultStatus | None = None) -> None:
        """The results are back: the first one `status`, if that is said, the others as it happens."""
        for item in items:
            found = (status, self.wishes.finding(status, item.category)) if status else None
            orders.enter_result(self._ctx, [item.item_id], *(found or self.wishes.result(item.category)))
            status = None

    def read(self, row: VisitRow) -> None:
        """The doctor reads what has come back."""
        items = (item for slip in slips.of_visit(self._ctx, row.visit_id) for item in slip.items)
        unread = [item.item_id for item in items if Question.READ in item.questions]
        if unread:
            orders.read_results(self._ctx, unread)

    def go_for_tests(
        self, row: VisitRow, place: str, back_at: datetime, status: ResultStatus | None = None
    ) -> bool:
        """From the room to the cashier, to the tests at `place`, and to wait: with the results at `back_at`
        she is in the line again by herself. Answers False, with nothing done, if there is nothing to test.
        """
        tests = self.order(row, self.wishes.tests(place, 3))
        if not tests:
            return False
        now, visit_id = self._schedule.now, row.visit_id
        paid_at = now + min(_AT_THE_TILL, (back_at - now) / 4)
        queue.finish(self._ctx, visit_id, to=self._till or place)

        def paid() -> None:
            self.pay(tests)
            whereabouts.move(self._ctx, visit_id, place)

        def done() -> None:
            self.perform(tests)
            whereabouts.move(self._ctx, visit_id, self._ctx.pack.waiting.code)

        self._schedule.at(paid_at, paid)
        self._schedule.at(paid_at + (back_at - paid_at) / 2, done)
        self._schedule.at(back_at, lambda: self.result(tests, status))
        return True

    def leave(self, row: VisitRow, leaves_at: datetime) -> None:
        """From the room to the cashier, with what the doctor gives her on the way, and out at `leaves_at`.

        A treatment takes its time, and so does a watch after it; she leaves so much later.
        """
        given = self.order(row, self._given())
        now, visit_id = self._schedule.now, row.visit_id
        queue.finish(self._ctx, visit_id, to=self._till or self._ctx.pack.waiting.code)
        paid_at, done_at = now + (leaves_at - now) / 3, now + (leaves_at - now) * 2 / 3
        treated = [item.usual for item in given if item.category is Category.TREATMENT]
        later = sum(treated, timedelta(0))

        def paid() -> None:
            self.pay(given)
            whereabouts.move(self._ctx, visit_id, given[0].location or self._ctx.pack.waiting.code)

        def done() -> None:
            self.perform(given)
            self._watching.observe(given)

        if given:
            self._schedule.at(paid_at, paid)
            self._schedule.at(done_at + later, done)
        self._schedule.at(leaves_at + later + self._watching.lasts(given), lambda: self.let_go(row))

    def _given(self) -> list[Drafted]:
        chance = self.wishes.rng.random()
        if chance < _MEDICINES:
            return self.wishes.medicines(3)
        return self.wishes.treatment() if chance < _TREATED else []

    def let_go(self, row: VisitRow) -> None:
        """See to what belongs to leaving, and let her go."""
        for point in gate.points(self._ctx, row.visit_id):
            if point.kind is PointKind.RETURN_DATE:
                gate.agree_return(self._ctx, row.visit_id, row.day + _BACK_IN)
            elif point.kind is PointKind.RESULT:  # of days: what was taken out is looked at elsewhere
                gate.override(self._ctx, row.visit_id, point.key, reason=self.wishes.reason("later"))
            else:
                gate.settle(self._ctx, row.visit_id, point.key)
        whereabouts.depart(self._ctx, row.visit_id)

    def leave_open(self, row: VisitRow) -> None:
        """Let pass what is open of somebody who is not there any more."""
        for point in gate.points(self._ctx, row.visit_id):
            gate.override(self._ctx, row.visit_id, point.key, reason=self.wishes.reason("gone"))
