"""The rows of a file as the invariants ask about them, streamed day by day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from assistant_tui.domain.clock import instant
from assistant_tui.domain.invariants import EntryRecord, VisitRecord
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.domain.whereabouts import Stay
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import maybe_instant

# A stay or queue entry of another day belongs to its visit's day: a patient may stay overnight.
_VISITS = """
SELECT id, day, series, number, ticket, status, arrived_at, departed_at, voided FROM visit
WHERE day = ? ORDER BY id
"""
_ENTRIES = """
SELECT e.id, e.visit_id, COALESCE(r.code, e.room_id), e.status, e.queued_at, e.first_called_at, e.called_at,
       e.started_at, e.ended_at
FROM visit v JOIN queue_entry e ON e.visit_id = v.id LEFT JOIN room r ON r.id = e.room_id
WHERE v.day = ? AND e.voided = 0 ORDER BY e.id
"""
_STAYS = """
SELECT s.visit_id, s.location, s.since, s.until FROM visit v JOIN stay s ON s.visit_id = v.id
WHERE v.day = ? AND s.voided = 0 ORDER BY s.since, s.id
"""
_UNSEARCHABLE = """
SELECT p.id FROM patient p
WHERE p.voided = 0 AND p.merged_into IS NULL
  AND NOT EXISTS (SELECT 1 FROM search_key k WHERE k.patient_id = p.id)
ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """Everything that the invariants speak of, for the visits of one day."""

    visits: list[VisitRecord]
    entries: list[EntryRecord]
    stays: list[Stay]


def days_with_visits(connection: sqlite3.Connection) -> Iterator[str]:
    """Every day that has visits, in order, as the file has it."""
    last = ""
    # One look-up in the index for each day, so that other queries may run in between.
    while (row := connection.execute("SELECT MIN(day) FROM visit WHERE day > ?", (last,)).fetchone())[0]:
        last = row[0]
        yield last


def facts_of_day(connection: sqlite3.Connection, day: str) -> DayFacts:
    """The visits of a day, voided ones too, with their entries and stays that are not voided.

    Raises ValueError or TypeError for values that the program never writes.
    """
    of_day = (day,)
    return DayFacts(
        visits=[
            VisitRecord(
                visit_id, to_day(on), series, number, ticket, VisitStatus(status), instant(came),
                maybe_instant(went), bool(voided),
            )
            for visit_id, on, series, number, ticket, status, came, went, voided
            in connection.execute(_VISITS, of_day)
        ],
        entries=[
            EntryRecord(entry_id, visit_id, str(room), EntryStatus(status), instant(queued),
                        *map(maybe_instant, instants))
            for entry_id, visit_id, room, status, queued, *instants in connection.execute(_ENTRIES, of_day)
        ],
        stays=[
            Stay(visit_id, location, instant(since), maybe_instant(until))
            for visit_id, location, since, until in connection.execute(_STAYS, of_day)
        ],
    )  # fmt: skip


def room_locations(connection: sqlite3.Connection) -> frozenset[str]:
    """The codes of the locations at which stays were in a consulting room."""
    rows = connection.execute("SELECT DISTINCT location FROM stay WHERE room_id IS NOT NULL")
    return frozenset(code for (code,) in rows)


def unsearchable_patients(connection: sqlite3.Connection) -> Iterator[int]:
    """Patients in use whom no search would find."""
    return (patient_id for (patient_id,) in connection.execute(_UNSEARCHABLE))
