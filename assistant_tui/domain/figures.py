"""The figures of any number of visits and days: counted, added up, kept; of a day as of ten years."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from assistant_tui.domain.dayfacts import CallFacts, Counts, RoomDay, item_counts, response
from assistant_tui.domain.metrics import (
    VisitFacts,
    is_fulfilled,
    is_left_unseen,
    is_noshow,
    is_still_open,
    missed_calls,
    promise_kept,
    service,
    total,
    wait,
)
from assistant_tui.domain.queue import EntryKind
from assistant_tui.domain.spread import Spread
from assistant_tui.domain.times import Times

if TYPE_CHECKING:
    from assistant_tui.domain.roundfacts import RoundFacts

EDITION = 2
"""Of the formulas: one more whenever a `Tally` of the same visits becomes another one.

Figures that were kept under another edition are computed anew.
"""


class DayFigures(NamedTuple):
    """The figures of some visits, usually those of one room and day.

    Times are minutes, rates from 0 to 1, amounts minor units.
    """

    visits: int
    first_visits: int
    returns: int
    appointments: int
    walk_ins: int
    fulfilled: int
    noshow: int
    left_unseen: int
    still_open: int
    wait: Spread
    service: Spread
    total: Spread
    promises_told: int
    promises_kept: int
    promises_broken: int
    calls: int
    missed_calls: int
    items: int
    items_done: int
    items_refused: int
    items_voided: int
    amount_due: int
    amount_paid: int
    amount_refunded: int
    amount_open: int
    rounds: int
    rounds_on_time: int
    rounds_late: int
    rounds_missed: int
    rounds_left_out: int
    alarms: int
    doctor_calls: int
    response: Spread
    tasks_done: int
    tasks_skipped: int
    incidents: int
    incidents_reported_late: int
    due_back: int
    came_back: int
    waits_over_target: int | None = None
    """Longer than the target; None without one."""

    @property
    def no_show_rate(self) -> float | None:
        """Visits that did not show up, of those that were to be seen and are decided; None without any."""
        return _share(self.noshow, self.fulfilled + self.noshow)

    @property
    def promise_kept_rate(self) -> float | None:
        """Promises kept, of those that are decided; None without any."""
        return _share(self.promises_kept, self.promises_kept + self.promises_broken)

    @property
    def over_target_rate(self) -> float | None:
        """Waits longer than the target, of all; None without any, or without a target."""
        return None if self.waits_over_target is None else _share(self.waits_over_target, self.wait.n)

    @property
    def rounds_on_time_rate(self) -> float | None:
        """Rounds on time, of those that were done or missed; None without any."""
        return _share(self.rounds_on_time, self.rounds_on_time + self.rounds_late + self.rounds_missed)


_TIMES = ("wait", "service", "total", "response")
_RESPONSE = _TIMES.index("response")
_COUNTED = tuple(
    name for name in DayFigures._fields if name not in _TIMES and name not in DayFigures._field_defaults
)
_PLACES = {name: place for place, name in enumerate((*_COUNTED, *_TIMES, "waits_over_target"))}
_IN_ORDER = itemgetter(*(_PLACES[name] for name in DayFigures._fields))


class Tally:
    """What the figures of any number of visits are computed from: counts, and every single time.

    Visits are added, figures never averaged: a month's median is that of all its waits.
    """

    __slots__ = ("_counts", "_times")

    def __init__(self, counts: list[int] | None = None, times: tuple[Times, ...] = ()) -> None:
        """Of no visits, or as it was packed."""
        self._counts = counts or [0] * len(_COUNTED)
        self._times = times or tuple(Times() for _ in _TIMES)

    def add(self, visits: Iterable[VisitFacts]) -> None:
        """Count more visits; one that has only entries made in error counts nowhere."""
        valid = [visit for visit in visits if visit.valid_entries or not visit.entries]
        if not valid:
            return
        entries = [entry for visit in valid for entry in visit.valid_entries]
        verdicts = [promise_kept(promise, entry) for entry in entries for promise in entry.promises]
        booked = sum(visit.slot_at is not None for visit in valid)
        self._count(
            {
                "visits": len(valid),
                "first_visits": sum(visit.first_visit for visit in valid),
                "returns": sum(entry.kind is EntryKind.RETURN for entry in entries),
                "appointments": booked,
                "walk_ins": len(valid) - booked,
                "fulfilled": sum(map(is_fulfilled, valid)),
                "noshow": sum(map(is_noshow, valid)),
                "left_unseen": sum(map(is_left_unseen, valid)),
                "still_open": sum(map(is_still_open, valid)),
                "promises_told": len(verdicts),
                "promises_kept": verdicts.count(True),
                "promises_broken": verdicts.count(False),
                "calls": sum(entry.calls for entry in entries),
                "missed_calls": sum(map(missed_calls, entries)),
            }
            | item_counts(item for visit in valid for item in visit.items)
        )
        for times, formula in zip(self._times, (wait, service, total), strict=False):
            times.add(map(formula, valid))

    def add_day(self, day: RoomDay) -> None:
        """Count all of a room's day."""
        self.add(day.visits)
        self.add_care(day.rounds, day.calls)
        self._count(day.duties._asdict())

    def add_care(self, rounds: Sequence[RoundFacts], calls: Sequence[CallFacts]) -> None:
        """Count more rounds of watches and calls for the doctor."""
        if rounds:
            from assistant_tui.domain.roundfacts import round_counts  # noqa: PLC0415 - rarely needed

            self._count(round_counts(rounds))
        if calls:
            self._count({"doctor_calls": len(calls)})
            self._times[_RESPONSE].add(map(response, calls))

    def merge(self, other: Tally) -> None:
        """Count all of another one, too."""
        self._counts = [count + one for count, one in zip(self._counts, other._counts, strict=True)]
        for times, more in zip(self._times, other._times, strict=True):
            times.merge(more)

    def _count(self, more: Counts) -> None:
        for name, count in more.items():
            self._counts[_PLACES[name]] += count

    def figures(self, target: timedelta | None = None) -> DayFigures:
        """All figures of what was added so far, the waits held against the target."""
        over = None if target is None else self._times[0].longer_than(target)
        spreads = (times.spread() for times in self._times)
        return DayFigures._make(_IN_ORDER((*self._counts, *spreads, over)))

    def packed(self) -> bytes:
        """All of it, to be kept: counts, number and sum of each kind of times, then the times in order.

        64-bit integers, the least byte first; times are milliseconds.
        """
        heads = [value for times in self._times for value in (len(times), times.total)]
        numbers = array("q", [*self._counts, *heads])
        for times in self._times:
            numbers.extend(times.ordered)
        return _least_byte_first(numbers).tobytes()

    @classmethod
    def unpacked(cls, data: bytes) -> Tally:
        """The inverse of `packed`. Raises ValueError for what cannot be it."""
        numbers = array("q")
        numbers.frombytes(data)
        numbers = _least_byte_first(numbers)
        heads, begin = numbers[len(_COUNTED) : _HEAD], _HEAD
        ends = [begin := begin + count for count in heads[::2]]
        if len(heads) != 2 * len(_TIMES) or min(heads[::2]) < 0 or ends[-1] != len(numbers):
            raise ValueError("these are no figures")
        parts = zip((_HEAD, *ends), ends, heads[1::2], strict=False)
        times = tuple(Times(numbers[begin:end], summed) for begin, end, summed in parts)
        return cls(numbers[: len(_COUNTED)].tolist(), times)


_HEAD = len(_COUNTED) + 2 * len(_TIMES)


def _least_byte_first(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def day_figures(visits: Iterable[VisitFacts], target: timedelta | None = None) -> DayFigures:
    """All figures of the visits; a visit that has only entries made in error counts nowhere."""
    tally = Tally()
    tally.add(visits)
    return tally.figures(target)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
