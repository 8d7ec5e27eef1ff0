"""The fee check: what items cost, what was paid and given back, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant_tui.domain.orders import Item, Question, questions


@dataclass(frozen=True, slots=True)
class Fees:
    """Sums in minor units. `due = paid - refunded - to_refund + open`, always.

    `due` is what the items that count cost; `paid` all that was ever paid, `refunded` given back of it,
    `to_refund` still to be given back; `open` is due and unpaid, `unsigned` the part of it that nobody may
    ask for yet. `done_unpaid` was performed before it was paid, `paid_undone` paid and not performed yet.
    """

    due: int = 0
    paid: int = 0
    refunded: int = 0
    to_refund: int = 0
    open: int = 0
    unsigned: int = 0
    done_unpaid: int = 0
    paid_undone: int = 0


def fees(items: Iterable[Item]) -> Fees:
    """The sums over these items."""
    listed = tuple(items)
    counting = [item for item in listed if item.counts]
    unpaid = [item for item in counting if item.paid_at is None]
    return Fees(
        due=_sum(counting),
        paid=_sum(item for item in listed if item.paid_at),
        refunded=_sum(item for item in listed if item.refunded_at),
        to_refund=_sum(item for item in listed if Question.REFUND in questions(item)),
        open=_sum(unpaid),
        unsigned=_sum(item for item in unpaid if not item.signed),
        done_unpaid=_sum(item for item in unpaid if item.performed_at),
        paid_undone=_sum(item for item in counting if item.paid_at and item.performed_at is None),
    )


def _sum(items: Iterable[Item]) -> int:
    return sum(item.amount for item in items)
