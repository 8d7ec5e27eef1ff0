"""What was counted, received and used of the room's supplies, and its own par levels."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant_tui.domain.clock import instant
from assistant_tui.domain.supplies import SupplyKind
from assistant_tui.readmodels.supplies import SupplyEntryRow
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day

_ENTRIES = """
WITH counted AS (
  SELECT code, MAX(id) AS id FROM supply_entry
  WHERE room_id = ? AND kind = 'count' AND voided = 0 AND day < ? GROUP BY code
)
SELECT e.day, e.code, e.kind, e.quantity, e.at, e.by
FROM supply_entry e LEFT JOIN counted c ON c.code = e.code
WHERE e.room_id = ? AND e.voided = 0 AND e.day <= ? AND (c.id IS NULL OR e.id >= c.id) ORDER BY e.id
"""
_OF_DAY = """
SELECT day, code, kind, quantity, at, "by" FROM supply_entry
WHERE day = ? AND room_id = ? AND voided = 0 ORDER BY id
"""
_AFTER_ALL = date.max


def since_last_counts(
    connection: sqlite3.Connection, room_id: int, before: date = _AFTER_ALL, until: date = _AFTER_ALL
) -> list[SupplyEntryRow]:
    """Of each supply the last count on a day before `before` and everything since, oldest first.

    Nothing after the day `until` is among it.
    """
    values = (room_id, before.isoformat(), room_id, until.isoformat())
    with in_words():
        return [_entry(row) for row in connection.execute(_ENTRIES, values)]


def entries_of_day(connection: sqlite3.Connection, room_id: int, on: date) -> list[SupplyEntryRow]:
    """What was counted, received and used on a day, oldest first."""
    with in_words():
        return [_entry(row) for row in connection.execute(_OF_DAY, (on.isoformat(), room_id))]


def own_pars(connection: sqlite3.Connection, room_id: int) -> dict[str, int]:
    """The par levels that the room has set itself, by the supply's code."""
    statement = "SELECT code, par FROM supply_par WHERE room_id = ? AND voided = 0"
    with in_words():
        return dict(connection.execute(statement, (room_id,)).fetchall())


def _entry(row: Sequence[Any]) -> SupplyEntryRow:
    on, code, kind, quantity, at, by = row
    return SupplyEntryRow(to_day(on), code, SupplyKind(kind), quantity, instant(at), by)
