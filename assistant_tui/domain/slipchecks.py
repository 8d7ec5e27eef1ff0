"""What must always hold of the slips in a file; `assistant-tui check` asks, as in `invariants`.

I5: nothing that needs a signature, a payment or a consent is performed before it has it, unless overridden
with a reason. Beside it: amounts are quantity times price, facts come in their order, slips of a day are
numbered without gap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.orders import Item
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.tickets import gaps


class ItemRecord(NamedTuple):
    """An item as it is in the file, unless voided; `consent` is the code of the consent that it needs."""

    item_id: int
    visit_id: int
    ticket: str
    code: str
    quantity: int
    price: int
    consent: str
    facts: Item


def broken_slips(day: str, items: Sequence[ItemRecord], numbers: Collection[int]) -> list[Saying]:
    """Everything that is wrong with the slips of a day: its items, and the numbers of all its slips."""
    forms: dict[tuple[int, str], list[Item]] = {}
    for one in items:
        if one.facts.category is Category.CONSENT:
            forms.setdefault((one.visit_id, one.code), []).append(one.facts)
    wrong = [say("Slip {number} of {day} is missing", number=number, day=day) for number in gaps(numbers)]
    for one in items:
        consents = forms.get((one.visit_id, one.consent), ())
        faults = [
            *_too_early(one.facts),
            *_without_consent(one, consents),
            *_sums(one),
            *_disorder(one.facts),
        ]
        wrong += [
            say(
                "{ticket}, {code} ({item}): {fault}",
                ticket=one.ticket,
                code=one.code,
                item=one.item_id,
                fault=fault,
            )
            for fault in faults
        ]
    return wrong


def _too_early(item: Item) -> Iterable[Saying]:
    begun = item.started_at or item.performed_at
    if begun is None or item.overridden:
        return
    if item.signature and (item.signed_at is None or item.signed_at > begun):
        yield say("done before it was signed")
    if item.pay_first and item.amount and (item.paid_at is None or item.paid_at > begun):
        yield say("done before it was paid")


def _without_consent(one: ItemRecord, forms: Sequence[Item]) -> Iterable[Saying]:
    begun = one.facts.started_at or one.facts.performed_at
    if not one.consent or begun is None or one.facts.overridden:
        return
    if not any(form.performed_at and form.performed_at <= begun for form in forms):
        yield say("done without the signed consent")


def _sums(one: ItemRecord) -> Iterable[Saying]:
    if one.facts.amount != one.quantity * one.price:
        yield say("the amount is not quantity times price")
    if one.facts.refunded_at and (one.facts.counts or not one.facts.paid_at):
        yield say("given back, but it was not owed")


def _disorder(item: Item) -> Iterable[Saying]:
    in_order = (item.drafted_at, item.started_at, item.performed_at, item.resulted_at, item.read_at)
    known = [at for at in in_order if at is not None]
    if any(after < before for before, after in pairwise(known)):
        yield say("its facts are not in the order of time")
    if item.read_at and not item.resulted_at:
        yield say("read, but no result is noted")
    if item.resulted_at and not item.performed_at:
        yield say("a result, but it was not done")
