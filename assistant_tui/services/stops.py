"""A patient's whole way from here, found by letting her go it: each next stop is done, then comes the next.

It is for paper, and says what holds when nothing changes; the screens compute the next stop anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant_tui.domain.itinerary import Errand, NextStop, next_stop
from assistant_tui.domain.orders import Item, Question, questions
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.services.context import Context
from assistant_tui.services.slips import judged, open_item

_DONE: dict[Question, str] = {
    Question.SIGN: "signed_at",
    Question.PAY: "paid_at",
    Question.PERFORM: "performed_at",
    Question.RESULT: "resulted_at",
    Question.READ: "read_at",
}
# A stop's item may wait for several things; it gets the first of these.
_AT_A_STOP: dict[Errand, tuple[Question, ...]] = {
    Errand.PAY: (Question.PAY,),
    Errand.TEST: (Question.PERFORM,),
    Errand.COLLECT: (Question.PERFORM,),
    Errand.AWAIT: (Question.RESULT,),
    Errand.DOCTOR: (Question.READ, Question.SIGN, Question.PERFORM),
}


def stops_ahead(ctx: Context, slips: Iterable[SlipRow], here: str) -> tuple[NextStop, ...]:
    """Every stop from `here` until her slips ask for nothing more; two in a row alike are one."""
    hers, at = tuple(slips), ctx.now()
    way: list[NextStop] = []
    for _ in range(_most_steps(hers)):
        items = [open_item(ctx, item) for slip in hers for item in slip.items]
        stop = next_stop(items, here, ctx.pack.map)
        if stop is None:
            break
        _add(way, stop)
        hers, here = _after(hers, stop, at), stop.location
    return tuple(way)


def _most_steps(slips: Sequence[SlipRow]) -> int:
    """Each step settles at least one question of one item, so more there cannot be."""
    return len(_DONE) * sum(len(slip.items) for slip in slips)


def _add(way: list[NextStop], stop: NextStop) -> None:
    last = way[-1] if way else None
    if last and (last.location, last.errand) == (stop.location, stop.errand):
        way[-1] = last._replace(items=tuple(dict.fromkeys((*last.items, *stop.items))))
    else:
        way.append(stop)


def _after(slips: Sequence[SlipRow], stop: NextStop, at: datetime) -> tuple[SlipRow, ...]:
    """The slips as they stand when the stop is done, and what that sets free."""
    about = set(stop.items)

    def stepped(item: ItemRow) -> ItemRow:
        # What an item knows of the others is judged anew below.
        facts = replace(item.facts, consented=True, held_by=())
        if item.item_id in about:
            facts = _done(facts, stop, at)
        return item._replace(facts=facts)

    return judged(slip._replace(items=tuple(map(stepped, slip.items))) for slip in slips)


def _done(item: Item, stop: NextStop, at: datetime) -> Item:
    asked = questions(item)
    first = next((question for question in _AT_A_STOP[stop.errand] if question in asked), None)
    if first is None:
        return item
    fact: dict[str, Any] = {_DONE[first]: max(at, item.latest)}
    return replace(item, **fact)
