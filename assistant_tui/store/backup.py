"""Backups: a verified copy of the open file, thinned as they grow old.

A copy counts only once it has been read back: SQLite's integrity check and the schema version must pass
before it gets its name. Kept are all of the last two days, then the last of each day for a month,
of each week for half a year, and of each month for ever; a day is the clinic's local date.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from assistant_tui.domain.saying import say
from assistant_tui.store.connect import connect, require_database, require_sound, schema_of
from assistant_tui.store.failures import DamagedError, NoDatabaseError, StoreError, in_words, making
from assistant_tui.store.files import (
    begin_private,
    building_name,
    copy_as,
    discard,
    discard_companions,
    give_back,
    keep_as,
    sweep,
    take_place,
    unused,
)

_STAMP = "%Y%m%dT%H%M%SZ"
ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=31)
WEEKLY_FOR = timedelta(days=183)
LONGEST_BUILDING = timedelta(hours=6)
"""What has been in the making for longer was left by a program that was killed."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy and the instant it was made."""

    path: Path
    at: datetime


def back_up(
    connection: sqlite3.Connection, database: Path, folder: Path, *, now: datetime, zone: tzinfo = UTC
) -> Backup:
    """Copy the open file into `folder`, verify the copy, and thin the older ones by the days of `zone`.

    Works while others read and write. Raises StoreError when the copy cannot be made or is not sound;
    the older backups are then untouched.
    """
    with making(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = unused(folder / f"{database.stem}-{now.astimezone(UTC):{_STAMP}}{database.suffix}")
    copy_to(connection, target)
    for old in superfluous(backups_of(database, folder), now, zone):
        discard(old.path)
    for place in (folder, database.parent):
        sweep(place, database, before=now - LONGEST_BUILDING)
    return Backup(target, now)


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy an open file to `target`, appearing whole and verified or not at all.

    Raises StoreError, leaving what is at `target` as it is.
    """
    building = building_name(target)
    try:
        with making(target):
            begin_private(building)
            _copy(connection, building)
            verify(building)
            take_place(building, target)
    finally:
        discard(building)


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    with in_words(), closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no companions


def verify(path: Path) -> None:
    """Read a copy back. Raises DamagedError or StoreError unless it is a whole database of this program."""
    require_database(path)
    with closing(connect(path, read_only=True)) as connection:
        with in_words():
            answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if answer != "ok":
            raise DamagedError(say("{path} is damaged", path=path))
        schema_of(connection)


def backups_of(database: Path, folder: Path) -> list[Backup]:
    """The backups of this file in the folder, newest first; other files there are passed over."""
    name = re.compile(
        rf"{re.escape(database.stem)}-([0-9]{{8}}T[0-9]{{6}}Z)(-[0-9]+)?{re.escape(database.suffix)}"
    )
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if match := name.fullmatch(path.name):
            with suppress(ValueError):  # no such date: not one of ours
                found.append(Backup(path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)))
    return sorted(found, key=_age, reverse=True)


def _age(backup: Backup) -> tuple[datetime, int, str]:
    # Of one second, the later one has the higher number and so, for equally long names, the later name.
    return backup.at, len(backup.path.name), backup.path.name


def superfluous(backups: Iterable[Backup], now: datetime, zone: tzinfo = UTC) -> list[Backup]:
    """Those that thinning drops: all but the newest of each period, periods growing with age.

    Days, weeks and months are those of the clinic's `zone`.
    """
    seen: set[tuple[str, object]] = set()
    dropped = []
    for backup in sorted(backups, key=_age, reverse=True):
        period = _period(backup, now - backup.at, zone)
        if period in seen:
            dropped.append(backup)
        seen.add(period)
    return dropped


def _period(backup: Backup, age: timedelta, zone: tzinfo) -> tuple[str, object]:
    day = backup.at.astimezone(zone).date()
    if age <= ALL_FOR:
        return "each", backup.path
    if age <= DAILY_FOR:
        return "day", day
    if age <= WEEKLY_FOR:
        return "week", day.isocalendar()[:2]
    return "month", (day.year, day.month)


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

    The present file and its companions are kept under another name; answers which, None if there was none.
    At every instant there is a file in the place: the present one or, whole, the restored one. Raises
    StoreError, with everything as it was, when the backup is not sound or the file is open in another
    window.
    """
    verify(backup)
    building = building_name(database)
    kept = unused(
        database.with_name(f"{database.stem}-replaced-{now.astimezone(UTC):{_STAMP}}{database.suffix}")
    )
    try:
        with closing(connect(backup, read_only=True)) as source:
            copy_to(source, building)
        with making(database):
            there = _put_in_the_place_of(database, building, kept)
    finally:
        discard(building)
    return kept if there else None


def _put_in_the_place_of(database: Path, building: Path, kept: Path) -> bool:
    if not _is_sound(database):
        # Finding out whether it is unused may fold a damaged file's log into it: a copy keeps both.
        there = copy_as(database, kept)
        try:
            require_unused(database)
            discard_companions(database)
            take_place(building, database)
        except BaseException:
            discard(kept)
            raise
        return there
    require_unused(database)
    there = keep_as(database, kept)
    try:
        take_place(building, database)
    except OSError:
        give_back(kept, database)
        raise
    return there


def _is_sound(path: Path) -> bool:
    try:
        require_database(path)
        require_sound(path)
    except StoreError:
        return False
    return True


def require_unused(database: Path) -> None:
    """No program has the file open; one that had would go on writing to the file set aside.

    Closing the last connection also folds the log into the file. What does not begin like a database, or
    lacks its log, is not touched. Raises StoreError.
    """
    try:
        require_database(database)
    except (NoDatabaseError, DamagedError):
        return
    with (
        suppress(DamagedError),
        in_words(),
        closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as probe,
    ):
        probe.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            probe.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise StoreError(
                    say("The file is open in another window. Close it there, then do it again")
                ) from error
            raise
        probe.execute("ROLLBACK")
