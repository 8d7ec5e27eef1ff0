"""Reading the journal, and what of it can be undone or redone."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, NamedTuple

from assistant_tui.domain.clock import instant
from assistant_tui.readmodels.journal import ChangeRow, JournalRow
from assistant_tui.store.failures import in_words
from assistant_tui.store.journal import changes_from_text

# A row is undone when an undo of it stands, that is, when that undo is not itself redone.
_UNDONE = """EXISTS (SELECT 1 FROM journal u WHERE u.undoes = {row}.id
                AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.undoes = u.id))"""
_ROWS = f"""
SELECT j.id, j.at, j.action, j.actor, j.room_id, j.visit_id, j.patient_id, v.ticket, j.reason, j.undoes,
       {_UNDONE.format(row="j")}, j.changes, j.hash
FROM journal j LEFT JOIN visit v ON v.id = j.visit_id
"""
_CHANGED = "j.changes <> '[]' AND j.room_id = ? AND j.day = ? AND j.actor = ?"
# Large ones are taken back by their number only; that an alert was heard is nothing to take back, and what
# the doctor has signed stays signed.
_LEFT_ALONE = "'undo', 'redo', 'set-up', 'import-patients', 'import-flow', 'acknowledge', 'sign-day'"
_LAST_TO_UNDO = f"""
SELECT MAX(j.id) FROM journal j
WHERE {_CHANGED} AND j.action NOT IN ({_LEFT_ALONE})
  AND NOT {_UNDONE.format(row="j")}
"""
_LAST_TO_REDO = f"""
SELECT MAX(j.id) FROM journal j
WHERE {_CHANGED} AND j.action = 'undo'
  AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.undoes = j.id)
  AND NOT EXISTS (SELECT 1 FROM journal n WHERE n.id > j.id AND n.room_id = j.room_id AND n.actor = j.actor
                  AND n.changes <> '[]'
                  AND n.action NOT IN ('undo', 'redo', 'acknowledge'))
"""


class Action(NamedTuple):
    """A journal row in short: what was done, by whom, and about which visit, if about one."""

    number: int
    action: str
    actor: str
    visit_id: int | None


def actions_since(connection: sqlite3.Connection, number: int) -> list[Action]:
    """What was done after the journal row of that number, in order."""
    with in_words():
        rows = connection.execute(
            "SELECT id, action, actor, visit_id FROM journal WHERE id > ? ORDER BY id", (number,)
        )
        return [Action(*row) for row in rows]


def last_to_undo(connection: sqlite3.Connection, room_id: int, on: date, actor: str) -> int | None:
    """The number of this person's last action of the day in the room that is not undone."""
    return _number(connection, _LAST_TO_UNDO, room_id, on, actor)


def last_to_redo(connection: sqlite3.Connection, room_id: int, on: date, actor: str) -> int | None:
    """The number of the undo that a redo would take back: this person's last, if she did nothing after it."""
    return _number(connection, _LAST_TO_REDO, room_id, on, actor)


def _number(connection: sqlite3.Connection, statement: str, room_id: int, on: date, actor: str) -> int | None:
    with in_words():
        found = connection.execute(statement, (room_id, on.isoformat(), actor)).fetchone()[0]
    return None if found is None else int(found)


def journal_row(connection: sqlite3.Connection, number: int) -> JournalRow | None:
    """One row, or None."""
    rows = _read(connection, "WHERE j.id = ?", number)
    return rows[0] if rows else None


def journal_rows(connection: sqlite3.Connection, limit: int) -> tuple[JournalRow, ...]:
    """The newest rows first."""
    return _read(connection, "ORDER BY j.id DESC LIMIT ?", limit)


def journal_of_visit(connection: sqlite3.Connection, visit_id: int) -> tuple[JournalRow, ...]:
    """What was done in a visit, in order."""
    return _read(connection, "WHERE j.visit_id = ? ORDER BY j.id", visit_id)


def _read(connection: sqlite3.Connection, rest: str, value: int) -> tuple[JournalRow, ...]:
    with in_words():
        return tuple(_row(row) for row in connection.execute(_ROWS + rest, (value,)))


def _row(row: tuple[Any, ...]) -> JournalRow:
    (
        number,
        at,
        action,
        actor,
        room_id,
        visit_id,
        patient_id,
        ticket,
        reason,
        undoes,
        undone,
        changes,
        link,
    ) = row
    return JournalRow(
        number,
        instant(at),
        action,
        actor,
        room_id,
        visit_id,
        patient_id,
        ticket,
        reason,
        undoes,
        bool(undone),
        tuple(
            ChangeRow(
                change.table,
                change.row_id,
                None if change.before is None else dict(change.before),
                dict(change.after),
            )
            for change in changes_from_text(changes)
        ),
        link,
    )
