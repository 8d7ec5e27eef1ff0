"""The disk is full under the running program: refused with words, what was typed is kept, work goes on.

`tests/store/test_failures.py` shows the same of the services and `tests/screens/test_desk.py` of the desk,
with a limit inside SQLite; here it is the operating system that refuses.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.services.checking import check
from assistant_tui.services.context import Context
from assistant_tui.store.backup import back_up, backups_of
from assistant_tui.store.failures import StoreError
from tests.conftest import NINE
from tests.faults.proof import assert_rows_are_as_journalled
from tests.faults.work import opened
from tests.screens.conftest import english, settled
from tests.screens.seeing import said, strike, text_of, write

__all__ = ["english"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and mounts as POSIX knows them")

TMPFS_BYTES = 2 << 20
TYPED = "王芳 女34 13800001111"

Full = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def limited(new_file: Path, tmp_path: Path) -> Iterator[tuple[Context, Full]]:
    """EFBIG: no file of this process may grow past the size that the log has."""
    import resource  # noqa: PLC0415 - not on Windows

    path = tmp_path / "clinic.db"
    shutil.copy(new_file, path)
    ctx = opened(path)
    ctx.reading.execute("PRAGMA wal_autocheckpoint = 0")
    log = path.with_name(path.name + "-wal")

    @contextmanager
    def full() -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 100, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, before)

    yield ctx, full
    ctx.database.close()


@pytest.fixture
def crowded(new_file: Path, tmp_path: Path) -> Iterator[tuple[Context, Full]]:
    """ENOSPC: the file lies on a small tmpfs, which something else fills to the last byte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS_BYTES}", "tmpfs", str(disk)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if done.returncode:
        pytest.skip(f"a small tmpfs may not be mounted here: {done.stderr.strip()}")
    try:
        path = disk / "clinic.db"
        shutil.copy(new_file, path)
        ctx = opened(path)

        @contextmanager
        def full() -> Iterator[None]:
            filler = disk / "filler"
            with filler.open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass
            try:
                yield
            finally:
                filler.unlink()

        yield ctx, full
        ctx.database.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture(params=["limited", "crowded"])
def disk(request: pytest.FixtureRequest) -> tuple[Context, Full]:
    """A workstation, and what fills its disk for as long as a block lasts."""
    answer: tuple[Context, Full] = request.getfixturevalue(request.param)
    return answer


async def test_registering_on_a_full_disk_keeps_what_was_typed_until_there_is_room(
    disk: tuple[Context, Full], tmp_path: Path, english: str
) -> None:
    ctx, full = disk
    app = Workstation(settled(tmp_path, ctx.database.path), ctx, ctx.clock)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await strike(pilot, "f2")
        await write(pilot, TYPED)
        with full():
            await strike(pilot, "enter")
            assert "Make room" in text_of(app) or "could not be written" in text_of(app)
            assert TYPED in text_of(app)
            assert services.board.read(ctx).inside == ()
        await strike(pilot, "enter")
        assert [visit.name for visit in services.board.read(ctx).inside] == ["王芳"]
        with full():
            await strike(pilot, "f5")
            assert "nothing was changed" in said(app)[-1]
            assert services.board.read(ctx).called is None
        await strike(pilot, "f5")
        assert services.board.read(ctx).called
    assert list(check(ctx.database.path)) == []
    assert_rows_are_as_journalled(ctx.reading)


def test_a_backup_that_finds_no_room_says_so_and_leaves_the_older_ones(crowded: tuple[Context, Full]) -> None:
    ctx, full = crowded
    path = ctx.database.path
    folder = path.parent / "backups"
    first = back_up(ctx.reading, path, folder, now=NINE)
    with full(), pytest.raises(StoreError):
        back_up(ctx.reading, path, folder, now=ctx.now())
    assert backups_of(path, folder) == [first]
    assert list(folder.glob(".*")) == []
    assert list(check(first.path)) == []
