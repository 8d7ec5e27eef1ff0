"""Bringing an older file up to this program's schema: after a backup, in one transaction, or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from assistant_tui.domain.saying import say
from assistant_tui.store.backup import copy_to
from assistant_tui.store.connect import connect, schema_of
from assistant_tui.store.engine import engine_over
from assistant_tui.store.failures import StoreError, in_words

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(
    path: Path, connection: sqlite3.Connection, *, migrations: Path = MIGRATIONS, to: str = "head"
) -> Path:
    """Migrate the open file to the newest schema; answers the backup made before.

    Raises StoreError when the backup or a step fails: the file is then as it was.
    """
    connection.execute("PRAGMA foreign_keys = OFF")  # SQLite rebuilds a table to alter it
    try:
        # The write lock comes first: nobody writes, or upgrades too, between the copy and the steps.
        with in_words(), engine_over(connection).connect() as sqlalchemy, sqlalchemy.begin():
            backup = _copy_before(path, schema_of(connection))
            try:
                run_steps(sqlalchemy, migrations, to)
                _require_sound(connection)
            except Exception as error:
                raise _not_upgraded(backup, error) from error
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return backup


def run_steps(connection: Connection, migrations: Path = MIGRATIONS, to: str = "head") -> None:
    """Run the steps that are due, within the transaction that is open on the connection."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _copy_before(path: Path, version: str) -> Path:
    backup = path.with_name(f"{path.stem}-before-{version}-upgrade{path.suffix}")
    with closing(connect(path, read_only=True)) as reader:
        copy_to(reader, backup)
    return backup


def _require_sound(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError(say("A row points to one that does not exist"))


def _not_upgraded(backup: Path, error: Exception) -> StoreError:
    return StoreError(
        say(
            "The file could not be brought up to date and is as it was ({error}). A copy is at {backup}",
            error=(str(error) or type(error).__name__).splitlines()[0],
            backup=backup,
        )
    )
