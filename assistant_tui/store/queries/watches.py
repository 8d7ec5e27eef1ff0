"""Watches with their rounds and the last call for the doctor. One query however many there are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, tzinfo
from itertools import groupby
from typing import Any

from assistant_tui.domain.clock import instant
from assistant_tui.domain.protocols import Level, Protocol
from assistant_tui.domain.timetable import Timetable, timetable
from assistant_tui.domain.watches import EndKind, RoundStatus
from assistant_tui.readmodels.watches import CallRow, RoundRow, WatchRow
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import maybe_instant

ProtocolOf = Callable[[str, Timetable], Protocol]
"""The protocol of a code, or what is left of it."""

_WATCHES = """
SELECT w.id, w.visit_id, v.patient_id, v.ticket, p.name, s.location, w.protocol, w.timetable, w.procedure,
       w.surgeon, w.item_id, w.started_at, w.started_by, w.responsible, w.instructions, w.score,
       w.score_parts, w.ended_at, w.ended_by, w.end_kind, w.end_reason,
       c.id, c.doctor, c.called_at, c.called_by, c.arrived_at, c.ordered, c.round_id,
       r.id, r.number, r.due_at, r.status, r.happened_at, r.entered_at, r.by, r.readings, r.level, r.partial,
       r.reason, r.note
FROM watch w
JOIN visit v ON v.id = w.visit_id
JOIN patient p ON p.id = v.patient_id
LEFT JOIN stay s ON s.id = (SELECT MAX(id) FROM stay WHERE visit_id = v.id AND voided = 0)
LEFT JOIN doctor_call c
       ON c.id = (SELECT MAX(id) FROM doctor_call WHERE visit_id = v.id AND watch_id = w.id AND voided = 0)
LEFT JOIN watch_round r ON r.watch_id = w.id AND r.voided = 0
WHERE w.voided = 0 AND v.voided = 0 AND {chosen}
ORDER BY w.id, COALESCE(r.due_at, r.happened_at), r.id
"""
_RUNNING = "SELECT id FROM watch WHERE voided = 0 AND ended_at IS NULL AND room_id = ?"
_WATCH_END, _CALL_END = 21, 28


def running_watches(
    connection: sqlite3.Connection, room_id: int, protocol_of: ProtocolOf, zone: tzinfo
) -> list[WatchRow]:
    """The watches of the room that go on, in the order in which they were begun."""
    return _read(connection, f"w.id IN ({_RUNNING})", (room_id,), protocol_of, zone)


def watches_of_day(
    connection: sqlite3.Connection, room_id: int, on: date, protocol_of: ProtocolOf, zone: tzinfo
) -> list[WatchRow]:
    """The watches of the room that were begun on that day."""
    return _read(connection, "w.day = ? AND w.room_id = ?", (on.isoformat(), room_id), protocol_of, zone)


def watches_of_visit(
    connection: sqlite3.Connection, visit_id: int, protocol_of: ProtocolOf, zone: tzinfo
) -> list[WatchRow]:
    """All watches of a visit."""
    return _read(connection, "w.visit_id = ?", (visit_id,), protocol_of, zone)


def watches_of_visits_on(
    connection: sqlite3.Connection, on: date, protocol_of: ProtocolOf, zone: tzinfo
) -> list[WatchRow]:
    """All watches of the visits of a day, in all rooms, also those that went on past midnight."""
    return _read(connection, "v.day = ?", (on.isoformat(),), protocol_of, zone)


def watch_by_id(
    connection: sqlite3.Connection, watch_id: int, protocol_of: ProtocolOf, zone: tzinfo
) -> WatchRow | None:
    """The watch, or None."""
    found = _read(connection, "w.id = ?", (watch_id,), protocol_of, zone)
    return found[0] if found else None


def _read(
    connection: sqlite3.Connection,
    chosen: str,
    values: tuple[object, ...],
    protocol_of: ProtocolOf,
    zone: tzinfo,
) -> list[WatchRow]:
    with in_words():
        rows = connection.execute(_WATCHES.format(chosen=chosen), values).fetchall()
    return [_watch(list(group), protocol_of, zone) for _, group in groupby(rows, key=lambda row: row[0])]


def _watch(rows: Sequence[Sequence[Any]], protocol_of: ProtocolOf, zone: tzinfo) -> WatchRow:
    (
        watch_id, visit_id, patient_id, ticket, name, place, code, times, procedure, surgeon, item_id,
        started_at, started_by, responsible, instructions, score, parts, ended_at, ended_by, end_kind, reason,
    ) = rows[0][:_WATCH_END]  # fmt: skip
    when_due = timetable(times)
    return WatchRow(
        watch_id, visit_id, patient_id, ticket, name, place or "", protocol_of(code, when_due), when_due,
        zone, procedure, surgeon, item_id, instant(started_at), started_by, responsible,
        frozenset(map(int, instructions.split())),
        tuple(_round(row[_CALL_END:]) for row in rows if row[_CALL_END] is not None),
        _call(rows[0][_WATCH_END:_CALL_END]), score, json.loads(parts) if parts else {},
        maybe_instant(ended_at), ended_by, None if end_kind is None else EndKind(end_kind), reason,
    )  # fmt: skip


def _call(row: Sequence[Any]) -> CallRow | None:
    if row[0] is None:
        return None
    call_id, doctor, called_at, called_by, arrived_at, ordered, round_id = row
    return CallRow(
        call_id, doctor, instant(called_at), called_by, maybe_instant(arrived_at), ordered, round_id
    )


def _round(row: Sequence[Any]) -> RoundRow:
    (
        round_id, number, due_at, status, happened_at, entered_at, by, readings, level, partial, reason, note,
    ) = row  # fmt: skip
    return RoundRow(
        round_id, number, maybe_instant(due_at), RoundStatus(status), maybe_instant(happened_at),
        instant(entered_at), by, json.loads(readings), Level(level), bool(partial), reason, note,
    )  # fmt: skip
