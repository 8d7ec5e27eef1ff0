"""What the board is made of: the day's visits of one room with entry, stay, promise and companions.

Two queries however many visits there are. The board is read again after every action and several times a
minute, and most visits are then as they were: a row that has not changed is not taken apart again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from assistant_tui.domain.clock import instant
from assistant_tui.readmodels.board import CompanionRow, EntryRow, PromiseRow, StayRow, VisitRow
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import marks, maybe_instant

_VISITS = """
SELECT v.id, v.patient_id, v.day, v.ticket, p.name, p.sex, p.born, p.phone, v.kind, v.status, v.acuity,
       v.complaint, v.arrived_at, v.departed_at,
       e.id, e.kind, e.status, e.queued_at, e.slot_at, e.calls, e.first_called_at, e.called_at, e.started_at,
       e.ended_at, e.give_way, e.give_way_since, e.moved, e.reason,
       s.location, s.room_id, s.since, s.until, s.escort, s.back_by,
       t.told_at, t.low_at, t.high_at, t.told_by
FROM visit v
JOIN patient p ON p.id = v.patient_id
LEFT JOIN queue_entry e
       ON e.id = (SELECT MAX(id) FROM queue_entry WHERE visit_id = v.id AND voided = 0)
LEFT JOIN stay s ON s.id = (SELECT MAX(id) FROM stay WHERE visit_id = v.id AND voided = 0)
LEFT JOIN promise t ON t.id = (SELECT MAX(id) FROM promise WHERE entry_id = e.id AND voided = 0)
WHERE v.voided = 0 AND v.id IN ({chosen})
"""
# Today's, and whoever is still inside from an earlier day: nobody is forgotten overnight.
# CROSS JOIN has SQLite begin with the few open stays; it would go through all visits ever.
OF_ROOM = """
SELECT id FROM visit WHERE day = ? AND room_id = ?
UNION SELECT o.visit_id FROM stay o CROSS JOIN visit w
      WHERE w.id = o.visit_id AND o.until IS NULL AND o.voided = 0 AND w.room_id = ?
"""
_ARRIVAL = itemgetter(2, 12, 0)  # day, instant, id: a day is sorted sooner here than by SQLite
_VISIT_END, _ENTRY_END, _STAY_END = 14, 28, 34
_ROWS_KEPT = 1024


def visits_of_day(connection: sqlite3.Connection, room_id: int, on: date) -> list[VisitRow]:
    """All visits of the room's day, and older ones that have not departed, by arrival."""
    return _read(connection, _VISITS.format(chosen=OF_ROOM), (on.isoformat(), room_id, room_id))


def visits_by_id(connection: sqlite3.Connection, visit_ids: Sequence[int]) -> list[VisitRow]:
    """These visits, by arrival; voided and unknown ones are left out."""
    return _read(connection, _VISITS.format(chosen=marks(len(visit_ids))), tuple(visit_ids))


def visit_of_ticket(
    connection: sqlite3.Connection, room_id: int, on: date, series: str, number: int
) -> VisitRow | None:
    """The day's visit with this ticket, or None."""
    chosen = "SELECT id FROM visit WHERE day = ? AND series = ? AND number = ? AND room_id = ?"
    rows = _read(connection, _VISITS.format(chosen=chosen), (on.isoformat(), series, number, room_id))
    return rows[0] if rows else None


def any_watch_runs(connection: sqlite3.Connection, room_id: int) -> bool:
    """Whether a watch of the room goes on."""
    with in_words():
        found = connection.execute(
            "SELECT 1 FROM watch WHERE voided = 0 AND ended_at IS NULL AND room_id = ? LIMIT 1", (room_id,)
        )
        return found.fetchone() is not None


def _read(connection: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> list[VisitRow]:
    with in_words():
        found = sorted(connection.execute(statement, values), key=_ARRIVAL)
        companions = _companions(connection, [row[0] for row in found])
    return [_visit(row, companions.get(row[0], ())) for row in found]


def _companions(
    connection: sqlite3.Connection, visit_ids: Sequence[int]
) -> dict[int, tuple[CompanionRow, ...]]:
    grouped: defaultdict[int, tuple[CompanionRow, ...]] = defaultdict(tuple)
    rows: Iterable[Any] = connection.execute(
        "SELECT visit_id, id, name, relation, phone, invite, invited_at FROM companion"
        f" WHERE voided = 0 AND visit_id IN ({marks(len(visit_ids))}) ORDER BY id",
        visit_ids,
    )
    for visit_id, number, name, relation, phone, invite, invited_at in rows:
        companion = CompanionRow(number, name, relation, phone, bool(invite), maybe_instant(invited_at))
        grouped[visit_id] += (companion,)
    return dict(grouped)


@lru_cache(maxsize=_ROWS_KEPT)
def _visit(row: tuple[Any, ...], companions: tuple[CompanionRow, ...]) -> VisitRow:
    number, patient_id, on, ticket, name, sex, born, phone, kind, status, acuity, complaint, came, went = row[
        :_VISIT_END
    ]
    return VisitRow(
        number,
        patient_id,
        to_day(on),
        ticket,
        name,
        sex,
        born,
        phone,
        kind,
        status,
        acuity,
        complaint,
        instant(came),
        maybe_instant(went),
        _entry(row[_VISIT_END:_ENTRY_END]),
        _stay(row[_ENTRY_END:_STAY_END]),
        _promise(row[_STAY_END:]),
        companions,
    )


def _entry(row: Sequence[Any]) -> EntryRow | None:
    if row[0] is None:
        return None
    number, kind, status, queued_at, slot_at, calls, first, called, started, ended, way, since, moved, why = (
        row
    )
    return EntryRow(
        number,
        kind,
        status,
        instant(queued_at),
        maybe_instant(slot_at),
        calls,
        maybe_instant(first),
        maybe_instant(called),
        maybe_instant(started),
        maybe_instant(ended),
        way,
        maybe_instant(since),
        bool(moved),
        why,
    )


def _stay(row: Sequence[Any]) -> StayRow | None:
    if row[0] is None:
        return None
    location, room_id, since, until, escort, back_by = row
    return StayRow(location, room_id, instant(since), maybe_instant(until), escort, maybe_instant(back_by))


def _promise(row: Sequence[Any]) -> PromiseRow | None:
    if row[0] is None:
        return None
    return PromiseRow(instant(row[0]), instant(row[1]), instant(row[2]), row[3])
