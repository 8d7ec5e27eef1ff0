"""The doctor's room in a played demo day: one after the other is called, comes in, is seen and goes on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.orders import Question
from assistant_tui.domain.queue import EntryKind
from assistant_tui.readmodels.board import Board, QueueRow
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.services import orders, queue, slips
from assistant_tui.services.context import Context
from assistant_tui.services.demo.kinds import errands, results_service
from assistant_tui.services.demo.pace import consultation
from assistant_tui.services.demo.step import Deed
from assistant_tui.services.demo.wishes import Wishes

_WALKS, _CALLED_TWICE, _ABSENT = (15, 45), 0.08, 0.03
_SHORTEST, _GOES_ON = timedelta(minutes=3), timedelta(minutes=5)
# What the doctor orders, up to these chances, of whom she sees first and of whom she sees with results.
_TESTS, _MEDICINES, _TREATED, _DRIP, _OPERATED = 0.35, 0.7, 0.82, 0.87, 0.9
_RETURNS_FROM = _TESTS


class Consulting:
    """The doctor at work; `seed` decides who comes when called and how long each is seen."""

    def __init__(self, seed: int, wishes: Wishes, began: datetime) -> None:
        self._seed, self._wishes, self._began = seed, wishes, began

    def next(self, ctx: Context, seen: Board, now: datetime) -> Iterator[tuple[str, Deed]]:
        """The next thing in the room, if it is time for one."""
        if seen.serving is not None:
            if now >= self._over_at(ctx, seen.serving):
                yield "room", partial(self._finish, row=seen.serving)
        elif seen.called is not None:
            if self._has_come(seen.called, now):
                visit_id = seen.called.visit.visit_id
                yield "room", lambda ctx: queue.start(ctx, visit_id)
        elif seen.line:
            yield "room", queue.call_next

    def _has_come(self, row: QueueRow, now: datetime) -> bool:
        """She comes within a minute; some only when called again, a few not at all."""
        rng = random.Random(f"{self._seed} comes {row.entry.entry_id}")
        chance, walk = rng.random(), timedelta(seconds=rng.uniform(*_WALKS))
        if chance < _ABSENT or row.entry.called_at is None:
            return False
        needs = 1 + (chance < _ABSENT + _CALLED_TWICE)
        return row.entry.calls >= needs and now >= row.entry.called_at + walk

    def _over_at(self, ctx: Context, row: QueueRow) -> datetime:
        rng = random.Random(f"{self._seed} seen {row.entry.entry_id}")
        kind = ctx.pack.visit_kind(row.visit.kind)
        if row.entry.kind == EntryKind.RETURN:
            kind = kind._replace(service=results_service(ctx.pack))
        started = row.entry.started_at or row.entry.queued_at
        # Who was in the room when the playing began is not thrown out at once.
        return max(started + max(_SHORTEST, consultation(kind, rng)), self._began + _GOES_ON)

    def _finish(self, ctx: Context, *, row: QueueRow) -> None:
        """Results are read, something is ordered perhaps, and she goes on."""
        visit_id = row.visit.visit_id
        hers = [item for slip in slips.of_visit(ctx, visit_id) for item in slip.items]
        if unread := [item.item_id for item in hers if Question.READ in item.questions]:
            orders.read_results(ctx, unread)
        if wanted := self._wanted(ctx, row):
            drafted = orders.draft(ctx, visit_id, wanted)
            _sign(ctx, [item for slip in drafted for item in slip.items])
        self._in_the_room(ctx, visit_id)
        till = ctx.pack.map.cashier if wanted else None
        queue.finish(ctx, visit_id, to=till or ctx.pack.waiting.code)

    def _in_the_room(self, ctx: Context, visit_id: int) -> None:
        """What is done there and then: consents are signed, and what can be done in the room is done."""
        hers = [item for slip in slips.of_visit(ctx, visit_id) for item in slip.items]
        _sign(ctx, hers)
        for item in slips.items(ctx, [item.item_id for item in hers]):
            here = item.category is Category.CONSENT or item.location == ctx.pack.room.code
            if here and Question.PERFORM in item.questions and not item.facts.held:
                paid = item.facts.settled or not item.facts.pay_first
                override = "" if paid else self._wishes.reason("early")
                orders.perform(ctx, [item.item_id], override=override)

    def _wanted(self, ctx: Context, row: QueueRow) -> list[Drafted]:
        wishes, returns = self._wishes, row.entry.kind == EntryKind.RETURN
        chance = wishes.rng.uniform(_RETURNS_FROM if returns else 0, 1)
        if chance < _TESTS:
            place = wishes.rng.choice(errands(ctx.pack)[1:] or errands(ctx.pack)[:1])
            return wishes.tests(place.code, 2)
        if chance < _MEDICINES:
            return wishes.medicines(3)
        if chance < _TREATED:
            return wishes.treatment()
        if chance < _DRIP:
            return wishes.watched_treatment()
        return wishes.surgery() if chance < _OPERATED else []


def _sign(ctx: Context, items: list[ItemRow]) -> None:
    if ids := [item.item_id for item in items if Question.SIGN in item.questions]:
        orders.sign(ctx, ids)
