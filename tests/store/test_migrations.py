"""Older files: brought up to date after a backup, all or nothing; newer ones refused."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from assistant_tui.store.connect import APPLICATION_ID, SCHEMA, connect, schema_of
from assistant_tui.store.database import Database
from assistant_tui.store.engine import engine_over
from assistant_tui.store.failures import NewerError, StoreError
from assistant_tui.store.migrate import MIGRATIONS, run_steps, upgrade
from tests.store.looking import contents, schema

STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{after}"


def upgrade():
{body}
"""
ADD_COLUMN = """
    with op.batch_alter_table("doctor") as doctor:
        doctor.add_column(sa.Column("title", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE doctor SET title = name")
"""
ONE_TABLE_MORE = """
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE room SET name = 'changed'")
"""

Steps = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path, new_file: Path) -> Path:
    path = tmp_path / "clinic.db"
    shutil.copy(new_file, path)
    return path


@pytest.fixture
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(file)) as connection:
        yield connection


@pytest.fixture
def with_steps(tmp_path: Path) -> Steps:
    """The program's migrations and these bodies after them, in a folder whose name needs care."""

    def write(*bodies: str) -> Path:
        folder = tmp_path / "100% steps"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        for number, body in enumerate(bodies, start=int(SCHEMA) + 1):
            text = STEP.format(number=f"{number:04d}", after=f"{number - 1:04d}", body=body)
            (folder / "versions" / f"{number:04d}_test.py").write_text(text, encoding="utf-8")
        return folder

    return write


def test_the_steps_make_the_schema_that_a_new_file_has(tmp_path: Path, opened: sqlite3.Connection) -> None:
    with closing(connect(tmp_path / "steps.db")) as raw:
        with engine_over(raw).connect() as connection, connection.begin():
            run_steps(connection)
        assert schema(raw) == schema(opened)
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA,)]


def test_the_tables_are_what_the_steps_end_with(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "steps.db")) as raw, engine_over(raw).connect() as connection:
        with connection.begin():
            run_steps(connection)
        with connection.begin():
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, SQLModel.metadata) == []


def test_the_schema_of_the_program_is_the_last_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA


def test_an_upgrade_keeps_the_rows_and_a_copy_of_the_file_before(
    file: Path, opened: sqlite3.Connection, with_steps: Steps
) -> None:
    before = contents(opened)
    backup = upgrade(file, opened, migrations=with_steps(ADD_COLUMN, ONE_TABLE_MORE))
    assert opened.execute("SELECT title FROM doctor").fetchall() == [("王主任",)]
    assert opened.execute("SELECT version_num FROM alembic_version").fetchall() == [
        (f"{int(SCHEMA) + 2:04d}",)
    ]
    assert opened.execute("PRAGMA foreign_keys").fetchone() == (1,)
    with closing(connect(backup, read_only=True)) as copy:
        assert contents(copy) == before
        assert schema_of(copy) == SCHEMA


def test_a_file_up_to_date_is_left_as_it_is(file: Path, opened: sqlite3.Connection) -> None:
    before = contents(opened), schema(opened)
    upgrade(file, opened)
    assert (contents(opened), schema(opened)) == before


@pytest.mark.parametrize(
    "failing",
    [
        "    raise KeyError('a bug')",
        "    op.execute('UPDATE nothing SET nothing = 1')",
        "    op.execute('UPDATE room SET doctor_id = 99')",
        "    op.execute('DROP TABLE promise')\n    op.execute('INSERT INTO room SELECT * FROM room')",
    ],
    ids=["bug", "wrong table", "dangling row", "constraint"],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    file: Path, opened: sqlite3.Connection, with_steps: Steps, failing: str
) -> None:
    before = contents(opened), schema(opened)
    with pytest.raises(StoreError, match=rf"is as it was .* A copy is at .*before-{SCHEMA}-upgrade"):
        upgrade(file, opened, migrations=with_steps(ADD_COLUMN, ONE_TABLE_MORE, failing))
    assert (contents(opened), schema(opened)) == before
    assert not opened.in_transaction
    assert opened.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_without_room_for_a_copy_nothing_is_upgraded(
    file: Path, opened: sqlite3.Connection, with_steps: Steps
) -> None:
    (file.parent / f"clinic-before-{SCHEMA}-upgrade.db").mkdir()
    before = contents(opened), schema(opened)
    with pytest.raises(StoreError, match="cannot be made"):
        upgrade(file, opened, migrations=with_steps(ADD_COLUMN))
    assert (contents(opened), schema(opened)) == before


def test_a_file_of_the_first_schema_gains_the_tables_of_event_logs_and_keeps_its_rows(
    tmp_path: Path, opened: sqlite3.Connection
) -> None:
    path = tmp_path / "older.db"
    with closing(connect(path)) as raw:
        with engine_over(raw).connect() as connection, connection.begin():
            run_steps(connection, to="0001")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("INSERT INTO doctor (version, voided, name) VALUES (1, 0, '王主任')")
        assert schema_of(raw) == "0001"
    with closing(Database.open(path)) as database:
        assert schema_of(database.raw) == SCHEMA
        assert database.raw.execute("SELECT name FROM doctor").fetchall() == [("王主任",)]
        assert schema(database.raw) == schema(opened)
    assert (tmp_path / "older-before-0001-upgrade.db").exists()


def test_opening_an_older_file_upgrades_it(file: Path, opened: sqlite3.Connection) -> None:
    opened.execute(
        "UPDATE alembic_version SET version_num = '0000'"
    )  # from before the first: no way leads on
    with pytest.raises(StoreError, match="could not be brought up to date"):
        Database.open(file)
    assert schema_of(opened) == "0000"


def test_a_newer_file_is_refused_and_left_alone(file: Path, opened: sqlite3.Connection) -> None:
    opened.execute("UPDATE alembic_version SET version_num = '9999'")
    before = contents(opened)
    with pytest.raises(NewerError, match="newer version of the program"):
        Database.open(file)
    assert contents(opened) == before


def test_opening_a_file_that_is_up_to_date_imports_neither_alembic_nor_sqlalchemy(file: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from assistant_tui.store.database import Database;"
        f"Database.open(Path({str(file)!r})).close();"
        "print([name for name in ('alembic', 'sqlalchemy', 'sqlmodel') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
