"""What the figures of a room's day count besides its visits' times: slips, rounds, doctor's calls, duties.

Only what is on record: a day that is over stays as it is, whatever the clock says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from assistant_tui.domain.metrics import ItemFacts, VisitFacts

if TYPE_CHECKING:
    from assistant_tui.domain.roundfacts import RoundFacts

Counts = dict[str, int]
"""Figures by their names."""


class CallFacts(NamedTuple):
    """The doctor was asked to come at once; `arrived_at` is None if he has not come."""

    visit: VisitFacts
    called_at: datetime
    arrived_at: datetime | None


class DutyCounts(NamedTuple):
    """What of a room's day belongs to no visit of it: tasks, incidents, patients who were to come back."""

    tasks_done: int = 0
    tasks_skipped: int = 0
    incidents: int = 0
    incidents_reported_late: int = 0
    due_back: int = 0
    came_back: int = 0


class RoomDay(NamedTuple):
    """All that is counted of a room's day; rounds are those of the watches that it began."""

    visits: Sequence[VisitFacts] = ()
    rounds: Sequence[RoundFacts] = ()
    calls: Sequence[CallFacts] = ()
    duties: DutyCounts = DutyCounts()


def item_counts(items: Iterable[ItemFacts]) -> Counts:
    """How many items there are and what became of them; the sums of the fee check, in minor units."""
    listed = tuple(items)
    counting = [one for one in listed if one.counts]
    return {
        "items": len(listed),
        "items_done": sum(one.done for one in listed),
        "items_refused": sum(one.refused for one in listed),
        "items_voided": sum(one.void for one in listed),
        "amount_due": sum(one.amount for one in counting),
        "amount_paid": sum(one.amount for one in listed if one.paid),
        "amount_refunded": sum(one.amount for one in listed if one.refunded),
        "amount_open": sum(one.amount for one in counting if not one.paid),
    }


def response(call: CallFacts) -> timedelta | None:
    """How soon the doctor came; None if he has not come."""
    return None if call.arrived_at is None else call.arrived_at - call.called_at
