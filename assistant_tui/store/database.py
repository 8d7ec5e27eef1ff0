"""An open file: one connection for reading and, once something is written, an engine over the same one."""

from __future__ import annotations

import sqlite3
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant_tui.store.connect import SCHEMA, connect, require_database, require_sound
from assistant_tui.store.failures import in_words
from assistant_tui.store.files import keep_private

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Database:
    """The clinic's file, open. Use one per thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.raw = connection
        self.raw.row_factory = None

    @classmethod
    def open(cls, path: Path) -> Database:
        """Open an existing file, bringing an older one up to date first (after a backup, all or nothing).

        Raises NoDatabaseError, DamagedError, NewerError or StoreError, each saying what to do.
        """
        require_database(path)
        version = require_sound(path)
        connection = connect(path)
        try:
            if version != SCHEMA:
                from assistant_tui.store.migrate import upgrade  # noqa: PLC0415 - Alembic only when one is due

                upgrade(path, connection)
        except BaseException:
            connection.close()
            raise
        keep_private(path)
        return cls(path, connection)

    @cached_property
    def writing(self) -> Connection:
        """A SQLAlchemy connection over the same sqlite3 connection; its transactions begin IMMEDIATE."""
        from assistant_tui.store.engine import engine_over  # noqa: PLC0415 - SQLAlchemy after the first frame

        return engine_over(self.raw).connect()

    def changes_of_others(self) -> int:
        """A number that is another one after any other connection has written (`PRAGMA data_version`)."""
        with in_words():
            return int(self.raw.execute("PRAGMA data_version").fetchone()[0])

    def meta(self, name: str) -> str | None:
        """A fact about the file, or None."""
        with in_words():
            row = self.raw.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def is_demo(self) -> bool:
        """Made by the demo: never real data."""
        return self.meta("demo") == "1"

    def close(self) -> None:
        """Close; the log is folded into the file by SQLite."""
        if "writing" in self.__dict__:
            self.writing.close()
        self.raw.close()
