"""Making a new file: all tables, the schema version and its first rows, before it has its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from sqlmodel import SQLModel

from assistant_tui.domain.saying import say
from assistant_tui.store.connect import APPLICATION_ID, SCHEMA, connect
from assistant_tui.store.database import Database
from assistant_tui.store.engine import engine_over
from assistant_tui.store.failures import StoreError, in_words, making
from assistant_tui.store.files import begin_private, building_name, companions, discard, put_in_place
from assistant_tui.store.tables import JOURNALLED, Meta

# As Alembic itself would make it.
_ALEMBIC_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)
"""

assert JOURNALLED  # importing the tables is what fills SQLModel.metadata


def create(
    path: Path,
    *,
    at: datetime,
    facts: Mapping[str, str],
    first: Callable[[Database], object] = lambda _: None,
) -> Database:
    """Make a new file with these facts in `meta`, and what `first` writes into it; answers it open.

    The file appears whole or not at all: it is built beside its place and then given its name. Raises
    StoreError when something is there already or the folder cannot be written.
    """
    building = building_name(path)
    with making(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with making(path):
            for name in (path, *companions(path)):  # SQLite would take an orphaned log for the new file's own
                if name.exists():
                    raise _in_the_way(name)
            begin_private(building)
            _build(building, {"created_at": at.isoformat(), **facts}, first)
            try:
                put_in_place(building, path)
            except FileExistsError:
                raise _in_the_way(path) from None
    finally:
        discard(building)
    return Database.open(path)


def _in_the_way(path: Path) -> StoreError:
    return StoreError(say("There is a file at {path} already. It was left as it is", path=path))


def _build(path: Path, facts: Mapping[str, str], first: Callable[[Database], object]) -> None:
    raw = connect(path)
    try:
        with in_words(), engine_over(raw).connect() as connection:
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            with connection.begin():
                SQLModel.metadata.create_all(connection)
                connection.exec_driver_sql(_ALEMBIC_TABLE)
                connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (SCHEMA,))
                rows = [{"name": name, "value": value} for name, value in facts.items()]
                connection.execute(SQLModel.metadata.tables[str(Meta.__tablename__)].insert(), rows)
        first(Database(path, raw))
    finally:
        raw.close()
