"""Importing an event log: each case becomes a past visit of a patient who is nobody but that case.

Her name is the case's and her card number `flow:LOG:CASE`, so that nobody takes her for a registered person.
Events are kept verbatim; stays and queue entries are derived from them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from assistant_tui.domain.clock import day_of
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.eventlog import Adjustment, Performed
from assistant_tui.domain.eventtime import time_reader
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean
from assistant_tui.domain.tickets import format_ticket
from assistant_tui.domain.visits import visit_status
from assistant_tui.readmodels.flow import FlowReport
from assistant_tui.readmodels.importing import RowNote
from assistant_tui.services.context import Context
from assistant_tui.services.flow.cases import Case, CaseVisit, cases_of, locations_of, read_events, visit_of
from assistant_tui.services.flow.csvlog import read_csv
from assistant_tui.services.flow.eventrows import EventTable, Role
from assistant_tui.services.flow.xeslog import is_xes, read_xes
from assistant_tui.store.queries.flow import known_cases, last_numbers
from assistant_tui.store.tables import FlowEvent, FlowLog, Patient, QueueEntry, Stay, Visit
from assistant_tui.store.work import UnitOfWork

Progress = Callable[[int, int], None]
"""Told, while events are written, how many of how many are done."""

SERIES = "F"
"""The series of imported tickets; a pack that has one of that letter shares it, gapless still."""
KIND = "imported"
"""The kind of imported visits: no pack has it, so they count as nobody's first time."""
_CASES_AT_ONCE = 200
_SHOWN = 20


def import_flow(
    ctx: Context,
    data: bytes,
    told: Mapping[Role, str] | None = None,
    *,
    name: str = "",
    delimiter: str | None = None,
    time_format: str = "",
    consult: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> FlowReport:
    """Import the cases of an event log, CSV or XES, given as its bytes, in one unit of work.

    `told` are the columns that are not recognised, `name` is what the log is called, `consult` the activity
    that is the consultation. A case that is there already is not added again; one that is there with other
    events is left as it is and reported. A dry run finds out the same and writes nothing.
    Raises InputError when the file as a whole cannot be read or no activity is `consult`, and StoreError.
    """
    table = read_xes(data, told or {}) if is_xes(data) else read_csv(data, told or {}, delimiter=delimiter)
    bad: list[RowNote] = []
    events = list(read_events(table.rows, time_reader(ctx.zone, ctx.now(), time_format), bad))
    places = locations_of(events, _places(ctx))
    seen = _consultations(consult, places)
    with ctx.work(Deed.IMPORT_FLOW, reason=name) as work:
        work.about_many()
        sorted_out = _Sorted(ctx, cases_of(events))
        visits = [visit_of(case, ctx.zone) for case in sorted_out.new]
        writing = _Writing(ctx, work, places, seen)
        if visits:
            writing.write(visits, table, name, progress)
        written = bool(visits) and not dry_run
        if written:
            work.commit()
    adjustments = sum((visit.adjustments for visit in visits), Counter[Adjustment]())
    added = {one.row.activity.strip() for visit in visits for one in visit.case.events}
    adjustments[Adjustment.RENAMED] += sum(clean(activity) != activity for activity in added)
    adjustments[Adjustment.RENAMED] += sum(clean(visit.case.name) != visit.case.name for visit in visits)
    of_pack = {location.code for location in ctx.pack.locations}
    return FlowReport(
        events=sum(len(visit.case.events) for visit in visits),
        cases=len(visits),
        entries=writing.entries,
        known_events=sum(len(case.events) for case in sorted_out.known),
        known_cases=len(sorted_out.known),
        differing_events=sum(len(case.events) for case in sorted_out.differing),
        differs=tuple(map(sorted_out.note, sorted_out.differing)),
        bad=tuple(sorted(bad, key=lambda note: note.line)),
        adjustments={one: adjustments[one] for one in Adjustment if adjustments[one]},
        locations=tuple(
            dict.fromkeys(places[one] for one in places if one in added - seen and places[one] not in of_pack)
        ),
        written=written,
    )


class _Sorted:
    """The cases of a log, sorted by what is there of them already."""

    def __init__(self, ctx: Context, cases: Sequence[Case]) -> None:
        names = dict.fromkeys(one.row.case for case in cases for one in case.events)
        there = known_cases(ctx.reading, list(names))
        self.new: list[Case] = []
        self.known: list[Case] = []
        self.differing: list[Case] = []
        self._there: dict[str, int] = {}
        for case in cases:
            events = Counter(one.identity() for one in case.events)
            # Another log may have a case of the same name: one that has no event in common with this one.
            same = [known for known in there.get(case.name, ()) if known & events]
            if not same:
                self.new.append(case)
            elif events in same:
                self.known.append(case)
            else:
                self.differing.append(case)
                self._there[case.name] = max(known.total() for known in same)

    def note(self, case: Case) -> RowNote:
        """Why a case was left as it is."""
        return RowNote(
            case.events[0].row.line,
            say(
                "case {case} is there with {there} events, the file has {here}: undo that import first",
                case=clean(case.name, limit=40),
                there=self._there[case.name],
                here=len(case.events),
            ),
        )


class _Writing:
    """Writes cases as visits, within one unit of work."""

    def __init__(
        self, ctx: Context, work: UnitOfWork, places: Mapping[str, str], consultations: frozenset[str]
    ) -> None:
        self._ctx, self._work = ctx, work
        self._places, self._consultations = places, consultations
        self.entries = 0

    def write(
        self, visits: Sequence[CaseVisit], table: EventTable, name: str, progress: Progress | None
    ) -> None:
        columns = json.dumps(table.further, ensure_ascii=False)
        log = self._work.add(FlowLog(name=clean(name), columns=columns))
        numbers = last_numbers(
            self._ctx.reading, SERIES, min(one.day for one in visits), max(one.day for one in visits)
        )
        done, total = 0, sum(len(visit.case.events) for visit in visits)
        # Tickets go by arrival, so that a day's numbers read as a day's tickets do.
        ordered = sorted(visits, key=lambda one: one.arrived_at)
        for begin in range(0, len(ordered), _CASES_AT_ONCE):
            done += self._write_some(ordered[begin : begin + _CASES_AT_ONCE], log.key, numbers)
            if progress is not None:
                progress(done, total)

    def _write_some(self, visits: Sequence[CaseVisit], log_id: int, numbers: dict[date, int]) -> int:
        entries = [list(self._entries(visit)) for visit in visits]
        ids = self._work.add_many(
            Visit,
            [
                self._visit(visit, log_id, numbers, seen=bool(hers))
                for visit, hers in zip(visits, entries, strict=True)
            ],
        )
        of = list(zip(visits, ids, strict=True))
        self._work.add_many(
            QueueEntry,
            [
                {**entry, "visit_id": key}
                for (_, key), hers in zip(of, entries, strict=True)
                for entry in hers
            ],
        )
        self._work.add_many(Stay, [stay for visit, key in of for stay in self._stays(visit, key)])
        events = [event for visit, key in of for event in _events(visit, key, log_id)]
        self._work.add_many(FlowEvent, events)
        self.entries += sum(map(len, entries))
        return len(events)

    def _visit(
        self, visit: CaseVisit, log_id: int, numbers: dict[date, int], *, seen: bool
    ) -> dict[str, object]:
        name = clean(visit.case.name)
        patient = self._work.add(Patient(name=name, card=f"flow:{log_id}:{name}"))
        number = numbers[visit.day] = numbers.get(visit.day, 0) + 1
        statuses = [EntryStatus.COMPLETED] if seen else []
        return {
            "patient_id": patient.key,
            "room_id": self._ctx.room_id,
            "doctor_id": self._ctx.doctor_id,
            "day": visit.day,
            "series": SERIES,
            "number": number,
            "ticket": format_ticket(SERIES, number),
            "kind": KIND,
            "status": visit_status(statuses, departed=True).value,
            "arrived_at": visit.arrived_at,
            "departed_at": visit.departed_at,
        }

    def _entries(self, visit: CaseVisit) -> list[dict[str, object]]:
        """A queue entry for each consultation; nothing is known of the wait for one that came first."""
        entries: list[dict[str, object]] = []
        over = visit.arrived_at  # when all was over that had begun
        for place, one in enumerate(visit.performances):
            if one.activity in self._consultations:
                queued = min(over, one.since) if entries else visit.arrived_at
                entries.append(self._entry(one, queued, first=not entries, called=place > 0))
            over = max(over, one.until)
        return entries

    def _entry(self, one: Performed, queued: datetime, *, first: bool, called: bool) -> dict[str, object]:
        # When an estimated start is not told, neither is the call.
        call = one.start if called else None
        return {
            "room_id": self._ctx.room_id,
            "day": day_of(one.since, self._ctx.zone),
            "kind": (EntryKind.WALK_IN if first else EntryKind.RETURN).value,
            "status": EntryStatus.COMPLETED.value,
            "queued_at": queued,
            "calls": int(call is not None),
            "first_called_at": call,
            "called_at": call,
            "started_at": one.since,
            "ended_at": one.until,
        }

    def _stays(self, visit: CaseVisit, visit_id: int) -> list[dict[str, object]]:
        pack = self._ctx.pack
        found: list[dict[str, object]] = []
        for stay in visit.stays:
            if stay.activity is None:
                location = pack.waiting.code
            elif stay.activity in self._consultations:
                location = pack.room.code
            else:
                location = self._places[stay.activity]
            found.append(
                {
                    "visit_id": visit_id,
                    "day": visit.day,
                    "location": location,
                    "room_id": self._ctx.room_id if location == pack.room.code else None,
                    "since": stay.since,
                    "until": stay.until,
                }
            )
        return found


def _events(visit: CaseVisit, visit_id: int, log_id: int) -> list[dict[str, object]]:
    return [
        {
            "log_id": log_id,
            "visit_id": visit_id,
            "number": one.number,
            "line": one.row.line,
            "case_id": one.row.case,
            "activity": one.row.activity,
            "lifecycle": one.row.lifecycle,
            "phase": one.phase.value,
            "at": one.at,
            "time": one.row.time,
            "resource": one.row.resource,
            "more": one.more,
        }
        for one in visit.case.events
    ]


def _places(ctx: Context) -> dict[str, str]:
    """The codes of the pack's locations by what they are called, in small letters."""
    return {
        clean(name).casefold(): location.code
        for location in reversed(ctx.pack.locations)
        for name in (location.name.en, location.name.zh_CN, location.code)
    }


def _consultations(consult: str, places: Mapping[str, str]) -> frozenset[str]:
    """The activities that are called `consult`, in any case. Raises InputError, naming those there are."""
    wanted = clean(consult).casefold()
    if not wanted:
        return frozenset()
    found = frozenset(name for name in places if clean(name).casefold() == wanted)
    if not found and places:
        listed = ", ".join(clean(name, limit=40) for name in list(places)[:_SHOWN])
        raise InputError(
            say("No activity is called {name}. There are: {listed}", name=clean(consult), listed=listed)
        )
    return found
