"""Drafting slips: what was picked becomes items, one slip for each category, with what a surgery brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col

from assistant_tui.domain.catalogue import Catalogue, Category
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.draftline import Drafted, require_valid
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean_prose
from assistant_tui.i18n import language
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.services import visits
from assistant_tui.services.catalogue import catalogue
from assistant_tui.services.context import Context
from assistant_tui.services.slips import of_visit
from assistant_tui.store.tables import OrderItem, OrderSlip, Visit
from assistant_tui.store.work import UnitOfWork


def draft(ctx: Context, visit_id: int, drafted: Sequence[Drafted], *, note: str = "") -> tuple[SlipRow, ...]:
    """Draft slips for a patient who is here, waiting or seen; answers the new ones.

    A service that brings others (a surgery: its notice, tests, consent) brings them along, save those that
    she has of today already: these become part of it, and nothing is done twice.
    Raises InputError when nothing was picked or an item is not valid, RuleError when she has left.
    """
    if not drafted:
        raise InputError(say("Pick at least one item"))
    offered = catalogue(ctx)
    wanted = [one for picked in drafted for one in _with_brought(offered, picked)]
    for one, _ in wanted:
        require_valid(one, one.service.name.said_in(language()))
    with ctx.work(Deed.DRAFT_ORDERS) as work:
        visit = visits.visit_in(work, visit_id)
        visits.open_stay(work, visit)
        drafting = _Drafting(ctx, work, visit, clean_prose(note))
        for one, brought_by in wanted:
            drafting.take(one, brought_by)
        work.commit()
    made = {slip.key for slip in drafting.slips.values()}
    return tuple(slip for slip in of_visit(ctx, visit_id) if slip.slip_id in made)


def _with_brought(offered: Catalogue, picked: Drafted) -> list[tuple[Drafted, str | None]]:
    """What was picked, then what it brings, each with the code of what brought it."""
    brought = offered.with_brought(picked.service)
    return [(picked, None), *((Drafted(service), picked.service.code) for service in brought)]


@dataclass(slots=True)
class _Drafting:
    """The slips of one draft as they fill: one for each category."""

    ctx: Context
    work: UnitOfWork
    visit: Visit
    note: str
    slips: dict[Category, OrderSlip] = field(default_factory=dict)
    _items: dict[str, OrderItem] = field(default_factory=dict)

    def take(self, one: Drafted, brought_by: str | None) -> None:
        """Add the item; one that only belongs to another is not added twice, but made part of that."""
        part_of = None if brought_by is None else self._items[brought_by].key
        already = self._already(one.service.code) if part_of else None
        if already is not None:
            if not self._belongs(already):
                self.work.change(already, part_of=part_of)
            return
        item = self._add(one, part_of)
        self._items[one.service.code] = item

    def _belongs(self, item: OrderItem) -> bool:
        """Whether it is part of something already that has not been refused or voided since."""
        if item.part_of is None:
            return False
        whole = self.work.get(OrderItem, item.part_of)
        return whole.refused_at is None and whole.void_at is None

    def _already(self, code: str) -> OrderItem | None:
        """Today's item of that service which counts, of this draft or an earlier one."""
        found = self.work.find(
            OrderItem,
            col(OrderItem.visit_id) == self.visit.key,
            col(OrderItem.code) == code,
            col(OrderItem.day) == self.work.heading.day,
            col(OrderItem.voided).is_(False),
            col(OrderItem.refused_at).is_(None),
            col(OrderItem.void_at).is_(None),
        )
        return found[0] if found else None

    def _add(self, one: Drafted, part_of: int | None) -> OrderItem:
        slip = self._slip(one.service.category)
        return self.work.add(
            OrderItem(
                **columns_of(one),
                slip_id=slip.key,
                visit_id=self.visit.key,
                day=self.work.heading.day,
                part_of=part_of,
                drafted_at=self.work.heading.at,
            )
        )

    def _slip(self, category: Category) -> OrderSlip:
        if category not in self.slips:
            self.slips[category] = self.work.add(
                OrderSlip(
                    visit_id=self.visit.key,
                    doctor_id=self.visit.doctor_id,
                    day=self.work.heading.day,
                    number=self._next_number(),
                    category=category.value,
                    drafted_at=self.work.heading.at,
                    drafted_by=self.work.heading.actor,
                    note=self.note,
                )
            )
        return self.slips[category]

    def _next_number(self) -> int:
        of_today = col(OrderSlip.day) == self.work.heading.day
        last = self.work.find(OrderSlip, of_today, order=col(OrderSlip.number).desc(), limit=1)
        return last[0].number + 1 if last else 1


def columns_of(one: Drafted) -> dict[str, Any]:
    """The columns of an item that its draft says: name, price and rules as they are now."""
    service = one.service
    price = service.price if one.price is None else one.price
    assert price is not None, "a price was asked for"
    return {
        "code": service.code,
        "name_zh": service.name.zh_CN,
        "name_en": service.name.en,
        "category": service.category.value,
        "quantity": one.quantity,
        "price": price,
        "amount": price * one.quantity,
        "dosage": one.dosage.text,
        "note": clean_prose(one.note),
        "location": service.location or "",
        "usual": int(service.usual.total_seconds() // 60),
        "preparations": " ".join(service.preparations),
        "signature": service.signature,
        "pay_first": service.pay_first,
        "consent": service.consent or "",
    }
