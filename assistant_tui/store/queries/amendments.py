"""Reading what was done to a signed day: journal rows, and what the rows that they changed are called."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple

from assistant_tui.domain.clock import instant
from assistant_tui.store.dialect import listed
from assistant_tui.store.failures import in_words
from assistant_tui.store.journal import Change, changes_from_text

_AMENDMENTS = """
SELECT j.id, j.at, j.actor, j.action, j.reason, j.changes, v.ticket, u.action, u.at
FROM amendment a
JOIN journal j ON j.id = a.journal_id
LEFT JOIN visit v ON v.id = j.visit_id
LEFT JOIN journal u ON u.id = j.undoes
WHERE a.day = ? AND a.room_id = ? AND a.journal_id > ?
ORDER BY j.id
"""
_OF_THE_VISIT, _OWN = ("v.ticket", "v.day", "v.room_id"), ("NULL", "t.day", "t.room_id")
# Whose a row is, of which room's day, and what names it; as `store.touched` sees rooms and days.
_ROWS: Mapping[str, tuple[str, str, str, str, str]] = {
    "visit": ("t.ticket", "t.day", "t.room_id", "''", "''"),
    "queue_entry": ("v.ticket", "t.day", "t.room_id", "''", "''"),
    "stay": ("v.ticket", "t.day", "v.room_id", "t.location", "t.location"),
    "companion": (*_OF_THE_VISIT, "''", "''"),
    "promise": (*_OF_THE_VISIT, "''", "''"),
    "settlement": (*_OF_THE_VISIT, "''", "''"),
    "triage": (*_OF_THE_VISIT, "''", "''"),
    "order_slip": ("v.ticket", "t.day", "v.room_id", "t.number", "t.number"),
    "order_item": ("v.ticket", "t.day", "v.room_id", "t.name_zh", "t.name_en"),
    "watch": ("v.ticket", "t.day", "t.room_id", "t.protocol", "t.protocol"),
    "watch_round": (*_OF_THE_VISIT, "COALESCE(t.number, '')", "COALESCE(t.number, '')"),
    "doctor_call": (*_OF_THE_VISIT, "''", "''"),
    "handover": (*_OF_THE_VISIT, "''", "''"),
    "task_record": (*_OWN, "t.title", "t.title"),
    "supply_entry": (*_OWN, "t.code", "t.code"),
    "incident": ("v.ticket", "t.day", "t.room_id", "''", "''"),
    "flow_event": (*_OF_THE_VISIT, "''", "''"),
    "day_remark": (*_OWN, "''", "''"),
}
_NO_VISIT = frozenset({"task_record", "supply_entry", "day_remark"})


class JournalledAmendment(NamedTuple):
    """A journal row that changed a signed day; `undone` is what it took back, and when that was done."""

    number: int
    at: datetime
    actor: str
    deed: str
    reason: str
    changes: list[Change]
    ticket: str
    undone: tuple[str, datetime] | None


class NamedRow(NamedTuple):
    """What a row is called, in both languages; whose it is, and of which room's day."""

    ticket: str
    day: str
    room_id: int
    name_zh: str
    name_en: str


def amendments(
    connection: sqlite3.Connection, on: date, room_id: int, after: int
) -> list[JournalledAmendment]:
    """The journal rows after this one that changed the room's day, in order."""
    with in_words():
        rows = connection.execute(_AMENDMENTS, (on.isoformat(), room_id, after)).fetchall()
    return [
        JournalledAmendment(
            number, instant(at), actor, deed, reason, changes_from_text(changes), ticket or "",
            (undone, instant(undone_at)) if undone else None,
        )
        for number, at, actor, deed, reason, changes, ticket, undone, undone_at in rows
    ]  # fmt: skip


def named_rows(connection: sqlite3.Connection, table: str, ids: Collection[int]) -> dict[int, NamedRow]:
    """What these rows of a table are called; none of a table whose rows are part of no day."""
    if table not in _ROWS:
        return {}
    join = "" if table in _NO_VISIT | {"visit"} else "LEFT JOIN visit v ON v.id = t.visit_id"
    ticket, day, room, name_zh, name_en = _ROWS[table]
    query = (
        f"WITH {listed('wanted', 'id')} SELECT t.id, {ticket}, {day}, {room}, {name_zh}, {name_en}"
        f" FROM wanted JOIN {table} t ON t.id = wanted.id {join}"
    )
    with in_words():
        rows = connection.execute(query, {"wanted": json.dumps([[one] for one in ids])}).fetchall()
    return {
        number: NamedRow(ticket or "", day, room_id, f"{zh}", f"{en}")
        for number, ticket, day, room_id, zh, en in rows
    }
