"""A damaged file at the screens: said in words before or after the first frame, never a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant_tui import app as application
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import RuleError
from assistant_tui.store.backup import back_up
from assistant_tui.store.failures import DamagedError
from tests.conftest import NINE
from tests.faults.work import opened
from tests.screens.conftest import english, settled
from tests.screens.seeing import said, settle

__all__ = ["english"]

PAGE = 4096


@pytest.fixture
def large_and_damaged(worn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that counts as too large to be checked on opening; an index that no board reads is noise."""
    ctx = opened(worn)
    back_up(ctx.reading, worn, tmp_path / "backups", now=NINE)
    (root,) = ctx.reading.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'journal_by_day'"
    ).fetchone()
    ctx.database.close()
    with worn.open("r+b") as file:
        file.seek((root - 1) * PAGE)
        file.write(bytes([0x5A]) * PAGE)
    monkeypatch.setattr("assistant_tui.store.connect.QUICKLY_CHECKED_BYTES", 0)
    monkeypatch.setattr("assistant_tui.app.QUICKLY_CHECKED_BYTES", 0)
    return worn


async def test_damage_in_a_large_file_is_said_after_the_first_frame(
    large_and_damaged: Path, tmp_path: Path, english: str
) -> None:
    ctx = opened(large_and_damaged)
    app = Workstation(settled(tmp_path, large_and_damaged), ctx, ctx.clock)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await app.workers.wait_for_complete()
        await settle(pilot)
        (told,) = said(app)
        assert "The file is damaged" in told
        assert f"The newest sound backup is {tmp_path / 'backups'}" in told
    ctx.database.close()


def test_a_damaged_file_refuses_to_open_before_any_screen(
    large_and_damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: str
) -> None:
    monkeypatch.setattr("assistant_tui.store.connect.QUICKLY_CHECKED_BYTES", 1 << 30)
    before = large_and_damaged.read_bytes()
    with pytest.raises(DamagedError, match="The newest sound backup is"):
        application.run(settled(tmp_path, large_and_damaged), clock=FixedClock(NINE))
    assert large_and_damaged.read_bytes() == before


async def test_a_board_that_cannot_be_read_ends_the_program_in_words(worn: Path, tmp_path: Path) -> None:
    ctx = opened(worn)
    ctx.reading.execute("ALTER TABLE stay RENAME TO gone")
    app = Workstation(settled(tmp_path, worn), ctx, ctx.clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
    assert isinstance(app.refused, RuleError)
    assert not app.crashed
    ctx.database.close()


def test_a_missing_file_is_a_question_never_a_new_file(worn: Path, tmp_path: Path) -> None:
    aside = tmp_path / "aside.db"
    shutil.move(worn, aside)
    with pytest.raises(RuleError, match="There is no database"):
        opened(worn)
    assert not worn.exists()
