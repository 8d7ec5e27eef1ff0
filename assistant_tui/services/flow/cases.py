"""From the rows of a log to its cases, and from a case to the visit that it was."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from assistant_tui.domain.clock import day_of
from assistant_tui.domain.derivedstays import DerivedStay, derive_stays
from assistant_tui.domain.eventlog import Adjustment, Event, Performed, Phase, missing, performed, phase_of
from assistant_tui.domain.eventtime import ReadTime
from assistant_tui.domain.saying import InputError
from assistant_tui.domain.text import clean
from assistant_tui.readmodels.importing import RowNote
from assistant_tui.services.flow.eventrows import EventRow, fault_of
from assistant_tui.store.queries.flow import KnownEvent, texts


@dataclass(frozen=True, slots=True)
class LogEvent:
    """A sound row with what is derived from it; `number` is its place among the sound rows.

    `more` are the further columns as they are kept: JSON, nothing for none.
    """

    number: int
    row: EventRow
    phase: Phase
    at: datetime
    adjusted: Adjustment | None
    more: str

    def identity(self) -> KnownEvent:
        """What tells the event apart from others of its case."""
        row = self.row
        return KnownEvent(row.activity, row.lifecycle, self.at, row.resource, texts(row.more))


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the log: its events in the order of the file."""

    name: str
    events: Sequence[LogEvent]


@dataclass(frozen=True, slots=True)
class CaseVisit:
    """What a case says of a visit. `performances` are those of its activities, in order."""

    case: Case
    day: date
    arrived_at: datetime
    departed_at: datetime
    performances: Sequence[Performed]
    stays: Sequence[DerivedStay]
    adjustments: Counter[Adjustment]


def read_events(
    rows: Iterable[EventRow], read_time: Callable[[str], ReadTime], bad: list[RowNote]
) -> Iterator[LogEvent]:
    """The sound rows as events; a note about each other one goes to `bad`.

    A log without a single start has one event for each activity, whatever its transitions are called.
    """
    sound: list[tuple[EventRow, ReadTime]] = []
    for row in rows:
        fault = fault_of(row)
        if fault is None:
            try:
                sound.append((row, read_time(row.time)))
            except InputError as error:
                fault = error.saying
        if fault is not None:
            bad.append(RowNote(row.line, fault))
    phases = [phase_of(row.lifecycle) for row, _ in sound]
    starts = Phase.START in phases
    for number, ((row, time), phase) in enumerate(zip(sound, phases, strict=True), start=1):
        alone = phase is Phase.COMPLETE and not starts
        more = json.dumps(dict(row.more), ensure_ascii=False) if row.more else ""
        yield LogEvent(number, row, Phase.POINT if alone else phase, time.at, time.adjusted, more)


def cases_of(events: Iterable[LogEvent]) -> list[Case]:
    """The cases, each with its events, in the order of their first ones."""
    found: defaultdict[str, list[LogEvent]] = defaultdict(list)
    for event in events:
        found[event.row.case.strip()].append(event)
    return [Case(name, of_case) for name, of_case in found.items()]


def visit_of(case: Case, zone: tzinfo) -> CaseVisit:
    """The visit that a case was; every adjustment is counted."""
    activities = performed(
        Event(one.number, one.row.activity.strip(), one.phase, one.at) for one in case.events
    )
    instants = [one.at for one in case.events]
    arrived = min((one.since for one in activities), default=min(instants))
    departed = max((one.until for one in activities), default=max(instants))
    stays, adjustments = derive_stays(activities, arrived, departed)
    adjustments += missing(activities) + _of_rows(case)
    adjustments[Adjustment.NO_ACTIVITY] += not activities
    adjustments[Adjustment.PAST_MIDNIGHT] += day_of(departed, zone) != day_of(arrived, zone)
    return CaseVisit(case, day_of(arrived, zone), arrived, departed, activities, stays, +adjustments)


def _of_rows(case: Case) -> Counter[Adjustment]:
    counted = Counter(one.adjusted for one in case.events if one.adjusted is not None)
    counted[Adjustment.UNUSED_TRANSITION] = sum(one.phase is Phase.UNUSED for one in case.events)
    latest: datetime | None = None
    seen: set[KnownEvent] = set()
    for one in case.events:
        counted[Adjustment.OUT_OF_ORDER] += latest is not None and one.at < latest
        latest = one.at if latest is None else max(latest, one.at)
        identity = one.identity()
        counted[Adjustment.REPEATED_EVENT] += identity in seen
        seen.add(identity)
    return counted


def locations_of(events: Iterable[LogEvent], places: Mapping[str, str]) -> dict[str, str]:
    """The location's code for each activity: a location of the pack called so, or the activity itself.

    `places` are the codes of the pack's locations by their names, in small letters.
    """
    names = dict.fromkeys(one.row.activity.strip() for one in events)
    return {name: places.get(clean(name).casefold(), clean(name)) for name in names}
