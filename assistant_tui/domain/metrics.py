"""What the figures count of a visit: one function each, as defined in `docs/metrics.md`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.queue import EntryKind, EntryStatus

PROMISE_GRACE = timedelta(minutes=5)
"""A patient called this long after the promised time was still called in time."""
_ANSWERED = frozenset({EntryStatus.CALLED, EntryStatus.IN_PROGRESS, EntryStatus.COMPLETED})


class PromiseFacts(NamedTuple):
    """A wait told at `told_at`: to be called by `until`, the far end of the range."""

    told_at: datetime
    until: datetime


class EntryFacts(NamedTuple):
    """What the figures need of one queue entry; an instant that has not come is None.

    `called_at` is the latest call, `calls` how many there were.
    """

    kind: EntryKind
    status: EntryStatus
    first_called_at: datetime | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    calls: int = 0
    promises: tuple[PromiseFacts, ...] = ()


class ItemFacts(NamedTuple):
    """What the figures need of one item of a slip: its amount in minor units, and what became of it."""

    amount: int
    paid: bool = False
    done: bool = False
    refused: bool = False
    void: bool = False
    refunded: bool = False

    @property
    def counts(self) -> bool:
        """Neither refused nor void: to be paid."""
        return not (self.refused or self.void)


class VisitFacts(NamedTuple):
    """What the figures need of one visit: instants (None where unknown), queue entries in order, items.

    `first_visit` is what the visit kind says: the patient's first time here. `kind` (its code) and
    `doctor_id` are in no figure: figures are grouped by them.
    """

    arrived_at: datetime | None = None
    slot_at: datetime | None = None
    departed_at: datetime | None = None
    first_visit: bool = False
    entries: tuple[EntryFacts, ...] = ()
    kind: str = ""
    doctor_id: int = 0
    items: tuple[ItemFacts, ...] = ()

    @property
    def valid_entries(self) -> tuple[EntryFacts, ...]:
        """The entries that were not made in error."""
        return tuple(one for one in self.entries if one.status is not EntryStatus.ENTERED_IN_ERROR)


def wait(visit: VisitFacts) -> timedelta | None:
    """First called - (arrival or appointment, whichever is later), never negative; None if never called."""
    called = min((one.first_called_at for one in visit.valid_entries if one.first_called_at), default=None)
    if called is None or visit.arrived_at is None:
        return None
    due = max(visit.arrived_at, visit.slot_at) if visit.slot_at else visit.arrived_at
    return max(called - due, timedelta(0))


def service(visit: VisitFacts) -> timedelta | None:
    """The visit's consultations, start to end, added up; None before the first and while one goes on."""
    begun = [one for one in visit.valid_entries if one.started_at]
    took = [one.ended_at - one.started_at for one in begun if one.started_at and one.ended_at]
    if not took or len(took) < len(begun):
        return None
    return sum(took, timedelta(0))


def total(visit: VisitFacts) -> timedelta | None:
    """Departure - arrival of a visit that was seen, or never in the queue (imported); None for any other."""
    if visit.arrived_at is None or visit.departed_at is None:
        return None
    if visit.entries and not is_fulfilled(visit):
        return None
    return visit.departed_at - visit.arrived_at


def is_fulfilled(visit: VisitFacts) -> bool:
    """A consultation was begun."""
    return any(one.started_at or one.status is EntryStatus.COMPLETED for one in visit.valid_entries)


def is_noshow(visit: VisitFacts) -> bool:
    """The patient was never seen, and her last queue entry ended as a no-show."""
    return _ended_unseen_as(visit, EntryStatus.NOSHOW)


def is_left_unseen(visit: VisitFacts) -> bool:
    """The patient was never seen, and her last queue entry ended with her leaving."""
    return _ended_unseen_as(visit, EntryStatus.LEFT)


def is_still_open(visit: VisitFacts) -> bool:
    """The patient is still here, as far as anybody has noted."""
    return visit.departed_at is None and not is_noshow(visit) and not is_left_unseen(visit)


def promise_breaks(until: datetime) -> datetime:
    """The last instant at which a call still keeps the promise of being called by `until`."""
    return until + PROMISE_GRACE


def promise_kept(promise: PromiseFacts, entry: EntryFacts) -> bool | None:
    """Whether she was called no later than `PROMISE_GRACE` after the promised time; None while undecided.

    What counts is the first call after the promise. An entry that ended without one broke the promise if it
    outlasted it; if it ended before, the promise was never put to the test.
    """
    calls = [at for at in (entry.first_called_at, entry.called_at) if at and at >= promise.told_at]
    latest = promise_breaks(promise.until)
    if calls:
        return min(calls) <= latest
    return False if entry.ended_at and entry.ended_at > latest else None


def missed_calls(entry: EntryFacts) -> int:
    """Calls that nobody answered: all of them, but for the one that brought her in or still stands."""
    answered = bool(entry.started_at) or entry.status in _ANSWERED
    return max(0, entry.calls - answered)


def _ended_unseen_as(visit: VisitFacts, status: EntryStatus) -> bool:
    entries = visit.valid_entries
    return bool(entries) and entries[-1].status is status and not is_fulfilled(visit)
