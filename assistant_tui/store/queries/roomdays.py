"""All that is counted of a day and room: five queries for any range, one day and room in memory at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant_tui.domain.clock import instant
from assistant_tui.domain.dayfacts import CallFacts, DutyCounts, RoomDay
from assistant_tui.domain.metrics import ItemFacts, VisitFacts
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import maybe_instant
from assistant_tui.store.queries.stats import visit_facts

if TYPE_CHECKING:
    from assistant_tui.domain.roundfacts import RoundFacts

# CROSS JOIN keeps SQLite from beginning with all items, rounds or calls there ever were, and from sorting
# more than one day and room at a time.
_ITEMS = """
SELECT v.day, v.room_id, v.id, i.amount, i.paid_at IS NOT NULL, i.performed_at IS NOT NULL,
       i.refused_at IS NOT NULL, i.void_at IS NOT NULL, i.refunded_at IS NOT NULL
FROM visit v
CROSS JOIN order_item i ON i.visit_id = v.id AND i.voided = 0
CROSS JOIN order_slip s ON s.id = i.slip_id AND s.voided = 0
WHERE v.day BETWEEN :first AND :last AND v.voided = 0
ORDER BY v.day, v.room_id
"""
_ROUNDS = """
SELECT w.day, w.room_id, v.id, v.kind, v.doctor_id, v.arrived_at, r.number IS NOT NULL, r.status, r.due_at,
       r.happened_at, r.level
FROM watch w
CROSS JOIN visit v ON v.id = w.visit_id AND v.voided = 0
CROSS JOIN watch_round r ON r.watch_id = w.id AND r.voided = 0
WHERE w.day BETWEEN :first AND :last AND w.voided = 0
ORDER BY w.day, w.room_id, v.id
"""
_CALLS = """
SELECT v.day, v.room_id, v.id, v.kind, v.doctor_id, v.arrived_at, c.called_at, c.arrived_at
FROM visit v
CROSS JOIN doctor_call c ON c.visit_id = v.id AND c.voided = 0
WHERE v.day BETWEEN :first AND :last AND v.voided = 0
ORDER BY v.day, v.room_id, v.id
"""
# A patient came back if she was here on that day, in whatever room.
_DUTIES = """
SELECT day, room_id, SUM(done), SUM(skipped), SUM(incident), SUM(late), SUM(due), SUM(came) FROM (
    SELECT day, room_id, status = 'done' AS done, status = 'skipped' AS skipped, 0 AS incident, 0 AS late,
           0 AS due, 0 AS came
    FROM task_record WHERE day BETWEEN :first AND :last AND voided = 0
    UNION ALL
    SELECT day, room_id, 0, 0, 1, COALESCE(reported_at > report_by, 0), 0, 0
    FROM incident WHERE day BETWEEN :first AND :last AND voided = 0
    UNION ALL
    SELECT v.return_on, v.room_id, 0, 0, 0, 0, 1,
           EXISTS (SELECT 1 FROM visit WHERE patient_id = v.patient_id AND day = v.return_on AND voided = 0)
    FROM visit v WHERE v.return_on BETWEEN :first AND :last AND v.voided = 0
) GROUP BY day, room_id ORDER BY day, room_id
"""
_KEY, _VISIT, _REST = slice(0, 2), slice(2, 6), slice(6, None)
_Part = tuple[str, int, dict[str, Any]]
"""Day, room, and that of a `RoomDay` which one query tells, by its field."""


def room_day_facts(
    connection: sqlite3.Connection, first: date, last: date, *, first_visit_kinds: Collection[str]
) -> Iterator[tuple[date, int, RoomDay]]:
    """Day, room id and what there was, for each of which there is anything, in this order."""
    days = {"first": first.isoformat(), "last": last.isoformat()}
    with in_words():
        items = _Items(connection.execute(_ITEMS, days))
        visits = visit_facts(
            connection, first, last, first_visit_kinds=first_visit_kinds, items=items.of_room
        )
        parts: list[Iterable[_Part]] = [
            ((day.isoformat(), room, {"visits": found}) for day, room, found in visits),
            _each(connection.execute(_ROUNDS, days), "rounds", _rounds),
            _each(connection.execute(_CALLS, days), "calls", _calls),
            (
                (day, room, {"duties": DutyCounts(*counts)})
                for day, room, *counts in connection.execute(_DUTIES, days)
            ),
        ]
        for (day, room), found in groupby(merge(*parts, key=_key), key=_key):
            of_room = {name: value for _, _, part in found for name, value in part.items()}
            yield to_day(day), room, RoomDay(**of_room)


class _Items:
    """Items in the order of day and room, given out as the visits of one after the other are asked for."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rooms = groupby(rows, key=lambda row: row[_KEY])
        self._ahead = next(self._rooms, None)

    def of_room(self, day: str, room: int) -> Mapping[int, Sequence[ItemFacts]]:
        """By the visit's id."""
        while self._ahead is not None and self._ahead[0] < (day, room):
            self._ahead = next(self._rooms, None)
        if self._ahead is None or self._ahead[0] != (day, room):
            return {}
        found: dict[int, list[ItemFacts]] = {}
        for _, _, visit, *facts in self._ahead[1]:
            found.setdefault(visit, []).append(ItemFacts._make(facts))
        self._ahead = next(self._rooms, None)
        return found


def _key(part: _Part) -> tuple[str, int]:
    return part[:2]


def _each(
    rows: Iterable[Sequence[Any]],
    field: str,
    facts: Callable[[VisitFacts, Iterable[Sequence[Any]]], Iterable[object]],
) -> Iterator[_Part]:
    """What the rows of each day and room tell; each is of a visit."""
    for (day, room), of_room in groupby(rows, key=lambda row: row[_KEY]):
        found: list[object] = []
        for (_, kind, doctor, arrived), lines in groupby(of_room, key=lambda row: row[_VISIT]):
            visit = VisitFacts(arrived_at=instant(arrived), kind=kind, doctor_id=doctor)
            found += facts(visit, (line[_REST] for line in lines))
        yield day, room, {field: found}


def _rounds(visit: VisitFacts, rows: Iterable[Sequence[Any]]) -> Iterator[RoundFacts]:
    from assistant_tui.domain.protocols import Level  # noqa: PLC0415 - most clinics have no rounds
    from assistant_tui.domain.roundfacts import RoundFacts  # noqa: PLC0415
    from assistant_tui.domain.watches import RoundStatus  # noqa: PLC0415

    for numbered, status, due, happened, level in rows:
        yield RoundFacts(
            visit,
            bool(numbered),
            RoundStatus(status),
            maybe_instant(due),
            maybe_instant(happened),
            Level(level),
        )


def _calls(visit: VisitFacts, rows: Iterable[Sequence[Any]]) -> Iterator[CallFacts]:
    for called, came in rows:
        yield CallFacts(visit, instant(called), maybe_instant(came))
