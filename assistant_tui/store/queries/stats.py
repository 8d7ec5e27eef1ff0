"""The facts behind the daily figures: one query for any range, one day and room in memory at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from assistant_tui.domain.clock import instant
from assistant_tui.domain.metrics import EntryFacts, ItemFacts, PromiseFacts, VisitFacts
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import maybe_instant

# Ordered as the index visit_by_day is, so that SQLite sorts no more than one day and room at a time.
_FACTS = """
SELECT v.day, v.room_id, v.id, v.arrived_at, v.slot_at, v.departed_at, v.kind, v.doctor_id,
       e.id, e.kind, e.status, e.first_called_at, e.called_at, e.started_at, e.ended_at,
       e.calls + e.calls_before, p.told_at, p.high_at
FROM visit v
LEFT JOIN queue_entry e ON e.visit_id = v.id AND e.voided = 0
LEFT JOIN promise p ON p.entry_id = e.id AND p.voided = 0
WHERE v.day BETWEEN ?1 AND ?2 AND v.voided = 0 AND (?3 IS NULL OR v.room_id = ?3)
ORDER BY v.day, v.room_id, v.id, e.id, p.id
"""
_ROOMS = """
SELECT id, code FROM room
WHERE voided = 0 OR EXISTS (SELECT 1 FROM visit v WHERE v.room_id = room.id AND v.day BETWEEN ? AND ?)
ORDER BY id
"""
_DAY_AND_ROOM, _VISIT_ID, _ENTRY_ID = slice(0, 2), 2, 8
ItemsOf = Callable[[str, int], Mapping[int, Sequence[ItemFacts]]]
"""The items of a day (ISO 8601) and room by the visit's id."""


def rooms_in_use(connection: sqlite3.Connection, first: date, last: date) -> dict[int, str]:
    """Codes by id of the rooms there are, and of former ones that had visits from `first` to `last`."""
    with in_words():
        return dict(connection.execute(_ROOMS, (first.isoformat(), last.isoformat())))


def all_rooms(connection: sqlite3.Connection) -> set[int]:
    """The ids of all rooms that there ever were."""
    with in_words():
        return {number for (number,) in connection.execute("SELECT id FROM room")}


def doctor_names(connection: sqlite3.Connection) -> dict[int, str]:
    """Names by id of all doctors, former ones too."""
    with in_words():
        return dict(connection.execute("SELECT id, name FROM doctor"))


def visit_facts(
    connection: sqlite3.Connection,
    first: date,
    last: date,
    *,
    first_visit_kinds: Collection[str],
    items: ItemsOf | None = None,
    room_id: int | None = None,
) -> Iterator[tuple[date, int, list[VisitFacts]]]:
    """Day, room id and visits, for every day and room with visits from `first` to `last`, in this order.

    With `room_id`, of that room only. `items` answers those of a day and room by their visit; it is asked in
    the same order.
    """
    with in_words():
        rows = connection.execute(_FACTS, (first.isoformat(), last.isoformat(), room_id))
        for (day, room), of_room in groupby(rows, key=lambda row: row[_DAY_AND_ROOM]):
            ordered = items(day, room) if items else {}
            visits = groupby(of_room, key=lambda row: row[_VISIT_ID])
            yield (
                to_day(day),
                room,
                [_visit(list(lines), first_visit_kinds, ordered.get(number, ())) for number, lines in visits],
            )


def _visit(
    lines: list[tuple[Any, ...]], first_visit_kinds: Collection[str], items: Sequence[ItemFacts]
) -> VisitFacts:
    _, _, _, arrived_at, slot_at, departed_at, kind, doctor_id, *_ = lines[0]
    entries = groupby(lines, key=lambda row: row[_ENTRY_ID])
    return VisitFacts(
        arrived_at=instant(arrived_at),
        slot_at=maybe_instant(slot_at),
        departed_at=maybe_instant(departed_at),
        first_visit=kind in first_visit_kinds,
        entries=tuple(_entry(of_entry) for entry_id, of_entry in entries if entry_id is not None),
        kind=kind,
        doctor_id=doctor_id,
        items=tuple(items),
    )


def _entry(lines: Iterable[tuple[Any, ...]]) -> EntryFacts:
    told = [line[_ENTRY_ID + 1 :] for line in lines]
    kind, status, first_called_at, called_at, started_at, ended_at, calls, *_ = told[0]
    return EntryFacts(
        kind=EntryKind(kind),
        status=EntryStatus(status),
        first_called_at=maybe_instant(first_called_at),
        called_at=maybe_instant(called_at),
        started_at=maybe_instant(started_at),
        ended_at=maybe_instant(ended_at),
        calls=calls,
        promises=tuple(
            PromiseFacts(instant(told_at), instant(high_at))
            for *_, told_at, high_at in told
            if told_at is not None
        ),
    )
