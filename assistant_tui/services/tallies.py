"""What figures are added up from: kept of days and months that are over, counted of the rest."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from assistant_tui.domain.figures import EDITION, Tally
from assistant_tui.services.post import Post
from assistant_tui.services.stats import FIRST_VISIT, Days, month_of
from assistant_tui.store.failures import StoreError
from assistant_tui.store.kept import Kept, keep, kept
from assistant_tui.store.moment import one_state
from assistant_tui.store.queries.roomdays import room_day_facts
from assistant_tui.store.queries.stats import all_rooms

ComeTo = Callable[[date], None]
"""Is told how far the counting has come."""
Tallies = dict[int, Tally]
"""By the room's id: all rooms, those without visits too."""
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The tallies of some days on end: of one day, or of a whole month."""

    first: date
    rooms: Tallies


def spans(
    post: Post, days: Days, *, months: bool = False, come_to: ComeTo = lambda _: None
) -> Iterator[Span]:
    """Every day of the range, in order; with `months`, each whole month that is over as one span.

    A month is read at a time, as it stands at one moment, so that memory stays flat. What had to be counted
    of days and months that are over is kept for the next time, unless somebody has changed anything meanwhile
    or the file cannot be written, which is tried no more. `come_to` is told the first day of each month, and
    each that is counted.
    """
    today, writable = post.today(), True
    for part in _months(days):
        come_to(part.first)
        with one_state(post.reading) as action:
            reading = _Reading(post.reading, come_to)
            if months and part == month_of(part.first) and part.last < today:
                found = [reading.month(part)]
            else:
                found = reading.days(part)
        over = [one for one in reading.counted if one.period < today.isoformat()]
        if over and writable:
            writable = _keep(post, over, action)
        yield from found


def added_up(spans: Iterable[Span]) -> Tallies:
    """All of them together; of a single one its own."""
    first, *more = spans
    if not more:
        return first.rooms
    total: Tallies = defaultdict(Tally)
    for span in (first, *more):
        for room, tally in span.rooms.items():
            total[room].merge(tally)
    return dict(total)


def _keep(post: Post, counted: list[Kept], action: int) -> bool:
    """Keep it, if it still is so; whether the file could be written."""
    try:
        keep(post.reading, counted, edition=EDITION, after=action)
    except StoreError:
        return False
    return True


class _Reading:
    """Reads one month or a part of it; `counted` is what was not kept."""

    def __init__(self, connection: sqlite3.Connection, come_to: ComeTo) -> None:
        self._connection, self._come_to = connection, come_to
        self._rooms = all_rooms(connection)
        self.counted: list[Kept] = []

    def month(self, whole: Days) -> Span:
        """A month as one span."""
        period = f"{whole.first:%Y-%m}"
        tallies = self._kept(period, period).get(period)
        if tallies is None:
            tallies = added_up(self.days(whole))
            self._note(period, tallies)
        return Span(whole.first, tallies)

    def days(self, part: Days) -> list[Span]:
        """Each day."""
        known = self._kept(str(part.first), str(part.last))
        missing = [day for day in _each(part) if str(day) not in known]
        for day, tallies in self._count(missing):
            known[str(day)] = tallies
            self._note(str(day), tallies)
        return [Span(day, known[str(day)]) for day in _each(part)]

    def _kept(self, first: str, last: str) -> dict[str, Tallies]:
        """What is kept of these days, or of this month, by period; only what is kept of all rooms."""
        found: dict[str, Tallies] = defaultdict(dict)
        for period, room, tally in kept(self._connection, first, last, edition=EDITION):
            with suppress(ValueError):  # damaged: counted again
                found[period][room] = Tally.unpacked(tally)
        return {period: tallies for period, tallies in found.items() if tallies.keys() >= self._rooms}

    def _count(self, days: list[date]) -> Iterator[tuple[date, Tallies]]:
        # Days on end are one statement.
        for _, numbered in groupby(enumerate(days), key=lambda one: one[1] - one[0] * _DAY):
            run = {day: {room: Tally() for room in self._rooms} for _, day in numbered}
            found = room_day_facts(self._connection, min(run), max(run), first_visit_kinds={FIRST_VISIT})
            for day, room, facts in found:
                self._come_to(day)
                run[day][room].add_day(facts)
            yield from run.items()

    def _note(self, period: str, tallies: Tallies) -> None:
        self.counted += [Kept(period, room, tally.packed()) for room, tally in tallies.items()]


def _months(days: Days) -> Iterator[Days]:
    first = days.first
    while first <= days.last:
        last = min(month_of(first).last, days.last)
        yield Days(first, last)
        first = last + _DAY


def _each(days: Days) -> Iterator[date]:
    return (days.first + number * _DAY for number in range((days.last - days.first).days + 1))
