"""Backups while the program is used: when one is due, and making one."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from assistant_tui.services.context import Context
from assistant_tui.store import backup
from assistant_tui.store.backup import Backup
from assistant_tui.store.database import Database

EVERY = timedelta(minutes=30)
"""So long a time of use may pass without a backup."""


def due(last: datetime | None, now: datetime) -> bool:
    """Whether a backup is due: none yet, the last one `EVERY` old, or from the future (the clock was set)."""
    return last is None or not timedelta(0) <= now - last < EVERY


def last_backup(path: Path, folder: Path) -> datetime | None:
    """When this file was last backed up into the folder."""
    made = backup.backups_of(path, folder)
    return made[0].at if made else None


def back_up(ctx: Context, folder: Path) -> Backup:
    """Back the open file up into the folder, now. Raises StoreError; the older backups are then untouched."""
    return backup.back_up(ctx.reading, ctx.database.path, folder, now=ctx.now(), zone=ctx.zone)


def back_up_file(path: Path, folder: Path, *, now: datetime, zone: tzinfo) -> Backup:
    """The same over a connection of its own: for a worker thread, while the program goes on.

    Raises StoreError; the older backups are then untouched.
    """
    database = Database.open(path)
    try:
        return backup.back_up(database.raw, path, folder, now=now, zone=zone)
    finally:
        database.close()
