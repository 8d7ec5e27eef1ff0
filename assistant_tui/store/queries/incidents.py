"""Incidents of a room: those that are open, those of a day, and those that nobody was told of."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant_tui.domain.clock import instant
from assistant_tui.domain.incidents import IncidentKind, UnreportedIncident
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import maybe_instant

_INCIDENTS = """
SELECT i.id, i.day, i.kind, i.what, i.place, i.visit_id, v.ticket, p.name, i.slip_id, s.number,
       i.happened_at, i.entered_at, i."by", i.report_by, i.reported_at, i.reported_to,
       i.action, i.root_cause, i.prevention, i.closed_at, i.closed_by
FROM incident i
LEFT JOIN visit v ON v.id = i.visit_id
LEFT JOIN patient p ON p.id = v.patient_id
LEFT JOIN order_slip s ON s.id = i.slip_id
WHERE i.voided = 0 AND {chosen}
ORDER BY i.happened_at, i.id
"""
_UNREPORTED = """
SELECT id, kind, entered_at, report_by, visit_id FROM incident
WHERE room_id = ? AND closed_at IS NULL AND voided = 0 AND reported_at IS NULL ORDER BY id
"""


def incident_by_id(connection: sqlite3.Connection, incident_id: int) -> IncidentRow | None:
    """One incident, unless it was voided."""
    rows = _read(connection, "i.id = ?", (incident_id,))
    return rows[0] if rows else None


def open_incidents(connection: sqlite3.Connection, room_id: int) -> list[IncidentRow]:
    """All that are not closed, of whatever day, by when they happened."""
    return _read(connection, "i.room_id = ? AND i.closed_at IS NULL", (room_id,))


def incidents_of_day(connection: sqlite3.Connection, room_id: int, on: date) -> list[IncidentRow]:
    """All that were entered on a day, by when they happened."""
    return _read(connection, "i.day = ? AND i.room_id = ?", (on.isoformat(), room_id))


def unreported_incidents(connection: sqlite3.Connection, room_id: int) -> list[UnreportedIncident]:
    """Those that nobody was told of, of whatever day."""
    with in_words():
        rows = connection.execute(_UNREPORTED, (room_id,)).fetchall()
    return [
        UnreportedIncident(number, IncidentKind(kind), instant(entered), instant(due), visit_id)
        for number, kind, entered, due, visit_id in rows
    ]


def _read(connection: sqlite3.Connection, chosen: str, values: tuple[object, ...]) -> list[IncidentRow]:
    with in_words():
        rows = connection.execute(_INCIDENTS.format(chosen=chosen), values).fetchall()
    return [_incident(row) for row in rows]


def _incident(row: Sequence[Any]) -> IncidentRow:
    (
        number, on, kind, what, place, visit_id, ticket, patient, slip_id, slip_number,
        happened, entered, by, due, reported, reported_to, action, root_cause, prevention, closed, closed_by,
    ) = row  # fmt: skip
    return IncidentRow(
        number, to_day(on), IncidentKind(kind), what, place, visit_id, ticket or "", patient or "",
        slip_id, slip_number, instant(happened), instant(entered), by, instant(due),
        maybe_instant(reported), reported_to, action, root_cause, prevention,
        maybe_instant(closed), closed_by,
    )  # fmt: skip
