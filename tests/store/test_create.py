"""A new file: whole or not at all, private, and never in the place of another."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant_tui.services.context import Context
from assistant_tui.store import backup
from assistant_tui.store import create as creating
from assistant_tui.store.connect import connect
from assistant_tui.store.create import create
from assistant_tui.store.database import Database
from assistant_tui.store.failures import StoreError
from assistant_tui.store.files import put_in_place, unused
from tests.factory import register

AT = datetime(2026, 11, 21, 1, tzinfo=UTC)
posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX knows them")


def make(path: Path) -> None:
    create(path, at=AT, facts={"pack": "general", "demo": "1"}).close()


def test_a_new_file_knows_its_facts_and_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "clinic.db"
    make(path)
    with closing(Database.open(path)) as database:
        assert database.is_demo
        assert database.meta("pack") == "general"
        assert database.meta("created_at") == "2026-11-21T01:00:00+00:00"
        assert database.meta("nothing") is None
    assert [found.name for found in path.parent.iterdir()] == ["clinic.db"]


def test_the_file_is_kept_durable_and_guarded(ctx: Context) -> None:
    with closing(Database.open(ctx.database.path)) as database:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        assert [database.raw.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == ["wal", 2, 1, 5000]


@pytest.mark.parametrize("name", ["clinic.db", "clinic.db-wal", "clinic.db-shm"])
def test_what_is_there_already_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"something")
    with pytest.raises(StoreError, match=f"There is a file at .*{name} already"):
        make(tmp_path / "clinic.db")
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [(name, b"something")]


def test_a_file_that_appears_meanwhile_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clinic.db"
    build: Callable[..., None] = creating._build

    def slowly(*args: object) -> None:
        build(*args)
        path.write_bytes(b"another program's")

    monkeypatch.setattr(creating, "_build", slowly)
    with pytest.raises(StoreError, match="There is a file at"):
        make(path)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [
        ("clinic.db", b"another program's")
    ]


def test_without_hard_links_a_file_still_gets_its_name_and_takes_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    built, target = tmp_path / "built", tmp_path / "target"
    built.write_bytes(b"new")
    put_in_place(built, target)
    assert target.read_bytes() == b"new"
    assert not built.exists()
    built.write_bytes(b"newer")
    with pytest.raises(FileExistsError):
        put_in_place(built, target)
    assert target.read_bytes() == b"new"


def test_building_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(creating, "_build", fail)
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "clinic.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file" / "clinic.db", tmp_path / "file" / "below" / "clinic.db"):
        with pytest.raises(StoreError, match="cannot be made"):
            make(path)


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@posix_only
def test_only_this_user_may_read_the_file_its_companions_and_its_backups(
    ctx: Context, tmp_path: Path
) -> None:
    before = os.umask(0o022)
    try:
        folder = tmp_path / "data" / "clinic"
        make(folder / "clinic.db")
        assert (mode(folder), mode(folder / "clinic.db")) == ("0o700", "0o600")
        (folder / "clinic.db").chmod(0o644)
        with closing(Database.open(folder / "clinic.db")) as database:
            database.raw.execute("UPDATE meta SET value = 'x'")
            companions = ("clinic.db", "clinic.db-wal", "clinic.db-shm")
            assert {found.name: mode(found) for found in folder.iterdir()} == dict.fromkeys(
                companions, "0o600"
            )
        register(ctx)
        made = backup.back_up(ctx.reading, ctx.database.path, tmp_path / "backups", now=AT)
        assert (mode(made.path.parent), mode(made.path)) == ("0o700", "0o600")
    finally:
        os.umask(before)


@posix_only
def test_a_copy_is_private_before_anything_is_in_it(
    ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    copy: Callable[..., None] = backup._copy

    def looking(connection: sqlite3.Connection, target: Path) -> None:
        seen.append(mode(target))
        copy(connection, target)

    monkeypatch.setattr(backup, "_copy", looking)
    before = os.umask(0o022)
    try:
        backup.copy_to(ctx.reading, tmp_path / "copy.db")
    finally:
        os.umask(before)
    assert seen == ["0o600"]


def test_names_count_on_until_one_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert unused(path) == path
    path.touch()
    (tmp_path / "a-2.db").touch()
    assert unused(path) == tmp_path / "a-3.db"


def test_another_connection_s_writing_is_noticed_and_one_s_own_is_not(ctx: Context) -> None:
    before = ctx.database.changes_of_others()
    register(ctx)
    assert ctx.database.changes_of_others() == before
    with closing(connect(ctx.database.path)) as other:
        other.execute("UPDATE meta SET value = 'x' WHERE name = 'pack'")
    assert ctx.database.changes_of_others() != before
