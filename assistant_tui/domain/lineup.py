"""The order of service in one room, with one short reason for every place.

The line is played forward, place by place, as if everybody who is called came. So calling the first never
reorders the others: what is shown is what will happen, save for arrivals and time passing. One exception:
calling again somebody who was skipped is no first call, so those who give way give way to one more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import IntEnum
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from assistant_tui.domain.acuity import FIRST_SERVED
from assistant_tui.domain.queue import EntryKind
from assistant_tui.domain.queuerules import FirstCall, QueueRules, Waiting
from assistant_tui.domain.saying import Saying, say

_MINUTE = timedelta(minutes=1)


class Place(NamedTuple):
    """A place in the line: whose it is, why in a few words, and whether the wait is beyond the maximum."""

    entry_id: int
    reason: Saying
    late: bool


def waiting_since(entry: Waiting) -> datetime:
    """When the wait began to count: at arrival, but for a booked patient not before the slot."""
    if entry.kind is EntryKind.APPOINTMENT and entry.slot_at is not None:
        return max(entry.queued_at, entry.slot_at)
    return entry.queued_at


def stands_from(entry: Waiting, rules: QueueRules) -> datetime:
    """From when an entry's place among the others dates: arrival, or the slot less the credit.

    The latter for a booked patient who came no later than `rules.appointment_grace` after her slot.
    """
    if entry.kind is not EntryKind.APPOINTMENT or entry.slot_at is None or _came_late(entry, rules):
        return entry.queued_at
    return entry.slot_at - rules.appointment_credit


def gives_way_to(entry: Waiting, calls: Iterable[FirstCall]) -> int:
    """How many others still go first: `give_way` less those called since, 0 for who gives way to nobody."""
    if entry.give_way is None or entry.give_way_since is None:
        return 0
    since = entry.give_way_since
    gone = sum(call.at >= since and call.entry_id != entry.entry_id for call in calls)
    return max(0, entry.give_way - gone)


def line_up(
    waiting: Iterable[Waiting], calls: Collection[FirstCall], rules: QueueRules, now: datetime, zone: tzinfo
) -> tuple[Place, ...]:
    """Everybody in `waiting`, in the order of service.

    1. Acuity I-II, gravest first, then by arrival. They give way to nobody.
    2. Who has waited beyond `rules.max_wait`, longest first.
    3. New patients and returns merged: one return after every `rules.returns_after` new ones, counted from
       `calls`, today's first calls of this room. New ones stand by arrival; a booked one who came in time,
       from the slot on, as if she had come `rules.appointment_credit` before it.
    4. Who is booked for later, by slot.

    Across 2-4, who was skipped goes in after at least so many others as she gives way to, and who was moved
    by hand after exactly so many, counted over the whole line; of two moved to one place the later holds.
    Times in the reasons are local to `zone`. The order of the input does not matter.
    """
    standings = sorted(
        (_stand(entry, gives_way_to(entry, calls), rules, now) for entry in waiting),
        key=attrgetter("order"),
    )
    return tuple(
        Place(
            standing.entry.entry_id,
            _reason(standing, rules, now, zone),
            late=is_overdue(standing.entry, rules, now),
        )
        for standing in _play(standings, calls, rules)
    )


class _Band(IntEnum):
    URGENT = 1
    OVERDUE = 2
    MERGED = 3
    EARLY = 4


class _Standing(NamedTuple):
    """An entry, the band it belongs to, from when it stands there, and how many others still go first."""

    entry: Waiting
    band: _Band
    since: datetime
    gives_way: int

    @property
    def order(self) -> tuple[int, int, datetime, datetime, int]:
        """Total within all bands; only the urgent stand by level first."""
        level = self.entry.acuity if self.band is _Band.URGENT else 0
        return (self.band, level, self.since, self.entry.queued_at, self.entry.entry_id)

    @property
    def returns(self) -> bool:
        return self.entry.kind is EntryKind.RETURN


def _stand(entry: Waiting, gives_way: int, rules: QueueRules, now: datetime) -> _Standing:
    if entry.acuity in FIRST_SERVED:
        return _Standing(entry, _Band.URGENT, entry.queued_at, 0)
    if is_overdue(entry, rules, now):
        return _Standing(entry, _Band.OVERDUE, waiting_since(entry), gives_way)
    if entry.kind is EntryKind.APPOINTMENT and entry.slot_at is not None and now < entry.slot_at:
        return _Standing(entry, _Band.EARLY, entry.slot_at, gives_way)
    return _Standing(entry, _Band.MERGED, stands_from(entry, rules), gives_way)


def is_overdue(entry: Waiting, rules: QueueRules, now: datetime) -> bool:
    """Whether the wait is beyond the maximum, which brings an entry to the front of its band."""
    return now - waiting_since(entry) > rules.max_wait


def _came_late(entry: Waiting, rules: QueueRules) -> bool:
    return entry.slot_at is not None and entry.queued_at > entry.slot_at + rules.appointment_grace


def _play(
    standings: Sequence[_Standing], calls: Collection[FirstCall], rules: QueueRules
) -> Iterable[_Standing]:
    """Fill the line from its first place on; a place's index is the number of others who go first."""
    called = {call.entry_id for call in calls}
    new_since_return = _new_since_return(calls)
    urgent = [standing for standing in standings if standing.band is _Band.URGENT]
    moved = [standing for standing in standings if standing.band is not _Band.URGENT and standing.entry.moved]
    others = [standing for standing in standings[len(urgent) :] if not standing.entry.moved]
    for index in range(len(standings)):
        if index < len(urgent):
            chosen = urgent[index]
        else:
            chosen = _choose(moved, others, index, return_is_due=new_since_return >= rules.returns_after)
            (moved if chosen.entry.moved else others).remove(chosen)
        if chosen.entry.entry_id not in called:
            new_since_return = 0 if chosen.returns else new_since_return + 1
        yield chosen


def _new_since_return(calls: Collection[FirstCall]) -> int:
    count = 0
    for call in sorted(calls, key=lambda call: (call.at, call.entry_id)):
        count = 0 if call.kind is EntryKind.RETURN else count + 1
    return count


def _choose(
    moved: Sequence[_Standing], others: Sequence[_Standing], index: int, *, return_is_due: bool
) -> _Standing:
    """Who of those left takes the place `index`; both are in natural order.

    If all who are left should let more go first than there are, the skipped go before the moved: the place of
    the moved was chosen by hand.
    """
    if arrived := [standing for standing in moved if standing.gives_way <= index]:
        return max(arrived, key=_moved_at)
    if free := _fair((standing for standing in others if standing.gives_way <= index), return_is_due):
        return free
    if others:
        return min(others, key=lambda standing: standing.gives_way)
    return min(moved, key=_moved_at)


def _fair(free: Iterator[_Standing], return_is_due: bool) -> _Standing | None:
    """The first in natural order, but of the merged band the first of the kind whose turn it is.

    A band stands together, so that nobody is looked at behind the one who is found.
    """
    first = next(free, None)
    if first is None or first.band is not _Band.MERGED or first.returns == return_is_due:
        return first
    merged = takewhile(lambda standing: standing.band is _Band.MERGED, free)
    return next((standing for standing in merged if standing.returns == return_is_due), first)


def _moved_at(standing: _Standing) -> datetime:
    return standing.entry.give_way_since or standing.entry.queued_at


def _reason(standing: _Standing, rules: QueueRules, now: datetime, zone: tzinfo) -> Saying:
    """Why the entry stands there: one short line, for a narrow column."""
    entry = standing.entry
    if standing.band is _Band.URGENT:
        return say("level {level}", level=int(entry.acuity))
    if entry.moved:
        return say("moved by hand")
    if standing.gives_way:
        return say("missed, lets {count} go", count=standing.gives_way)
    if standing.band is _Band.OVERDUE:
        return say("waited {minutes} min", minutes=(now - standing.since) // _MINUTE)
    return _reason_by_kind(standing, rules, zone)


def _reason_by_kind(standing: _Standing, rules: QueueRules, zone: tzinfo) -> Saying:
    entry = standing.entry
    if standing.returns:
        return say("back with results")
    if entry.kind is not EntryKind.APPOINTMENT or entry.slot_at is None:
        return say("in turn")
    slot = f"{entry.slot_at.astimezone(zone):%H:%M}"
    if standing.band is _Band.EARLY:
        return say("booked {time}, not yet due", time=slot)
    if _came_late(entry, rules):
        return say("late for {time}", time=slot)
    return say("booked {time}", time=slot)
