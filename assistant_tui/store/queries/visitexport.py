"""Whole visits and who came, for an export: a constant number of queries for each day."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from assistant_tui.domain.clock import instant
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.readmodels.visitexport import EntryFacts, StayFacts
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import maybe_instant

_FIRST_LINK = "SELECT hash FROM journal ORDER BY id LIMIT 1"
_ROOMS = "SELECT id, code, name FROM room ORDER BY id"
_DAYS = "SELECT DISTINCT day FROM visit WHERE day BETWEEN ? AND ? AND voided = 0 ORDER BY day"
_CAME = """
SELECT id, sex, born, name, phone, card FROM patient
WHERE id IN (SELECT patient_id FROM visit WHERE day BETWEEN ? AND ? AND voided = 0)
ORDER BY id
"""
_VISITS = """
SELECT v.id, v.patient_id, v.room_id, d.name, v.ticket, v.kind, v.status, v.complaint, v.acuity, v.arrived_at,
       v.slot_at, v.departed_at
FROM visit v JOIN doctor d ON d.id = v.doctor_id
WHERE v.day = ? AND v.voided = 0 ORDER BY v.id
"""
_OF_DAY = "SELECT id FROM visit WHERE day = ?1 AND (?2 IS NULL OR room_id = ?2) AND voided = 0"
_ENTRIES = f"""
SELECT visit_id, status, started_at, ended_at FROM queue_entry
WHERE visit_id IN ({_OF_DAY}) AND voided = 0 ORDER BY id
"""
_STAYS = f"""
SELECT visit_id, id, location, room_id, since, until FROM stay
WHERE visit_id IN ({_OF_DAY}) AND voided = 0 ORDER BY since, id
"""


class StoredPatient(NamedTuple):
    """A person as the file has her."""

    patient_id: int
    sex: str
    born: str | None
    name: str
    phone: str | None
    card: str | None


class StoredVisit(NamedTuple):
    """A visit as the file has it; instants in milliseconds."""

    visit_id: int
    patient_id: int
    room_id: int
    doctor: str
    ticket: str
    kind: str
    status: str
    complaint: str
    acuity: int
    arrived_at: int
    slot_at: int | None
    departed_at: int | None


def file_identity(connection: sqlite3.Connection) -> str:
    """What tells this file from all others, and stays with it: the first link of its journal."""
    with in_words():
        row = connection.execute(_FIRST_LINK).fetchone()
    return str(row[0]) if row else ""


def rooms(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Number, code and name of every room, voided ones too: old visits were there."""
    with in_words():
        return connection.execute(_ROOMS).fetchall()


def days_with_visits(connection: sqlite3.Connection, first: date, last: date) -> list[date]:
    """The days of the range on which anybody came."""
    with in_words():
        rows = connection.execute(_DAYS, (first.isoformat(), last.isoformat()))
        return [date.fromisoformat(day) for (day,) in rows]


def patients_who_came(connection: sqlite3.Connection, first: date, last: date) -> Iterator[StoredPatient]:
    """Everybody with a visit in the range, once, as they are taken."""
    with in_words():
        for row in connection.execute(_CAME, (first.isoformat(), last.isoformat())):
            yield StoredPatient(*row)


def visits_on(connection: sqlite3.Connection, day: date) -> list[StoredVisit]:
    """The visits of a day in all rooms, in the order of registration."""
    with in_words():
        return [StoredVisit(*row) for row in connection.execute(_VISITS, (day.isoformat(),))]


def entries_on(connection: sqlite3.Connection, day: date) -> dict[int, list[EntryFacts]]:
    """The queue entries of a day's visits, by visit."""
    found: defaultdict[int, list[EntryFacts]] = defaultdict(list)
    for visit_id, status, started_at, ended_at in _of(connection, _ENTRIES, day):
        times = maybe_instant(started_at), maybe_instant(ended_at)
        found[visit_id].append(EntryFacts(EntryStatus(status), *times))
    return found


def stays_on(
    connection: sqlite3.Connection, day: date, room_id: int | None = None
) -> dict[int, list[StayFacts]]:
    """The stays of a day's visits, to this room or to all, by visit, also those past midnight."""
    found: defaultdict[int, list[StayFacts]] = defaultdict(list)
    for visit_id, stay_id, location, room, since, until in _of(connection, _STAYS, day, room_id):
        found[visit_id].append(
            StayFacts(stay_id, location, room, instant(since), maybe_instant(until))
        )  # fmt: skip
    return found


def _of(
    connection: sqlite3.Connection, statement: str, day: date, room_id: int | None = None
) -> Sequence[Sequence[Any]]:
    with in_words():
        return connection.execute(statement, (day.isoformat(), room_id)).fetchall()
