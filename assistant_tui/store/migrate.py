"""Bringing an older file up to this program's schema: after a backup, in one transaction, or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import exc

from assistant_tui.domain.saying import RuleError, say
from assistant_tui.store.backup import copy_to
from assistant_tui.store.connect import schema_of
from assistant_tui.store.engine import engine_over
from assistant_tui.store.failures import StoreError, in_words

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(
    path: Path, connection: sqlite3.Connection, *, migrations: Path = MIGRATIONS, to: str = "head"
) -> Path:
    """Migrate the open file to the newest schema; answers the backup made before.

    Raises StoreError when a step fails: the file is then as it was.
    """
    before = schema_of(connection)
    backup = path.with_name(f"{path.stem}-before-{before}-upgrade{path.suffix}")
    copy_to(connection, backup)
    config = Config()
    config.set_main_option("script_location", str(migrations))
    connection.execute("PRAGMA foreign_keys = OFF")  # SQLite rebuilds a table to alter it
    try:
        with in_words(), engine_over(connection).connect() as sqlalchemy, sqlalchemy.begin():
            config.attributes["connection"] = sqlalchemy
            command.upgrade(config, to)
            _require_sound(connection)
    except RuleError as error:
        raise _not_upgraded(backup, error) from error
    except (exc.SQLAlchemyError, sqlite3.Error) as error:
        raise _not_upgraded(backup, error) from error
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return backup


def _require_sound(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError(say("A row points to one that does not exist"))


def _not_upgraded(backup: Path, error: Exception) -> StoreError:
    return StoreError(
        say(
            "The file could not be brought up to date and is as it was ({error}). A copy is at {backup}",
            error=str(error).splitlines()[0],
            backup=backup,
        )
    )
