"""Backups: verified copies, thinned with age, and put back without losing the present file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.context import Context
from assistant_tui.store.backup import (
    ALL_FOR,
    Backup,
    back_up,
    backups_of,
    copy_to,
    newest_sound,
    restore,
    superfluous,
    verify,
)
from assistant_tui.store.connect import connect
from assistant_tui.store.database import Database
from assistant_tui.store.failures import DamagedError, NewerError, NoDatabaseError, StoreError
from tests.conftest import ZONE
from tests.factory import register
from tests.store.looking import contents

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def path_of(ctx: Context) -> Path:
    return ctx.database.path


def rows_in(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(connect(path, read_only=True)) as connection:
        return contents(connection)


def damage(path: Path) -> None:
    """Overwrite the middle of the file."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 8192)


def test_a_backup_holds_what_the_file_holds_and_is_one_file(ctx: Context, folder: Path) -> None:
    register(ctx)
    made = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    assert made.path.name == "clinic-20261121T090000Z.db"
    assert rows_in(made.path) == contents(ctx.reading)
    assert [path.name for path in folder.iterdir()] == [made.path.name]


def test_two_backups_within_a_second_are_both_kept(ctx: Context, folder: Path) -> None:
    first = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    register(ctx)
    second = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    assert rows_in(first.path) != rows_in(second.path)
    assert [backup.path for backup in backups_of(path_of(ctx), folder)] == [second.path, first.path]


def test_backups_of_other_files_and_other_names_are_passed_over(ctx: Context, folder: Path) -> None:
    made = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    for name in (
        "clinic-2-20261121T090000Z.db",
        "clinic-replaced-20261121T090000Z.db",
        "clinic-20261399T090000Z.db",
        "notes.txt",
        ".clinic-20261121T090000Z.db.1.new",
    ):
        (folder / name).write_bytes(b"")
    assert [backup.path for backup in backups_of(path_of(ctx), folder)] == [made.path]
    assert backups_of(path_of(ctx), folder / "nowhere") == []


def test_a_name_with_signs_that_patterns_use_is_found_again(
    ctx: Context, tmp_path: Path, folder: Path
) -> None:
    odd = tmp_path / "[a]*? (1).db"
    copy_to(ctx.reading, odd)
    made = back_up(ctx.reading, odd, folder, now=NOW)
    assert [backup.path for backup in backups_of(odd, folder)] == [made.path]


def test_a_copy_that_cannot_be_made_leaves_the_one_before(ctx: Context, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy_to(ctx.reading, target)
    before = target.read_bytes()
    ctx.reading.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerError):
        copy_to(ctx.reading, target)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if ".new" in path.name) == []


def test_a_backup_into_a_place_that_is_no_folder_is_refused_in_words(ctx: Context, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="cannot be made"):
        back_up(ctx.reading, path_of(ctx), tmp_path / "file", now=NOW)
    with pytest.raises(StoreError, match="cannot be made"):
        back_up(ctx.reading, path_of(ctx), tmp_path / "file" / "below", now=NOW)


def test_a_damaged_a_foreign_and_an_empty_file_do_not_verify(ctx: Context, tmp_path: Path) -> None:
    for _ in range(20):
        register(ctx)
    copy = tmp_path / "copy.db"
    copy_to(ctx.reading, copy)
    verify(copy)
    damage(copy)
    with pytest.raises(DamagedError):
        verify(copy)
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE other (id)")
    with pytest.raises(DamagedError, match="not a database of this program"):
        verify(foreign)
    (tmp_path / "empty.db").write_bytes(b"")
    with pytest.raises(DamagedError):
        verify(tmp_path / "empty.db")


def test_the_newest_backup_that_is_sound_is_offered(ctx: Context, folder: Path) -> None:
    assert newest_sound(path_of(ctx), folder) is None
    for _ in range(20):
        register(ctx)
    sound = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    damage(back_up(ctx.reading, path_of(ctx), folder, now=NOW + timedelta(hours=1)).path)
    assert newest_sound(path_of(ctx), folder) == sound


# Thinning


def made_at(*ages: timedelta) -> list[Backup]:
    return [Backup(Path(f"b{number}.db"), NOW - age) for number, age in enumerate(ages)]


def kept_ages(*ages: timedelta) -> list[timedelta]:
    backups = made_at(*ages)
    dropped = superfluous(backups, NOW)
    return [NOW - backup.at for backup in backups if backup not in dropped]


def test_of_two_days_every_backup_is_kept() -> None:
    ages = [timedelta(minutes=30 * number) for number in range(97)]
    assert kept_ages(*ages) == ages


def test_then_the_last_of_each_day_week_and_month_is_kept() -> None:
    def days(*numbers: float) -> list[timedelta]:
        return [timedelta(days=number) for number in numbers]

    assert kept_ages(*days(3, 3.2, 4, 4.3)) == days(3, 4)
    assert kept_ages(*days(35, 36, 43, 44)) == days(35, 43)  # 35 days before is Saturday 17 October
    assert kept_ages(*days(200, 201, 230, 231)) == days(200, 230)
    assert kept_ages(*days(4000)) == days(4000)


def test_a_day_is_the_date_of_the_clinic_not_of_greenwich() -> None:
    evening = datetime(2026, 11, 11, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai
    late, early = Backup(Path("b1.db"), evening), Backup(Path("b2.db"), evening + timedelta(hours=1))
    noon = Backup(Path("b3.db"), evening + timedelta(hours=12.5))
    assert superfluous([late, early, noon], NOW) == [late]
    assert superfluous([late, early, noon], NOW, ZONE) == [early]


def test_thinning_in_the_folder_follows_the_rule(ctx: Context, folder: Path) -> None:
    for age in (10.1, 10.0, 1.1, 1.0, 0.0):
        back_up(ctx.reading, path_of(ctx), folder, now=NOW - timedelta(days=age))
    ages = [(NOW - backup.at) / timedelta(days=1) for backup in backups_of(path_of(ctx), folder)]
    assert ages == pytest.approx([0.0, 1.0, 1.1, 10.0], abs=0.001)


ages = st.lists(st.timedeltas(timedelta(hours=-1), timedelta(days=900)), max_size=60)


def test_what_a_killed_program_left_half_built_is_swept_away_in_time(ctx: Context, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    path = path_of(ctx)
    long_ago = (NOW - timedelta(days=1)).timestamp()
    leftovers = [folder / ".clinic-20261120T090000Z.db.77.new", path.with_name(".clinic.db.77.new")]
    fresh, foreign = folder / ".clinic-20261121T090000Z.db.78.new", folder / ".notes.new"
    for one in (*leftovers, fresh, foreign):
        one.touch()
        os.utime(one, (long_ago, long_ago))
    os.utime(fresh, (NOW.timestamp(), NOW.timestamp()))
    back_up(ctx.reading, path, folder, now=NOW)
    assert [one.exists() for one in leftovers] == [False, False]
    assert fresh.exists()
    assert foreign.exists()


@given(ages)
def test_thinning_keeps_the_newest_and_all_that_are_young_and_is_done_in_one_go(
    some: list[timedelta],
) -> None:
    backups = made_at(*some)
    dropped = superfluous(backups, NOW)
    kept = [backup for backup in backups if backup not in dropped]
    assert all(NOW - backup.at > ALL_FOR for backup in dropped)
    assert superfluous(kept, NOW) == []
    if backups:
        assert max(backup.at for backup in backups) in {backup.at for backup in kept}


@given(ages)
def test_thinning_day_by_day_leaves_a_copy_of_every_month(some: list[timedelta]) -> None:
    backups = made_at(*some)
    left = backups
    for later in range(0, 400, 20):
        dropped = superfluous(left, NOW + timedelta(days=later))
        left = [backup for backup in left if backup not in dropped]
    assert {(one.at.year, one.at.month) for one in left} >= _months_of_last_weeks(backups)


def _months_of_last_weeks(backups: list[Backup]) -> set[tuple[int, int]]:
    # The last of a month may go when its week ends in the next month, in which one is kept instead.
    return {
        (one.at.year, one.at.month)
        for one in backups
        if not any(
            other.at > one.at and other.at - one.at < timedelta(days=7) and other.at.month != one.at.month
            for other in backups
        )
    }


# Restoring


def closed_with(ctx: Context, *, patients: int) -> Path:
    for _ in range(patients):
        register(ctx)
    ctx.database.close()
    return path_of(ctx)


def test_a_restored_file_holds_the_backup_and_the_present_one_is_kept(ctx: Context, folder: Path) -> None:
    backup = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    path = closed_with(ctx, patients=2)
    present = rows_in(path)
    kept = restore(backup.path, path, now=NOW)
    assert kept == path.with_name("clinic-replaced-20261121T090000Z.db")
    assert rows_in(kept) == present
    assert rows_in(path) == rows_in(backup.path)
    Database.open(path).close()


def test_two_restores_within_a_second_keep_both_files(ctx: Context, folder: Path) -> None:
    backup = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    path = closed_with(ctx, patients=1)
    first = restore(backup.path, path, now=NOW)
    second = restore(backup.path, path, now=NOW)
    assert first
    assert second
    assert first != second
    assert len(rows_in(first)["visit"]) == 1
    assert len(rows_in(second)["visit"]) == 0


def test_a_file_open_elsewhere_is_not_replaced(ctx: Context, folder: Path) -> None:
    backup = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    register(ctx)
    before = contents(ctx.reading)
    with pytest.raises(StoreError, match="open in another window"):
        restore(backup.path, path_of(ctx), now=NOW)
    assert contents(ctx.reading) == before
    register(ctx)
    assert list(path_of(ctx).parent.glob("*replaced*")) == []
    assert list(path_of(ctx).parent.glob(".*")) == []


def test_a_damaged_file_goes_aside_with_its_log(ctx: Context, folder: Path) -> None:
    backup = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    path = closed_with(ctx, patients=1)
    path.write_bytes(b"not a database")
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"log")
    kept = restore(backup.path, path, now=NOW)
    assert kept
    assert kept.read_bytes() == b"not a database"
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"log"
    Database.open(path).close()


def test_where_the_file_is_gone_its_log_does_not_get_into_the_restored_one(
    ctx: Context, folder: Path
) -> None:
    register(ctx)
    backup = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    register(ctx)
    path = path_of(ctx)
    log = path.with_name(path.name + "-wal")
    shutil.copy(log, folder / "log")
    ctx.database.close()
    path.unlink()
    shutil.copy(folder / "log", log)
    restore(backup.path, path, now=NOW)
    assert rows_in(path) == rows_in(backup.path)


def test_a_backup_that_is_not_sound_replaces_nothing(ctx: Context, tmp_path: Path) -> None:
    path = closed_with(ctx, patients=1)
    before = path.read_bytes()
    with pytest.raises(NoDatabaseError):
        restore(tmp_path / "nothing.db", path, now=NOW)
    (tmp_path / "wrong.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    with pytest.raises(DamagedError):
        restore(tmp_path / "wrong.db", path, now=NOW)
    assert path.read_bytes() == before


def test_a_restore_that_fails_half_way_puts_the_present_file_back(
    ctx: Context, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(ctx.reading, path_of(ctx), folder, now=NOW)
    path = closed_with(ctx, patients=1)
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("assistant_tui.store.backup.take_place", refuse)
    with pytest.raises(StoreError, match="cannot be made"):
        restore(backup.path, path, now=NOW)
    assert path.read_bytes() == before
    assert list(path.parent.glob("*replaced*")) == []


def test_a_backup_made_while_another_program_writes_is_whole(
    ctx: Context, folder: Path, clock: FixedClock
) -> None:
    register(ctx)
    before = contents(ctx.reading)
    with closing(connect(path_of(ctx))) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE patient SET name = 'half done'")
        made = back_up(ctx.reading, path_of(ctx), folder, now=clock.now())
        other.execute("ROLLBACK")
    assert rows_in(made.path) == before
