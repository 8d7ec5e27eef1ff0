"""What becomes of slips in the living demo: the departments do their part, and the patient goes on.

Drafting, signing and reading stay with the user, and so does what is done in the doctor's room. As in `fate`,
each step follows from the rows and the seed alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.itinerary import Errand
from assistant_tui.domain.orders import Question, missing_first, waiting_since
from assistant_tui.i18n import language
from assistant_tui.pack.model import Location, Pack
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow, VisitOrders
from assistant_tui.services import gate, orders, whereabouts
from assistant_tui.services.context import Context
from assistant_tui.services.demo.step import Deed, Step, of_visit
from assistant_tui.services.demo.wishes import Wishes

_AT_LEAST = timedelta(minutes=1)  # so long a slip takes at a department, however long she has been there
_QUICKEST, _SLOWEST = 0.7, 1.2  # of the usual time until a result is back: some are late


@dataclass(frozen=True, slots=True)
class Here:
    """Where somebody is, and from when on she may be done there."""

    place: Location
    done_at: datetime


def results_due(seed: int, slips: VisitOrders) -> Iterator[Step]:
    """The results that are to come, each about its usual time after the test, wherever she is by then."""
    for item in _asking(slips, Question.RESULT):
        pace = random.Random(f"{seed} result {item.item_id}").uniform(_QUICKEST, _SLOWEST)
        at = waiting_since(item.facts, Question.RESULT) + item.usual * pace
        yield Step(at, of_visit(item.visit_id), partial(_result, seed=seed, item=item))


def done_here(pack: Pack, visit: VisitRow, slips: VisitOrders, here: Here) -> Step | None:
    """What the department where she is does for her next; None when it has nothing to do."""
    owed, stop = _asking(slips, Question.REFUND), slips.stop
    if owed and here.place.code == _till(pack):
        return _step(visit, here, owed, Question.REFUND, lambda ctx: orders.refund(ctx, _ids(owed)))
    if stop is None or stop.location != here.place.code:
        return None
    about = [item for item in slips.items if item.item_id in stop.items]
    if stop.errand is Errand.PAY:
        return _step(visit, here, about, Question.PAY, lambda ctx: orders.pay(ctx, _ids(about)))
    return _performed(visit, about, here) if stop.errand in {Errand.TEST, Errand.COLLECT} else None


def _performed(visit: VisitRow, about: Sequence[ItemRow], here: Here) -> Step | None:
    """What can be done is done, all at once; then a surgery begins, and ends after its usual time."""
    ready = [item for item in about if not missing_first(item.facts)]
    at_once = [item for item in ready if not item.facts.begins_apart]
    if at_once or not ready:
        return _step(visit, here, at_once, Question.PERFORM, partial(_perform, items=at_once, here=here))
    surgery = ready[0]
    if surgery.facts.started_at is None:
        return _step(visit, here, [surgery], Question.PERFORM, partial(_start, item=surgery, here=here))
    over_at = Here(here.place, surgery.facts.started_at + surgery.usual)
    return _step(visit, over_at, [surgery], Question.PERFORM, partial(_perform, items=[surgery], here=here))


def goes_on(pack: Pack, visit: VisitRow, slips: VisitOrders, here: Here) -> Step | None:
    """Where her slips have her go once she is done here; None when she stays, or they ask for nothing."""
    to = _next_place(pack, slips)
    if to in {None, here.place.code}:
        return None
    came = [item.facts.latest for item in slips.items if item.questions]
    at = max([here.done_at, *(latest + _AT_LEAST for latest in came)])
    return Step(at, of_visit(visit.visit_id), lambda ctx: whereabouts.move(ctx, visit.visit_id, to or ""))


def _next_place(pack: Pack, slips: VisitOrders) -> str | None:
    """The next stop; for what is done in the doctor's room the waiting area, since one is called there."""
    if slips.stop is not None and slips.stop.location != pack.room.code:
        return slips.stop.location
    if _asking(slips, Question.REFUND):
        return _till(pack)
    return pack.waiting.code if any(item.questions for item in slips.items) else None


def _step(visit: VisitRow, here: Here, items: Sequence[ItemRow], question: Question, do: Deed) -> Step | None:
    if not items:
        return None
    came = max(waiting_since(item.facts, question) for item in items)
    return Step(max(here.done_at, came + _AT_LEAST), of_visit(visit.visit_id), do)


def _start(ctx: Context, *, item: ItemRow, here: Here) -> None:
    orders.start(ctx, item.item_id, by=here.place.name.said_in(language()))


def _perform(ctx: Context, *, items: Sequence[ItemRow], here: Here) -> None:
    orders.perform(ctx, _ids(items), by=here.place.name.said_in(language()))
    # The pharmacy explains what it hands over: what belongs to medicines alone is seen to.
    handed_over = {
        f"discharge/{one.code}" for one in ctx.pack.belongings if one.after == {Category.PRESCRIPTION}
    }
    for point in gate.points(ctx, items[0].visit_id):
        if point.key in handed_over:
            gate.settle(ctx, items[0].visit_id, point.key)


def _result(ctx: Context, *, seed: int, item: ItemRow) -> None:
    wishes = Wishes(ctx.pack, language(), random.Random(f"{seed} finding {item.item_id}"))
    orders.enter_result(ctx, [item.item_id], *wishes.result(item.category))


def _asking(slips: VisitOrders, question: Question) -> list[ItemRow]:
    return [item for item in slips.items if question in item.questions]


def _till(pack: Pack) -> str:
    around = pack.map
    return around.cashier or around.waiting


def _ids(items: Sequence[ItemRow]) -> list[int]:
    return [item.item_id for item in items]
