"""What can go wrong with the file: said in words, with nothing changed and the connection still of use."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import ConflictError, RuleError
from assistant_tui.pack.load import load
from assistant_tui.services.context import Context
from assistant_tui.store.connect import connect
from assistant_tui.store.database import Database
from assistant_tui.store.failures import (
    DamagedError,
    NoDatabaseError,
    StoreError,
    as_store_error,
    in_words,
)
from assistant_tui.store.journal import broken_links
from assistant_tui.store.tables import Room
from tests.conftest import NINE, ZONE
from tests.factory import register
from tests.store.looking import contents

ROOT = Path(__file__).parents[2]
posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX knows them")


def assert_nothing_changed_and_usable(ctx: Context, before: dict[str, list[tuple[object, ...]]]) -> None:
    assert not ctx.reading.in_transaction
    assert contents(ctx.reading) == before
    register(ctx, "曾敏")
    assert list(broken_links(ctx.reading)) == []


@contextmanager
def full_disk(ctx: Context) -> Iterator[None]:
    """The file may not grow by a single page."""
    ctx.reading.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = ctx.reading.execute("PRAGMA page_count").fetchone()[0]
    ctx.reading.execute(f"PRAGMA max_page_count = {pages}")
    yield
    ctx.reading.execute("PRAGMA max_page_count = 1000000")


def register_until_refused(ctx: Context) -> tuple[str, dict[str, list[tuple[object, ...]]]]:
    """What the refusal says, and what the file held before it."""
    for _ in range(200):
        before = contents(ctx.reading)
        try:
            register(ctx, "王芳" * 40)
        except StoreError as error:
            return str(error), before
    raise AssertionError("the disk never was full")


def test_a_full_disk_takes_the_action_back_and_says_so(ctx: Context) -> None:
    with full_disk(ctx):
        said, before = register_until_refused(ctx)
    assert said == "The disk is full. Make room, then do it again; nothing was changed"
    assert_nothing_changed_and_usable(ctx, before)


@posix_only
def test_a_log_that_may_not_grow_takes_the_action_back_and_says_so(ctx: Context) -> None:
    ctx.database.close()
    program = f"""
from pathlib import Path
from tests.store.test_failures import fill_up
fill_up(Path({str(ctx.database.path)!r}))
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def fill_up(path: Path) -> None:
    """In a process of its own, for its limit holds for all: act until the log may not grow, then go on."""
    import resource  # noqa: PLC0415 - not on Windows

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    pack = load(ROOT / "data" / "packs" / "general")
    ctx = services.setup.open_desk(
        Database.open(path), pack, assistant="李敏", clock=FixedClock(NINE), zone=ZONE
    )
    ctx.reading.execute("PRAGMA wal_autocheckpoint = 0")
    register(ctx)
    log = path.with_name(path.name + "-wal")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for more in (1, 4097, 8000):  # in the middle of a frame, of a page, of a commit
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + more, most))
        said, before = register_until_refused(ctx)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        assert "nothing was changed" in said, said
        assert_nothing_changed_and_usable(ctx, before)
    ctx.database.close()
    assert [str(finding.saying) for finding in services.checking.check(path)] == []


def test_a_commit_that_fails_is_rolled_back_whole(ctx: Context) -> None:
    register(ctx)
    before = contents(ctx.reading)
    with ctx.work(Deed.SET_UP) as work:
        # A deferred foreign key is looked at by COMMIT itself, which then leaves the transaction open.
        ctx.reading.execute("PRAGMA defer_foreign_keys = ON")
        work.add(Room(code="9", name="9", doctor_id=999))
        with pytest.raises(ConflictError):
            work.commit()
        assert ctx.reading.in_transaction
    assert_nothing_changed_and_usable(ctx, before)


def test_a_file_that_another_program_is_writing_says_to_try_again(ctx: Context) -> None:
    register(ctx)
    ctx.reading.execute("PRAGMA busy_timeout = 20")
    before = contents(ctx.reading)
    with closing(connect(ctx.database.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Another program is writing"):
            register(ctx)
        assert not ctx.reading.in_transaction
        assert services.board.read(ctx).line
        other.execute("ROLLBACK")
    assert_nothing_changed_and_usable(ctx, before)


def test_a_connection_that_may_only_read_refuses_actions_in_words(ctx: Context) -> None:
    register(ctx)
    before = contents(ctx.reading)
    ctx.reading.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="read-only"):
        register(ctx)
    ctx.reading.execute("PRAGMA query_only = OFF")
    assert_nothing_changed_and_usable(ctx, before)


OPEN = """
import os, sys
from pathlib import Path
from assistant_tui.store.database import Database
from assistant_tui.store.failures import StoreError
if os.geteuid() == 0:
    os.seteuid(65534)  # root may read and write everything
try:
    database = Database.open(Path(sys.argv[1]))
    print(database.meta("demo"))
except StoreError as error:
    print(type(error).__name__, error)
"""


def said_on_opening(path: Path) -> str:
    """What a user who is not root is told."""
    command = [sys.executable, "-c", OPEN, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


@posix_only
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "said"),
    [
        (0o000, 0o755, "cannot be read: Permission denied"),
        (0o444, 0o555, "read-only"),
        (0o444, 0o755, "read-only"),
        (0o600, 0o000, "cannot be read: Permission denied"),
    ],
)
def test_a_file_or_folder_without_permission_is_said_in_words(
    ctx: Context, file_mode: int, folder_mode: int, said: str
) -> None:
    ctx.database.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "clinic.db"
        shutil.copy(ctx.database.path, path)
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        try:
            assert said in said_on_opening(path)
        finally:
            folder.chmod(0o700)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (None, NoDatabaseError),
        (b"", DamagedError),
        (b"%PDF-1.7 and so on", DamagedError),
        (b"SQLite format 3\x00", DamagedError),
        (b"SQLite format 3\x00" + b"\xff" * 8000, DamagedError),
    ],
    ids=["missing", "empty", "foreign", "cut off", "damaged"],
)
def test_what_is_no_database_of_ours_is_left_as_it_is(
    tmp_path: Path, content: bytes | None, kind: type[StoreError]
) -> None:
    path = tmp_path / "clinic.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(kind):
        Database.open(path)
    assert path.exists() == (content is not None)
    assert content is None or path.read_bytes() == content


def test_a_folder_in_its_place_is_not_taken_for_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read") as caught:
        Database.open(tmp_path)
    assert not isinstance(caught.value, NoDatabaseError)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.commit()
    with pytest.raises(DamagedError, match="not a database of this program"):
        Database.open(path)


def test_a_closed_file_is_an_error_in_words(ctx: Context) -> None:
    ctx.database.close()
    with pytest.raises(RuleError, match="cannot be used"):
        services.board.read(ctx)


def test_words_come_by_result_code_and_anything_else_speaks_for_itself() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert "disk is full" in str(as_store_error(full))
    extended = sqlite3.OperationalError("disk I/O error")
    extended.sqlite_errorcode = 778  # SQLITE_IOERR_WRITE
    assert "could not be written" in str(as_store_error(extended))
    assert "no such thing" in str(as_store_error(sqlite3.OperationalError("no such thing")))


def test_what_is_no_database_error_passes_through() -> None:
    with pytest.raises(KeyError), in_words():
        raise KeyError("a bug")
