"""Who comes to the demo for a surgery that was agreed on earlier, from her consultation to the watch.

The doctor sees her first and briefly: she has been tested the day before, and signs. She pays, is operated
on and is observed from an instant that is said beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.itinerary import LONGEST_AWAITED
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.services import orders, queue, slips, whereabouts
from assistant_tui.services.context import Context
from assistant_tui.services.demo.carewords import CareWords
from assistant_tui.services.demo.schedule import Schedule
from assistant_tui.services.demo.slipwork import SlipWork
from assistant_tui.services.demo.watchwork import WatchWork

_MINUTE = timedelta(minutes=1)
_PREPARED, _MOVED, _LEAVES = 5 * _MINUTE, _MINUTE, 5 * _MINUTE  # before it, after it, after the watch


@dataclass(frozen=True, slots=True)
class Operation:
    """A surgery after which somebody is observed from `observed_at` on, for so many rounds."""

    wanted: Sequence[Drafted]
    observed_at: datetime
    rounds: int | None = None
    troubled: bool = False

    @property
    def begins(self) -> datetime:
        """When the surgery begins."""
        return self.observed_at - _MOVED - self.wanted[0].service.usual


class Operating:
    """The surgeries of the demo's morning."""

    def __init__(
        self, ctx: Context, schedule: Schedule, work: SlipWork, watching: WatchWork, words: CareWords
    ) -> None:
        self._ctx, self._schedule, self._work, self._watching = ctx, schedule, work, watching
        self._words = words

    def go_on(self, row: VisitRow, operation: Operation) -> None:
        """Her consultation ends; all else is planned."""
        items = self._work.order(row, operation.wanted)
        self._prepare(items)
        till = self._ctx.pack.map.cashier
        queue.finish(self._ctx, row.visit_id, to=till or self._ctx.pack.waiting.code)
        begins, plan = operation.begins, self._schedule

        def paid() -> None:
            self._work.pay([item for item in items if item.facts.amount])
            whereabouts.move(self._ctx, row.visit_id, self._ctx.pack.waiting.code)

        theatre = operation.wanted[0].service.location or self._ctx.pack.waiting.code
        plan.after(3 * _MINUTE, paid)
        plan.at(begins - _PREPARED, lambda: whereabouts.move(self._ctx, row.visit_id, theatre))
        plan.at(begins, lambda: self._begin(items))
        plan.at(operation.observed_at - _MOVED, lambda: self._end(items))
        plan.at(operation.observed_at, lambda: self._observe(row, items, operation))

    def _prepare(self, items: Sequence[ItemRow]) -> None:
        """In the room she signs; what was found the day before is entered and read."""
        for item in items:
            if item.category is Category.CONSENT:
                orders.perform(self._ctx, [item.item_id])
            elif _before(item):
                orders.perform(self._ctx, [item.item_id], override=self._words.reason("tested"))
                orders.enter_result(self._ctx, [item.item_id], ResultStatus.NORMAL)
                orders.read_results(self._ctx, [item.item_id])

    def _begin(self, items: Sequence[ItemRow]) -> None:
        surgery = next(item for item in items if item.facts.begins_apart)
        orders.start(self._ctx, surgery.item_id, by=self._ctx.doctor_name)

    def _end(self, items: Sequence[ItemRow]) -> None:
        """The surgery is over, and with it all that went with it; what was taken out is sent away."""
        now = slips.items(self._ctx, [item.item_id for item in items])
        self._work.perform([item for item in now if item.facts.performed_at is None])

    def _observe(self, row: VisitRow, items: Sequence[ItemRow], operation: Operation) -> None:
        self._watching.observe(items, rounds=operation.rounds, troubled=operation.troubled)
        offered = self._watching.offered(items)
        if offered is not None:
            over = self._watching.length(offered[1], operation.rounds)
            self._schedule.after(over + _LEAVES, lambda: self._work.let_go(row))


def _before(item: ItemRow) -> bool:
    """Whether this is to be known before the surgery begins."""
    return item.facts.gives_result and item.usual <= LONGEST_AWAITED
