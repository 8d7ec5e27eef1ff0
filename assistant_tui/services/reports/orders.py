"""The report's slips: what was ordered, what became of it, and how the money stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant_tui.domain.catalogue import CATEGORY_WORDS, Category
from assistant_tui.domain.fees import Fees, fees
from assistant_tui.domain.orders import Item
from assistant_tui.domain.saying import Saying, say
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.readmodels.reports import Behind, Block, Head, Line, Rows, Section, Text, Unit
from assistant_tui.services.reports.facts import DayFacts
from assistant_tui.services.reports.tables import rows_of

Ordered = tuple[SlipRow, ItemRow]


def _unpaid(item: Item) -> bool:
    return item.counts and item.paid_at is None


_CATEGORY = (
    Head("items", say("Items")),
    Head("amount", say("Amount"), Unit.MONEY),
    Head("signed", say("Signed")),
    Head("paid", say("Paid")),
    Head("done", say("Done")),
    Head("refused", say("Refused")),
    Head("voided", say("Voided")),
)
_MONEY = (Head("amount", say("Amount"), Unit.MONEY),)
_FEES: tuple[tuple[str, Saying, Callable[[Fees], int], Callable[[Item], bool]], ...] = (
    ("due", say("to be paid in all"), lambda one: one.due, lambda item: item.counts),
    ("paid", say("paid in all"), lambda one: one.paid, lambda item: item.paid_at is not None),
    ("refunded", say("given back"), lambda one: one.refunded, lambda item: item.refunded_at is not None),
    (
        "to_refund",
        say("still to be given back"),
        lambda one: one.to_refund,
        lambda item: not item.counts and item.paid_at is not None and item.refunded_at is None,
    ),
    ("open", say("not paid yet"), lambda one: one.open, _unpaid),
    (
        "unsigned",
        say("of it not signed yet"),
        lambda one: one.unsigned,
        lambda item: _unpaid(item) and not item.signed,
    ),
    (
        "done_unpaid",
        say("done, but not paid"),
        lambda one: one.done_unpaid,
        lambda item: _unpaid(item) and item.performed_at is not None,
    ),
    (
        "paid_undone",
        say("paid, but not done yet"),
        lambda one: one.paid_undone,
        lambda item: item.counts and item.paid_at is not None and item.performed_at is None,
    ),
)


def orders(facts: DayFacts) -> Section:
    """Items and amounts by category, and the fee check.

    An item that is refused or void stays in the number and the amount of what was ordered, but is not to be
    paid.
    """
    ordered = [(slip, item) for slip in facts.slips for item in slip.items]
    return Section(
        "orders",
        say("Slips"),
        (
            Block("category", say("By category"), _CATEGORY, tuple(_categories(ordered))),
            Block("fees", say("Money"), _MONEY, tuple(_fees(ordered))),
        ),
    )


def _categories(ordered: Sequence[Ordered]) -> Iterator[Line]:
    if ordered:
        yield _line("all", say("All"), ordered)
    for category in Category:
        of_category = [(slip, item) for slip, item in ordered if item.category is category]
        if of_category:
            yield _line(category.value, CATEGORY_WORDS[category], of_category)


def _line(code: str, words: Text, ordered: Sequence[Ordered]) -> Line:
    items = [item.facts for _, item in ordered]
    cells = (
        len(items),
        sum(item.amount for item in items),
        sum(item.signed_at is not None for item in items),
        sum(item.paid_at is not None for item in items),
        sum(item.performed_at is not None for item in items),
        sum(item.refused_at is not None for item in items),
        sum(item.void_at is not None for item in items),
    )
    return Line(code, words, cells, behind=_behind(ordered))


def _fees(ordered: Sequence[Ordered]) -> Iterator[Line]:
    if not ordered:
        return
    sums = fees(item.facts for _, item in ordered)
    for code, words, of, is_among in _FEES:
        among = [(slip, item) for slip, item in ordered if item.facts.amount and is_among(item.facts)]
        yield Line(code, words, (of(sums),), behind=_behind(among))


def _behind(ordered: Sequence[Ordered]) -> Rows:
    return rows_of(ordered, _row)


def _row(one: Ordered) -> Behind:
    slip, item = one
    words = say("{item}, {state}", item=item.name, state=_state(item))
    return Behind(item.facts.drafted_at, slip.ticket, words, slip.visit_id)


def _state(item: ItemRow) -> Text:
    """What became of it: the last thing that counts."""
    found = item.facts
    if found.void_at:
        return say("voided: {reason}", reason=item.void_reason)
    if found.refused_at:
        return say("refused: {reason}", reason=item.refusal_reason) if item.refusal_reason else say("refused")
    if found.performed_at:
        return say("done") if found.settled else say("done, but not paid")
    if found.paid_at:
        return say("paid")
    return say("signed") if found.signed_at else say("drafted")
