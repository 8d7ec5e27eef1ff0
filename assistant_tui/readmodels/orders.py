"""Order slips and their items, as lists and panels show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.catalogue import Category, Preparation
from assistant_tui.domain.fees import Fees
from assistant_tui.domain.itinerary import NextStop, OpenItem
from assistant_tui.domain.orders import Item, Question, ResultStatus
from assistant_tui.domain.words import Words


class ItemRow(NamedTuple):
    """One item with its facts; `price` and `facts.amount` in minor units.

    `part_of` is the item of the surgery that it belongs to. The names are of who did it, empty while undone.
    """

    item_id: int
    slip_id: int
    visit_id: int
    code: str
    name: Words
    quantity: int
    price: int
    dosage: str
    note: str
    location: str | None
    usual: timedelta
    preparations: tuple[Preparation, ...]
    consent: str | None
    part_of: int | None
    facts: Item
    signed_by: str
    on_paper: bool
    paid_by: str
    started_by: str
    performed_by: str
    override_reason: str
    result: ResultStatus | None
    result_text: str
    resulted_by: str
    read_by: str
    refused_by: str
    refusal_form: bool
    refusal_reason: str
    void_by: str
    void_reason: str
    refunded_by: str

    @property
    def category(self) -> Category:
        """The kind of slip that it is on."""
        return self.facts.category

    @property
    def questions(self) -> frozenset[Question]:
        """Everything that it waits for now."""
        return self.facts.asks


class SlipRow(NamedTuple):
    """A slip with its items in the order in which they were drafted, and whose it is."""

    slip_id: int
    number: int
    day: date
    category: Category
    drafted_at: datetime
    drafted_by: str
    note: str
    doctor: str
    visit_id: int
    patient_id: int
    ticket: str
    patient: str
    items: tuple[ItemRow, ...]

    @property
    def questions(self) -> frozenset[Question]:
        """Everything that one of its items waits for."""
        return frozenset(question for item in self.items for question in item.questions)

    def asking(self, question: Question) -> tuple[ItemRow, ...]:
        """The items that wait for this."""
        return tuple(item for item in self.items if question in item.questions)


class VisitOrders(NamedTuple):
    """The slips of one visit, their items as rules look at them, and where they send her next."""

    slips: tuple[SlipRow, ...]
    open_items: tuple[OpenItem, ...]
    stop: NextStop | None

    @property
    def items(self) -> Iterable[ItemRow]:
        """All items of all slips."""
        return (item for slip in self.slips for item in slip.items)


class FeeRow(NamedTuple):
    """The fee check of one visit."""

    visit_id: int
    ticket: str
    patient: str
    fees: Fees


class DayFees(NamedTuple):
    """The fee check of a day: each visit with slips, and the sums over all."""

    rows: tuple[FeeRow, ...]
    fees: Fees
    by_category: Mapping[Category, Fees]
