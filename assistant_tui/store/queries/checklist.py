"""The clinic's own tasks, and what became of tasks."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from assistant_tui.domain.duties import Phase, Task, TaskKind, TaskStatus
from assistant_tui.domain.typedtimes import time_of
from assistant_tui.domain.words import Words
from assistant_tui.domain.workdays import weekdays_of
from assistant_tui.readmodels.checklist import TaskRecordRow
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import maybe_instant

REMINDED_FOR = timedelta(days=30)
_OWN = """
SELECT code, phase, kind, name_zh, name_en, weekdays, due_from, due_by, minutes, once, retired
FROM checklist_task WHERE voided = 0 AND (once IS NULL OR once = ?) ORDER BY id
"""
_RECORDS = """
SELECT id, day, code, title, phase, status, started_at, ended_at, by, reason, note
FROM task_record WHERE {where} AND room_id = ? AND voided = 0 ORDER BY day, id
"""
_USED = "SELECT DISTINCT day FROM task_record WHERE day >= ? AND room_id = ? AND voided = 0"


def own_tasks(connection: sqlite3.Connection, on: date) -> list[Task]:
    """What the clinic has entered, new or in place of the pack's; of one-off tasks those of the day."""
    with in_words():
        return [_task(row) for row in connection.execute(_OWN, (on.isoformat(),))]


def codes_ever(connection: sqlite3.Connection) -> frozenset[str]:
    """The codes of all tasks that the clinic has or had, those taken back included."""
    with in_words():
        return frozenset(code for (code,) in connection.execute("SELECT code FROM checklist_task"))


def records_of_day(connection: sqlite3.Connection, room_id: int, on: date) -> list[TaskRecordRow]:
    """What is on record of the room's day."""
    return _records(connection, "day = ?", (on.isoformat(), room_id))


def records_of_task(
    connection: sqlite3.Connection, room_id: int, code: str, since: date
) -> list[TaskRecordRow]:
    """What is on record of one task from that day on, oldest first."""
    return _records(connection, "code = ? AND day >= ?", (code, since.isoformat(), room_id))


def days_with_records(connection: sqlite3.Connection, room_id: int, since: date) -> set[date]:
    """The days from `since` on, on which the room's checklist was used at all."""
    with in_words():
        return {to_day(row[0]) for row in connection.execute(_USED, (since.isoformat(), room_id))}


def is_used(connection: sqlite3.Connection, room_id: int, today: date) -> bool:
    """Whether the room uses the checklist: nobody is reminded of one that was not used for 30 days."""
    since = today - REMINDED_FOR
    with in_words():
        return connection.execute(f"{_USED} LIMIT 1", (since.isoformat(), room_id)).fetchone() is not None


def somebody_came(connection: sqlite3.Connection, room_id: int, on: date) -> bool:
    """Whether anybody was registered for the room on that day."""
    statement = "SELECT 1 FROM visit WHERE day = ? AND room_id = ? AND voided = 0 LIMIT 1"
    with in_words():
        return connection.execute(statement, (on.isoformat(), room_id)).fetchone() is not None


def _records(connection: sqlite3.Connection, where: str, values: tuple[object, ...]) -> list[TaskRecordRow]:
    with in_words():
        return [_record(row) for row in connection.execute(_RECORDS.format(where=where), values)]


def _task(row: Sequence[Any]) -> Task:
    code, phase, kind, name_zh, name_en, weekdays, due_from, due_by, minutes, once, retired = row
    return Task(
        code=code,
        name=Words(name_zh, name_en),
        phase=Phase(phase),
        kind=TaskKind(kind),
        weekdays=weekdays_of(weekdays) or frozenset(),
        due_from=time_of(due_from),
        due_by=time_of(due_by),
        length=None if minutes is None else timedelta(minutes=minutes),
        once=None if once is None else to_day(once),
        retired=bool(retired),
    )


def _record(row: Sequence[Any]) -> TaskRecordRow:
    number, on, code, title, phase, status, started, ended, by, reason, note = row
    return TaskRecordRow(
        number,
        to_day(on),
        code,
        title,
        Phase(phase),
        TaskStatus(status),
        maybe_instant(started),
        maybe_instant(ended),
        by,
        reason,
        note,
    )
