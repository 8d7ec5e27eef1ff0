"""Whether the rows of the tables are what the journal says they became."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from assistant_tui.store.failures import in_words
from assistant_tui.store.journal import Image, changes_from_text

_AT_ONCE = 20_000
"""Rows remembered before they are written to a temporary file: memory stays flat."""


def rows_unlike_journal(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Table and number of every row that is missing, or has a column unlike what the journal last gave it.

    Rows that the journal never speaks of are passed over. Raises StoreError when the file cannot be read.
    """
    with closing(sqlite3.connect("")) as told, in_words():  # a temporary file, gone when closed
        told.execute("CREATE TABLE told (name, row, facts, PRIMARY KEY (name, row)) WITHOUT ROWID")
        latest: dict[tuple[str, int], Image] = {}
        for (text,) in connection.execute("SELECT changes FROM journal ORDER BY id"):
            for change in changes_from_text(text):
                latest.setdefault((change.table, change.row_id), {}).update(change.after)
            if len(latest) > _AT_ONCE:
                _remember(told, latest)
        _remember(told, latest)
        yield from _unlike(connection, told)


def _remember(told: sqlite3.Connection, latest: dict[tuple[str, int], Image]) -> None:
    for (name, row), facts in latest.items():
        before = told.execute("SELECT facts FROM told WHERE name = ? AND row = ?", (name, row)).fetchone()
        known = json.loads(before[0]) if before else {}
        told.execute("REPLACE INTO told VALUES (?, ?, ?)", (name, row, json.dumps(known | facts)))
    latest.clear()


def _unlike(connection: sqlite3.Connection, told: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name, row, facts in told.execute("SELECT name, row, facts FROM told ORDER BY name, row"):
        expected = json.loads(facts)
        expected.pop("version", None)  # counted up by every change, named by the first only
        if name not in tables or _present(connection, name, row, list(expected)) != list(expected.values()):
            yield name, row


def _present(connection: sqlite3.Connection, table: str, row: int, columns: list[str]) -> list[object] | None:
    listed = ", ".join(f'"{column}"' for column in columns)
    found = connection.execute(f'SELECT {listed} FROM "{table}" WHERE id = ?', (row,)).fetchone()  # noqa: S608
    return None if found is None else list(found)
