"""SQLite's own checks of a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant_tui.store.connect import BUSY_MILLISECONDS

_SOUND = "ok"


def broken_pages(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with pages, indexes, unique and NOT NULL columns, in SQLite's words."""
    return _lines(connection, "PRAGMA integrity_check")


def broken_constraints(path: Path) -> Iterator[str]:
    """Tables whose rows break a CHECK constraint; for a file whose pages are sound.

    SQLite does not even read the CHECK constraints of a file that is opened read-only (as of 3.40), so this
    is a connection that could write, but for `query_only`.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA query_only = ON")
        yield from _lines(connection, "PRAGMA quick_check")


def missing_targets(connection: sqlite3.Connection) -> Iterator[tuple[str, int, str]]:
    """Table, row and target table of every foreign key that points to no row."""
    for table, row, target, _ in connection.execute("PRAGMA foreign_key_check"):
        yield table, row, target


def missing_columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Table and column of everything that this program's tables have and the file's do not."""
    from sqlmodel import SQLModel  # noqa: PLC0415 - for a check only, not for a backup

    from assistant_tui.store import tables  # noqa: PLC0415

    assert tables.JOURNALLED  # importing the tables is what fills SQLModel.metadata
    for name, table in SQLModel.metadata.tables.items():
        found = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        for column in sorted(set(table.columns.keys()) - found):
            yield name, column


def _lines(connection: sqlite3.Connection, statement: str) -> Iterator[str]:
    for (answer,) in connection.execute(statement):
        if answer != _SOUND:
            yield from str(answer).splitlines()
