"""Backups: a verified copy of the open file, thinned as they grow old.

A copy counts only once it has been read back: SQLite's integrity check and the schema version must pass
before it gets its name. Kept are all of the last two days, then the last of each day for a month,
of each week for half a year, and of each month for ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant_tui.domain.saying import say
from assistant_tui.store.connect import connect, keep_private, require_database, schema_of
from assistant_tui.store.failures import DamagedError, StoreError, in_words

_STAMP = "%Y%m%dT%H%M%SZ"
ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=31)
WEEKLY_FOR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy and the instant it was made."""

    path: Path
    at: datetime


def back_up(connection: sqlite3.Connection, database: Path, folder: Path, *, now: datetime) -> Backup:
    """Copy the open file into `folder`, verify the copy, and thin the older ones.

    Works while others read and write. Raises StoreError when the copy cannot be made or is not sound;
    the older backups are then untouched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            say("{path} cannot be made: {error}", path=folder, error=error.strerror or str(error))
        ) from error
    target = folder / f"{database.stem}-{now.astimezone(UTC):{_STAMP}}{database.suffix}"
    copy_to(connection, target)
    for old in superfluous(backups_of(database, folder), now):
        old.path.unlink(missing_ok=True)
    return Backup(target, now)


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy an open file to `target`, appearing whole and verified or not at all."""
    building = target.with_name(f".{target.name}.new")
    try:
        with in_words():
            building.unlink(missing_ok=True)
            copy = sqlite3.connect(building)
            try:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, no companions
            finally:
                copy.close()
        keep_private(building)
        verify(building)
        building.replace(target)
    except OSError as error:
        raise StoreError(
            say("{path} cannot be made: {error}", path=target, error=error.strerror or str(error))
        ) from error
    finally:
        building.unlink(missing_ok=True)


def verify(path: Path) -> None:
    """Read a copy back. Raises DamagedError or StoreError unless it is a whole database of this program."""
    require_database(path)
    connection = connect(path, read_only=True)
    try:
        with in_words():
            answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if answer != "ok":
            raise DamagedError(say("{path} is damaged", path=path))
        schema_of(connection)
    finally:
        connection.close()


def backups_of(database: Path, folder: Path) -> list[Backup]:
    """The backups of this file in the folder, newest first; other files there are passed over."""
    found = []
    for path in folder.glob(f"{database.stem}-*{database.suffix}"):
        try:
            stamp = datetime.strptime(path.stem.removeprefix(f"{database.stem}-"), _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, stamp))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def superfluous(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Those that thinning drops: all but the newest of each period, periods growing with age."""
    seen: set[tuple[str, object]] = set()
    dropped = []
    for backup in sorted(backups, key=lambda one: one.at, reverse=True):
        period = _period(backup, now - backup.at)
        if period in seen:
            dropped.append(backup)
        seen.add(period)
    return dropped


def _period(backup: Backup, age: timedelta) -> tuple[str, object]:
    if age <= ALL_FOR:
        return "each", backup.path
    if age <= DAILY_FOR:
        return "day", backup.at.date()
    if age <= WEEKLY_FOR:
        return "week", backup.at.isocalendar()[:2]
    return "month", (backup.at.year, backup.at.month)


def newest_sound(database: Path, folder: Path) -> Backup | None:
    """The newest backup that verifies, or None."""
    for backup in backups_of(database, folder):
        try:
            verify(backup.path)
        except StoreError:
            continue
        return backup
    return None


def restore(backup: Path, database: Path, *, now: datetime) -> Path | None:
    """Put a verified backup in the place of the file.

    The present file and its companions are renamed, never overwritten; answers where to, None if there was none.
    """
    verify(backup)
    building = database.with_name(f".{database.name}.restored")
    kept: Path | None = None
    try:
        source = sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)
        try:
            copy_to(source, building)
        finally:
            source.close()
        if database.exists():
            kept = database.with_name(
                f"{database.stem}-replaced-{now.astimezone(UTC):{_STAMP}}{database.suffix}"
            )
            _set_aside(database, kept)
        building.rename(database)
    except OSError as error:
        raise StoreError(
            say("{path} cannot be made: {error}", path=database, error=error.strerror or str(error))
        ) from error
    return kept


def _set_aside(database: Path, kept: Path) -> None:
    # The log may hold what the file does not: the three belong together.
    for ending in ("-wal", "-shm", ""):
        companion = database.with_name(database.name + ending)
        if companion.exists():
            companion.rename(kept.with_name(kept.name + ending))
