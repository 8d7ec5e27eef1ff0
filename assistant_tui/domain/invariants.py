"""What must always hold of the rows in a file; `assistant-tui check` asks.

Each check takes plain facts and answers with one saying for each thing that is wrong, naming the rows; of a
sound file it answers with nothing. I1 to I4 are the invariants of the domain: I1, every visit that has not
departed is at exactly one location; I2, a room serves one visit at a time; I3, a visit has at most one active
entry, and tickets are gapless; I4, stays touch and do not overlap.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from assistant_tui.domain.queue import ACTIVE, ENDED, STATUS_WORDS, EntryStatus
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.tickets import format_ticket, gaps
from assistant_tui.domain.visits import VisitStatus, visit_status
from assistant_tui.domain.whereabouts import Stay, check_stays

_INSTANT_WORDS = {
    "arrived_at": say("arrival"),
    "queued_at": say("beginning of the wait"),
    "first_called_at": say("first call"),
    "called_at": say("last call"),
    "started_at": say("start of the consultation"),
    "ended_at": say("end"),
}
_IN_ORDER = ("queued_at", "first_called_at", "called_at", "started_at", "ended_at")
_NEEDED: dict[EntryStatus, tuple[str, ...]] = {
    EntryStatus.CALLED: ("first_called_at", "called_at"),
    EntryStatus.SKIPPED: ("first_called_at", "called_at"),
    EntryStatus.IN_PROGRESS: ("called_at", "started_at"),
    **dict.fromkeys(ENDED, ("ended_at",)),
    EntryStatus.COMPLETED: ("started_at", "ended_at"),
}


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """A visit as it is in the file, also a voided one: its ticket stays used."""

    visit_id: int
    day: date
    series: str
    number: int
    ticket: str
    status: VisitStatus
    arrived_at: datetime
    departed_at: datetime | None = None
    voided: bool = False


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """A queue entry as it is in the file, unless voided."""

    entry_id: int
    visit_id: int
    room: str
    status: EntryStatus
    queued_at: datetime
    first_called_at: datetime | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None


def broken_invariants(
    visits: Sequence[VisitRecord],
    entries: Sequence[EntryRecord],
    stays: Iterable[Stay],
    room_locations: Collection[str],
) -> list[Saying]:
    """Everything that is wrong with whole days: all their visits, and the entries and stays not voided.

    `room_locations` are the codes of the locations that are consulting rooms. No rule spans days, so that a
    long file can be checked a few days at a time.
    """
    entries_of: dict[int, list[EntryRecord]] = defaultdict(list)
    for entry in entries:
        entries_of[entry.visit_id].append(entry)
    stays_of: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        stays_of[stay.visit_id].append(stay)
    tickets = {visit.visit_id: visit.ticket for visit in visits}
    wrong = [*check_tickets(visits), *check_rooms(entries, tickets)]
    for visit in visits:
        hers, where = entries_of.pop(visit.visit_id, []), stays_of.pop(visit.visit_id, [])
        wrong += check_whereabouts(visit, where)
        wrong += check_visit(visit, hers)
        for entry in hers:
            wrong += check_entry(visit, entry, where, room_locations)
    for visit_id, orphans in entries_of.items():
        numbers = ", ".join(str(entry.entry_id) for entry in orphans)
        wrong.append(
            say("There is no visit {visit} for queue entry {entries}", visit=visit_id, entries=numbers)
        )
    for visit_id in stays_of:
        wrong.append(say("There is no visit {visit} for its stays", visit=visit_id))
    return wrong


def check_tickets(visits: Iterable[VisitRecord]) -> list[Saying]:
    """I3: the numbers of a day and series run from 1 without gap or double, voided ones included."""
    wrong: list[Saying] = []
    numbers: dict[tuple[date, str], list[int]] = defaultdict(list)
    for visit in visits:
        numbers[visit.day, visit.series].append(visit.number)
    for (day, series), given in sorted(numbers.items()):
        on = day.isoformat()
        wrong += [
            say("Ticket {ticket} of {day} is missing", ticket=format_ticket(series, number), day=on)
            for number in gaps(given)
        ]
        wrong += [
            say(
                "Ticket {ticket} of {day} was given {count} times",
                ticket=format_ticket(series, number),
                day=on,
                count=times,
            )
            for number, times in sorted(Counter(given).items())
            if times > 1
        ]
    return wrong


def check_rooms(entries: Iterable[EntryRecord], tickets: dict[int, str]) -> list[Saying]:
    """I2: at most one entry of a room is in progress; `tickets` are those of the visits, by id."""
    inside: dict[str, list[EntryRecord]] = defaultdict(list)
    for entry in entries:
        if entry.status is EntryStatus.IN_PROGRESS:
            inside[entry.room].append(entry)
    return [
        say(
            "Room {room} has several patients in consultation: {tickets}",
            room=room,
            tickets=", ".join(tickets.get(entry.visit_id, f"#{entry.entry_id}") for entry in several),
        )
        for room, several in sorted(inside.items())
        if len(several) > 1
    ]


def check_whereabouts(visit: VisitRecord, stays: Sequence[Stay]) -> list[Saying]:
    """I1 and I4, for one visit; a voided visit is nowhere."""
    if visit.voided and not stays:
        return []
    gone = visit.departed_at is not None or visit.voided
    return [_of_visit(visit, fault) for fault in check_stays(stays, gone)]


def check_visit(visit: VisitRecord, entries: Sequence[EntryRecord]) -> list[Saying]:
    """I3, at most one active entry and none once departed; and a status that agrees with both."""
    active = [entry for entry in entries if entry.status in ACTIVE]
    faults: list[Saying] = []
    if len(active) > 1:
        faults.append(say("{count} active queue entries instead of one at most", count=len(active)))
    if active and (visit.departed_at is not None or visit.voided):
        faults.append(say("an active queue entry of a visit that is over"))
    if visit.departed_at is not None and visit.departed_at < visit.arrived_at:
        faults.append(say("the departure is before the arrival"))
    if not visit.voided:
        told = visit_status(
            [entry.status for entry in entries],
            departed=visit.departed_at is not None,
            seen=any(entry.started_at for entry in entries),
        )
        if told is not visit.status:
            faults.append(
                say("the status is {status}, not {right}", status=visit.status.value, right=told.value)
            )
    return [_of_visit(visit, fault) for fault in faults]


def check_entry(
    visit: VisitRecord, entry: EntryRecord, stays: Iterable[Stay], room_locations: Collection[str]
) -> list[Saying]:
    """The entry's status agrees with its instants, which are in order, and with where the patient is."""
    faults = [*_missing_instants(entry), *_disorder(visit, entry)]
    if entry.ended_at is not None and entry.status in ACTIVE:
        faults.append(say("ended, but still {status}", status=STATUS_WORDS[entry.status]))
    in_room = any(stay.until is None and stay.location in room_locations for stay in stays)
    if entry.status in {EntryStatus.CALLED, EntryStatus.IN_PROGRESS} and not in_room:
        faults.append(say("{status}, but the patient is elsewhere", status=STATUS_WORDS[entry.status]))
    return [
        say(
            "Queue entry {entry} of {ticket}: {fault}", entry=entry.entry_id, ticket=visit.ticket, fault=fault
        )
        for fault in faults
    ]


def _missing_instants(entry: EntryRecord) -> list[Saying]:
    return [
        say(
            "{status}, but no {instant} is noted",
            status=STATUS_WORDS[entry.status],
            instant=_INSTANT_WORDS[name],
        )
        for name in _NEEDED.get(entry.status, ())
        if getattr(entry, name) is None
    ]


def _disorder(visit: VisitRecord, entry: EntryRecord) -> list[Saying]:
    """Arrival <= queued <= first call <= last call <= start <= end, as far as they are known."""
    instants = [("arrived_at", visit.arrived_at), *((name, getattr(entry, name)) for name in _IN_ORDER)]
    known = [(name, at) for name, at in instants if at is not None]
    return [
        say(
            "the {later} is before the {earlier}", later=_INSTANT_WORDS[after], earlier=_INSTANT_WORDS[before]
        )
        for (before, first), (after, second) in pairwise(known)
        if second < first
    ]


def _of_visit(visit: VisitRecord, fault: Saying) -> Saying:
    return say("Visit {visit} ({ticket}): {fault}", visit=visit.visit_id, ticket=visit.ticket, fault=fault)
