"""The figures of a range by week, month, hour, doctor or visit kind: visits are added up, never averages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.metrics import Tally, VisitFacts
from assistant_tui.domain.naming import Naming
from assistant_tui.readmodels.stats import By, Group, StatsValue, stats_row
from assistant_tui.services.post import Post
from assistant_tui.services.stats import Days, room_days
from assistant_tui.store.journal import note
from assistant_tui.store.queries.stats import doctor_names

StatsRow = tuple[StatsValue, ...]
RoomDay = tuple[date, str, list[VisitFacts]]
ComeTo = Callable[[date], None]


def grouped(
    post: Post, days: Days, by: By, naming: Naming, *, come_to: ComeTo = lambda _: None
) -> Iterator[StatsRow]:
    """The figures of every group and room in the range, as rows of `stats_columns(by)`, by group and room.

    Days, weeks and months without visits have a row too, and are computed as they are taken: memory stays
    flat. Of hours (of arrival, on the clinic's clock), doctors (by name) and visit kinds (by code), only
    those with visits have one; their times are kept until the end, eight bytes each.
    `come_to` is told each day before it is counted.
    """
    found = _told(room_days(post, days), come_to)
    match by:
        case By.DAY | By.WEEK | By.MONTH:
            return _spans(found, {By.DAY: _day, By.WEEK: _week, By.MONTH: _month}[by])
        case By.HOUR:
            return _sorted(found, lambda visit: _hour(post, visit))
        case By.KIND:
            return _sorted(found, lambda visit: visit.kind)
        case By.DOCTOR:
            names = doctor_names(post.reading)
            called = {number: naming.staff(name) for number, name in names.items()}
            return _sorted(found, lambda visit: called.get(visit.doctor_id, ""))


def export(
    post: Post, days: Days, by: By, naming: Naming, *, come_to: ComeTo = lambda _: None
) -> Iterator[StatsRow]:
    """The figures for an export, which is journalled first: what cannot be put on record does not leave.

    Only figures by doctor say anything of people, so only there the journal says how they are named.
    Raises StoreError when the file cannot be written.
    """
    what = f"stats {days.first}..{days.last}"
    if by is not By.DAY:
        what += f" by {by}"
    note(post.reading, post.heading(Deed.EXPORT, reason=naming.reason(what) if by is By.DOCTOR else what))
    return grouped(post, days, by, naming, come_to=come_to)


def _told(found: Iterator[RoomDay], come_to: ComeTo) -> Iterator[RoomDay]:
    for one in found:
        come_to(one[0])
        yield one


def _spans(found: Iterator[RoomDay], span: Callable[[date], Group]) -> Iterator[StatsRow]:
    for group, of_group in groupby(found, key=lambda one: span(one[0])):
        rooms: dict[str, Tally] = {}
        for _, code, visits in of_group:
            rooms.setdefault(code, Tally()).add(visits)
        for code, tally in rooms.items():
            yield stats_row(group, code, tally.figures())


def _sorted(found: Iterator[RoomDay], group_of: Callable[[VisitFacts], Group]) -> Iterator[StatsRow]:
    tallies: dict[Group, dict[str, Tally]] = {}
    rooms: dict[str, None] = {}
    for _, code, visits in found:
        rooms.setdefault(code)
        groups: dict[Group, list[VisitFacts]] = {}
        for visit in visits:
            if visit.valid_entries or not visit.entries:
                groups.setdefault(group_of(visit), []).append(visit)
        for group, of_group in groups.items():
            tallies.setdefault(group, {}).setdefault(code, Tally()).add(of_group)
    for group, by_room in sorted(tallies.items(), key=lambda one: _place(one[0])):
        for code in rooms:
            if code in by_room:
                yield stats_row(group, code, by_room[code].figures())


def _place(group: Group) -> tuple[int, str]:
    return (group if isinstance(group, int) else 0, str(group))


def _day(day: date) -> Group:
    return day


def _week(day: date) -> Group:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _month(day: date) -> Group:
    return f"{day:%Y-%m}"


def _hour(post: Post, visit: VisitFacts) -> Group:
    return visit.arrived_at.astimezone(post.zone).hour if visit.arrived_at else ""
