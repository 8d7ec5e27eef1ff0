"""Event logs handed out: imported cases as they were imported, the program's own visits as their stays.

Own visits are called by day and ticket, never by name; with pseudonyms all cases and resources by these, and
the further columns of imported logs stay here. Without SQLModel on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from assistant_tui.domain.activities import activity_figures
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.eventlog import Event, Phase, in_order, performed
from assistant_tui.domain.naming import Kind, Naming
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.typedtimes import date_typed
from assistant_tui.readmodels.flow import ActivityStats, FlowEventRow, PerformanceRow, activity_stats
from assistant_tui.services.context import Context
from assistant_tui.store.journal import note
from assistant_tui.store.queries.flow import (
    StoredEvent,
    StoredStay,
    further_columns,
    own_stays,
    shared_case_names,
    stored_events,
)

Places = Callable[[str, int | None], str]
"""What a location is called: its code, and the room where the stay was in one."""
BY_NUMBER = Naming()
"""Without identifiers or pseudonyms."""


class Source(StrEnum):
    """Which visits an export has."""

    ALL = "all"
    IMPORTED = "imported"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class FlowDays:
    """A range of days of arrival, both ends included."""

    first: date
    last: date


def days_of(first: str = "", last: str = "") -> FlowDays:
    """The days meant by what was typed (ISO 8601); an end that is left out is open.

    Raises InputError for what is no date and for a range that ends before it begins.
    """
    days = FlowDays(date_typed(first) if first else date.min, date_typed(last) if last else date.max)
    if days.first > days.last:
        raise InputError(
            say("The range begins on {first}, after its end {last}", first=days.first, last=days.last)
        )
    return days


def columns(
    ctx: Context, days: FlowDays, source: Source = Source.ALL, naming: Naming = BY_NUMBER
) -> tuple[str, ...]:
    """The further columns of the logs with cases on these days; none beside pseudonyms."""
    if source is Source.OWN or naming.pseudonyms:
        return ()
    return tuple(further_columns(ctx.reading, days.first, days.last))


def export_events(
    ctx: Context,
    days: FlowDays,
    place: Places,
    *,
    source: Source = Source.ALL,
    by_case: bool = False,
    naming: Naming = BY_NUMBER,
) -> Iterator[FlowEventRow]:
    """The events for an export, which is journalled first: what cannot be put on record does not leave.

    Imported events come first, log by log in the order of their files, or with `by_case` case by case and by
    time, as XES wants it; then the own visits. Raises StoreError when the file cannot be written.
    """
    note(ctx.reading, ctx.heading(Deed.EXPORT, reason=naming.reason(f"flow {_range(days)}")))
    return (one.row for one in _told(ctx, days, place, source, naming, by_case=by_case))


def export_performances(
    ctx: Context,
    days: FlowDays,
    place: Places,
    *,
    source: Source = Source.ALL,
    naming: Naming = BY_NUMBER,
) -> Iterator[PerformanceRow]:
    """Each time that an activity was performed, with its start and its complete, case by case.

    Journalled and raises as `export_events`.
    """
    note(ctx.reading, ctx.heading(Deed.EXPORT, reason=naming.reason(f"flow {_range(days)}")))
    events = _told(ctx, days, place, source, naming, by_case=True)
    cases = groupby(events, key=lambda one: one.visit_id)
    return (row for _, of_case in cases for row in _performed(ctx, list(of_case)))


def activities(
    ctx: Context, days: FlowDays, place: Places, *, source: Source = Source.ALL
) -> list[ActivityStats]:
    """The figures of each activity for an export, which is journalled first. Raises as `export_events`."""
    note(ctx.reading, ctx.heading(Deed.EXPORT, reason=f"activities {_range(days)}"))
    return [activity_stats(one) for one in activity_figures(_cases(ctx, days, place, source))]


def _range(days: FlowDays) -> str:
    first = "" if days.first == date.min else days.first.isoformat()
    last = "" if days.last == date.max else days.last.isoformat()
    return f"{first}..{last}"


class _Told(NamedTuple):
    """An event on its way out, whose it is, and what it says."""

    visit_id: int
    phase: Phase
    row: FlowEventRow


def _told(
    ctx: Context, days: FlowDays, place: Places, source: Source, naming: Naming, *, by_case: bool
) -> Iterator[_Told]:
    if source is not Source.OWN:
        shared = shared_case_names(ctx.reading, days.first, days.last)
        for event in stored_events(ctx.reading, days.first, days.last, by_case=by_case):
            row = _named(naming, event.visit_id, _imported(ctx, event, shared))
            yield _Told(event.visit_id, Phase(event.phase), row)
    if source is not Source.IMPORTED:
        for stay in own_stays(ctx.reading, days.first, days.last):
            for row in _of_stay(ctx, stay, place):
                yield _Told(stay.visit_id, Phase(row.lifecycle), _named(naming, stay.visit_id, row))


def _named(naming: Naming, visit_id: int, row: FlowEventRow) -> FlowEventRow:
    """With pseudonyms in place of the case and the resource, and without what only the log's maker knows."""
    if naming.pseudonyms is None:
        return row
    case = naming.pseudonyms.of(Kind.VISIT, visit_id)
    return replace(row, case=case, resource=naming.staff(row.resource.strip()), more={})


def _performed(ctx: Context, told: Sequence[_Told]) -> Iterator[PerformanceRow]:
    """The performances of one case; who performed is on the first event of each."""
    events = [
        Event(number, one.row.activity.strip(), one.phase, one.row.at) for number, one in enumerate(told)
    ]
    used = [event for event in in_order(events) if event.phase is not Phase.UNUSED]
    for one in performed(events):
        first = told[used[one.place].number]
        end = one.start if first.phase is Phase.POINT else one.end
        yield PerformanceRow(
            first.row.case.strip(),
            one.activity,
            _iso(ctx, one.start) if one.start else "",
            _iso(ctx, end) if end else "",
            first.row.resource,
        )


def _cases(ctx: Context, days: FlowDays, place: Places, source: Source) -> Iterator[Iterator[Event]]:
    if source is not Source.OWN:
        events = stored_events(ctx.reading, days.first, days.last, by_case=True)
        for _, of_case in groupby(events, key=lambda one: one.visit_id):
            yield (Event(one.number, one.activity.strip(), Phase(one.phase), one.at) for one in of_case)
    if source is not Source.IMPORTED:
        stays = own_stays(ctx.reading, days.first, days.last)
        for _, of_visit in groupby(stays, key=lambda one: one.visit_id):
            rows = (row for stay in of_visit for row in _of_stay(ctx, stay, place))
            yield (
                Event(number, row.activity, Phase(row.lifecycle), row.at) for number, row in enumerate(rows)
            )


def _imported(ctx: Context, event: StoredEvent, shared: frozenset[str]) -> FlowEventRow:
    case = f"{event.log_id}:{event.case}" if event.case.strip() in shared else event.case
    return FlowEventRow(
        case,
        event.activity,
        event.lifecycle,
        event.time if _is_complete(event.time) else _iso(ctx, event.at),
        event.resource,
        event.at,
        event.more,
    )


def _of_stay(ctx: Context, stay: StoredStay, place: Places) -> Iterator[FlowEventRow]:
    """Its start and, unless she is still there, its complete."""
    case = f"{stay.day.isoformat()} {stay.ticket}"
    activity = place(stay.location, stay.room_id)
    resource = stay.doctor if stay.room_id is not None else stay.escort
    for phase, at in ((Phase.START, stay.since), (Phase.COMPLETE, stay.until)):
        if at is not None:
            yield FlowEventRow(case, activity, phase.value, _iso(ctx, at), resource, at)


def _iso(ctx: Context, at: datetime) -> str:
    return at.astimezone(ctx.zone).isoformat(timespec="milliseconds")


def _is_complete(text: str) -> bool:
    """Whether a time as it was written is ISO 8601 with date, time and zone: then it is handed out so."""
    if "T" not in text:
        return False
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
