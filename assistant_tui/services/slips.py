"""Slips as they stand: what each item waits for, also because of another one, and where they send her."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.fees import Fees, fees
from assistant_tui.domain.itinerary import LONGEST_AWAITED, Map, NextStop, OpenItem, next_stop
from assistant_tui.domain.orders import Question, ResultStatus, holds_back, waiting_since
from assistant_tui.domain.saying import MissingError, say
from assistant_tui.i18n import language
from assistant_tui.pack.model import LocationKind
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import DayFees, FeeRow, ItemRow, SlipRow, VisitOrders
from assistant_tui.services.context import Context
from assistant_tui.store.queries.orders import (
    slips_beside,
    slips_of_day,
    slips_of_visits,
    slips_still_open,
    visit_of_slip,
)

RESULTS_LOOKED_FOR = timedelta(days=60)
"""A result that has not come or been read stays in the lists for so long, wherever the patient is."""


def of_day(ctx: Context, day: date | None = None) -> tuple[SlipRow, ...]:
    """All slips of the room's day, today's unless another is asked for."""
    return judged(slips_of_day(ctx.reading, ctx.room_id, day or ctx.today()))


def still_open(ctx: Context) -> tuple[SlipRow, ...]:
    """All slips of those who have something open: of today, still inside, or results of the last weeks."""
    today = ctx.today()
    return judged(slips_still_open(ctx.reading, ctx.room_id, today, today - RESULTS_LOOKED_FOR))


def of_visit(ctx: Context, visit_id: int) -> tuple[SlipRow, ...]:
    """The slips of one visit, in the order in which they were drafted."""
    return judged(slips_of_visits(ctx.reading, [visit_id]))


def slip(ctx: Context, slip_id: int) -> SlipRow:
    """One slip as it stands. Raises MissingError."""
    with_it = judged(slips_beside_slip(ctx, slip_id))
    found = next((one for one in with_it if one.slip_id == slip_id), None)
    if found is None:
        raise MissingError(say("This slip does not exist any more"))
    return found


def items(ctx: Context, item_ids: Sequence[int]) -> tuple[ItemRow, ...]:
    """These items, in the order asked for. Raises MissingError for one that is not there."""
    known = {
        item.item_id: item for slip in judged(slips_beside(ctx.reading, item_ids)) for item in slip.items
    }
    if any(item_id not in known for item_id in item_ids):
        raise MissingError(say("This item does not exist any more"))
    return tuple(known[item_id] for item_id in item_ids)


def judged(slips: Iterable[SlipRow]) -> tuple[SlipRow, ...]:
    """The slips with what an item knows only from its visit's others: its consent, and what holds it back."""
    listed = tuple(slips)
    linked = {item.visit_id for slip in listed for item in slip.items if item.consent or item.part_of}
    if not linked:
        return listed
    signed_forms: defaultdict[int, set[str]] = defaultdict(set)
    holding: defaultdict[int, list[str]] = defaultdict(list)
    for item in (item for slip in listed if slip.visit_id in linked for item in slip.items):
        facts = item.facts
        if facts.category is Category.CONSENT and facts.counts and facts.performed_at:
            signed_forms[item.visit_id].add(item.code)
        if item.part_of is not None and _holds(item):
            holding[item.part_of].append(item.name.said_in(language()))

    def with_others(item: ItemRow) -> ItemRow:
        consented = item.consent is None or item.consent in signed_forms[item.visit_id]
        held_by = tuple(holding.get(item.item_id, ()))
        if consented and not held_by:
            return item
        return item._replace(facts=replace(item.facts, consented=consented, held_by=held_by))

    return tuple(
        slip._replace(items=tuple(map(with_others, slip.items))) if slip.visit_id in linked else slip
        for slip in listed
    )


def _holds(item: ItemRow) -> bool:
    """Whether it keeps what it belongs to from beginning.

    A result that takes longer than anybody waits (the tissue that the surgery itself takes) cannot be read
    before; then it is enough that the test is signed and paid.
    """
    if item.facts.gives_result and item.usual > LONGEST_AWAITED:
        return item.facts.counts and not (item.facts.signed and item.facts.settled)
    return holds_back(item.facts)


def slips_beside_slip(ctx: Context, slip_id: int) -> list[SlipRow]:
    """The slip with all others of its visit."""
    visit_id = visit_of_slip(ctx.reading, slip_id)
    return [] if visit_id is None else slips_of_visits(ctx.reading, [visit_id])


def by_visit(ctx: Context, slips: Iterable[SlipRow], visits: Iterable[VisitRow]) -> dict[int, VisitOrders]:
    """The slips by visit, with the next stop of whoever is inside; visits without slips are left out."""
    grouped: defaultdict[int, list[SlipRow]] = defaultdict(list)
    for slip in slips:
        grouped[slip.visit_id].append(slip)
    kinds, around = _kinds(ctx), ctx.pack.map
    found: dict[int, VisitOrders] = {}
    for visit in visits:
        if hers := grouped.get(visit.visit_id):
            items = tuple(_open_item(kinds, item) for slip in hers for item in slip.items)
            found[visit.visit_id] = VisitOrders(tuple(hers), items, _stop(items, visit, around))
    return found


def stop_of(ctx: Context, slips: Iterable[SlipRow], visit: VisitRow) -> NextStop | None:
    """Where the patient goes next; None when nowhere, and for one who has left."""
    return _stop(open_items(ctx, (item for slip in slips for item in slip.items)), visit, ctx.pack.map)


def _stop(items: Iterable[OpenItem], visit: VisitRow, around: Map) -> NextStop | None:
    if visit.stay is None or not visit.inside:
        return None
    return next_stop(items, visit.stay.location, around)


def open_items(ctx: Context, items: Iterable[ItemRow]) -> list[OpenItem]:
    """The items as itinerary and exit gate look at them."""
    kinds = _kinds(ctx)
    return [_open_item(kinds, item) for item in items]


def open_item(ctx: Context, item: ItemRow) -> OpenItem:
    """One item as itinerary and exit gate look at it."""
    return open_items(ctx, [item])[0]


def _kinds(ctx: Context) -> dict[str, LocationKind]:
    return {place.code: place.kind for place in ctx.pack.locations}


def _open_item(kinds: Mapping[str, LocationKind], item: ItemRow) -> OpenItem:
    return OpenItem(
        item.item_id,
        item.name.said_in(language()),
        item.facts,
        item.location if item.location in kinds else None,
        item.preparations,
        usual=item.usual,
        last=kinds.get(item.location or "") is LocationKind.PHARMACY,
    )


def asking(slips: Iterable[SlipRow], question: Question) -> list[SlipRow]:
    """The slips that wait for this, worst first: an abnormal result, then whatever has waited longest.

    A result waits from when it should have been back.
    """
    found = [slip for slip in slips if question in slip.questions]
    return sorted(found, key=lambda slip: min(urgency(item, question) for item in slip.asking(question)))


def urgency(item: ItemRow, question: Question) -> tuple[bool, datetime, int]:
    """By what lists are sorted, the worst first: see `asking`."""
    since = waiting_since(item.facts, question)
    if question is Question.RESULT:
        since += item.usual
    return item.result is not ResultStatus.ABNORMAL, since, item.item_id


def fees_of_day(ctx: Context, day: date | None = None) -> DayFees:
    """The fee check of the day: by visit, by category, and over all."""
    return fee_check(of_day(ctx, day))


def fee_check(slips: Iterable[SlipRow]) -> DayFees:
    """The fee check of these slips: by visit, by category, and over all."""
    by_visit: defaultdict[int, list[SlipRow]] = defaultdict(list)
    by_category: defaultdict[Category, list[SlipRow]] = defaultdict(list)
    for slip in slips:
        by_visit[slip.visit_id].append(slip)
        by_category[slip.category].append(slip)
    return DayFees(
        tuple(
            FeeRow(visit_id, hers[0].ticket, hers[0].patient, fees_of(hers))
            for visit_id, hers in by_visit.items()
        ),
        fees_of(slip for hers in by_visit.values() for slip in hers),
        {category: fees_of(listed) for category, listed in by_category.items()},
    )


def fees_of(slips: Iterable[SlipRow]) -> Fees:
    """The sums over all items of these slips."""
    return fees(item.facts for slip in slips for item in slip.items)
