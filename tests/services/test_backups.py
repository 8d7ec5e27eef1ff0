"""Backups while the program is used."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.backups import back_up, back_up_file, due, last_backup
from assistant_tui.services.context import Context
from assistant_tui.store.database import Database
from assistant_tui.store.failures import StoreError
from tests.conftest import NINE, ZONE
from tests.factory import register


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, True),
        (NINE, False),
        (NINE - timedelta(minutes=29, seconds=59), False),
        (NINE - timedelta(minutes=30), True),
        (NINE - timedelta(days=3), True),
        (NINE + timedelta(seconds=1), True),
    ],
)
def test_a_backup_is_due_every_half_hour_and_after_the_clock_was_set_back(
    last: datetime | None, expected: bool
) -> None:
    assert due(last, NINE) is expected


def test_a_backup_holds_what_was_done_until_then(ctx: Context, clock: FixedClock, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert last_backup(ctx.database.path, folder) is None
    register(ctx, "王芳")
    made = back_up(ctx, folder)
    register(ctx, "李强")
    assert last_backup(ctx.database.path, folder) == made.at == clock.now()
    copy = Database.open(made.path)
    assert copy.raw.execute("SELECT name FROM patient").fetchall() == [("王芳",)]
    copy.close()


def test_a_worker_backs_up_over_its_own_connection_while_others_write(ctx: Context, tmp_path: Path) -> None:
    made: list[Path] = []
    worker = threading.Thread(
        target=lambda: made.append(back_up_file(ctx.database.path, tmp_path / "b", now=NINE, zone=ZONE).path)
    )
    worker.start()
    for number in range(20):
        register(ctx, f"病人{number}")
    worker.join()
    assert list(services.checking.check(made[0])) == []


def test_a_folder_that_cannot_be_made_is_said(ctx: Context, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError):
        back_up(ctx, tmp_path / "file" / "backups")
