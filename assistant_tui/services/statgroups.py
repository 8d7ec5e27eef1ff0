"""The figures of a range by week, month, hour, doctor or visit kind: days are added up, never averages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from assistant_tui.domain.dayfacts import CallFacts, RoomDay
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.figures import Tally
from assistant_tui.domain.metrics import VisitFacts
from assistant_tui.domain.naming import Naming
from assistant_tui.readmodels.stats import By, DayStats, Group, StatsValue, day_stats, stats_row
from assistant_tui.services.post import Post
from assistant_tui.services.stats import Days, room_days
from assistant_tui.services.tallies import ComeTo, Span, added_up, spans
from assistant_tui.store.journal import note
from assistant_tui.store.queries.stats import doctor_names, rooms_in_use

if TYPE_CHECKING:
    from assistant_tui.domain.roundfacts import RoundFacts

StatsRow = tuple[StatsValue, ...]
Found = tuple[date, str, RoomDay]


def grouped(
    post: Post,
    days: Days,
    by: By,
    naming: Naming,
    *,
    target: timedelta | None = None,
    come_to: ComeTo = lambda _: None,
) -> Iterator[StatsRow]:
    """The figures of every group and room in the range, as rows of `stats_columns(by)`, by group and room.

    Days, weeks and months without visits have a row too, and are computed as they are taken: memory stays
    flat. Of hours (of arrival, on the clinic's clock), doctors (by name) and visit kinds (by code), only
    those with visits have one; their times are kept until the end, eight bytes each.
    Waits are held against the target. `come_to` is told each day before it is counted.
    """
    match by:
        case By.DAY:
            return map(tuple, daily(post, days, target=target, come_to=come_to))
        case By.WEEK:
            return _in_time(post, spans(post, days, come_to=come_to), days, _week, target)
        case By.MONTH:
            return _in_time(post, spans(post, days, months=True, come_to=come_to), days, _month, target)
    found = _told(room_days(post, days), come_to)
    match by:
        case By.HOUR:
            return _sorted(found, lambda visit: _hour(post, visit), target)
        case By.KIND:
            return _sorted(found, lambda visit: visit.kind, target)
        case By.DOCTOR:
            names = doctor_names(post.reading)
            called = {number: naming.staff(name) for number, name in names.items()}
            return _sorted(found, lambda visit: called.get(visit.doctor_id, ""), target)


def daily(
    post: Post, days: Days, *, target: timedelta | None = None, come_to: ComeTo = lambda _: None
) -> Iterator[DayStats]:
    """The figures of every day and room in the range, days without visits too, by day and room."""
    rooms = rooms_in_use(post.reading, days.first, days.last)
    for day, tallies in spans(post, days, come_to=come_to):
        for room, code in rooms.items():
            yield day_stats(day, code, tallies[room].figures(target))


def export(
    post: Post,
    days: Days,
    by: By,
    naming: Naming,
    *,
    target: timedelta | None = None,
    come_to: ComeTo = lambda _: None,
) -> Iterator[StatsRow]:
    """The figures for an export, which is journalled first: what cannot be put on record does not leave.

    Only figures by doctor say anything of people, so only there the journal says how they are named.
    Raises StoreError when the file cannot be written.
    """
    what = f"stats {days.first}..{days.last}"
    if by is not By.DAY:
        what += f" by {by}"
    note(post.reading, post.heading(Deed.EXPORT, reason=naming.reason(what) if by is By.DOCTOR else what))
    return grouped(post, days, by, naming, target=target, come_to=come_to)


def _told(found: Iterator[Found], come_to: ComeTo) -> Iterator[Found]:
    for one in found:
        come_to(one[0])
        yield one


def _in_time(
    post: Post, found: Iterator[Span], days: Days, group_of: Callable[[date], Group], target: timedelta | None
) -> Iterator[StatsRow]:
    rooms = rooms_in_use(post.reading, days.first, days.last)
    for group, of_group in groupby(found, key=lambda span: group_of(span.first)):
        tallies = added_up(of_group)
        for room, code in rooms.items():
            yield stats_row(group, code, tallies[room].figures(target))


def _sorted(
    found: Iterator[Found], group_of: Callable[[VisitFacts], Group], target: timedelta | None
) -> Iterator[StatsRow]:
    tallies: dict[Group, dict[str, Tally]] = {}
    rooms: dict[str, None] = {}
    for _, code, facts in found:
        rooms.setdefault(code)
        for group, part in _parted(facts, group_of).items():
            tallies.setdefault(group, {}).setdefault(code, Tally()).add_day(part)
    for group, by_room in sorted(tallies.items(), key=lambda one: _place(one[0])):
        for code in rooms:
            if code in by_room:
                yield stats_row(group, code, by_room[code].figures(target), of_days=False)


def _parted(facts: RoomDay, group_of: Callable[[VisitFacts], Group]) -> dict[Group, RoomDay]:
    """The day's visits by group, and what is of them; duties are of none."""
    groups: dict[Group, tuple[list[VisitFacts], list[RoundFacts], list[CallFacts]]] = {}

    def of(visit: VisitFacts) -> tuple[list[VisitFacts], list[RoundFacts], list[CallFacts]]:
        return groups.setdefault(group_of(visit), ([], [], []))

    for visit in facts.visits:
        if visit.valid_entries or not visit.entries:
            of(visit)[0].append(visit)
    for one in facts.rounds:
        of(one.visit)[1].append(one)
    for call in facts.calls:
        of(call.visit)[2].append(call)
    return {group: RoomDay(*parts) for group, parts in groups.items()}


def _place(group: Group) -> tuple[int, str]:
    return (group if isinstance(group, int) else 0, str(group))


def _week(day: date) -> Group:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _month(day: date) -> Group:
    return f"{day:%Y-%m}"


def _hour(post: Post, visit: VisitFacts) -> Group:
    return visit.arrived_at.astimezone(post.zone).hour if visit.arrived_at else ""
