"""Opening the clinic's file for this workstation: by the command line, and by the screens."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assistant_tui import pack as packs
from assistant_tui.domain.clock import Clock, SystemClock
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.services.context import Context
from assistant_tui.services.setup import open_desk
from assistant_tui.settings import Origin, Resolved, zone
from assistant_tui.store.database import Database
from assistant_tui.store.failures import NoDatabaseError


def open_file(resolved: Resolved, *, clock: Clock | None = None) -> Database:
    """The file alone, for those who need neither room nor pack.

    Raises StoreError, and RuleError for another clock than the wall's on a file that is no demo: what
    really happened has really happened when the journal says so.
    """
    try:
        database = Database.open(resolved.database_path)
    except NoDatabaseError as error:
        if resolved.database_path.exists():
            raise
        raise NoDatabaseError(
            say(
                "There is no database at {path} yet. Make one with: assistant-tui init",
                path=resolved.database_path,
            )
        ) from error
    if not isinstance(clock, SystemClock | None) and not database.is_demo:
        database.close()
        raise RuleError(say("--now works only on a database made with: assistant-tui init --demo"))
    return database


def open_workstation(resolved: Resolved, *, clock: Clock | None = None) -> Context:
    """The file with room, pack and time zone, as the settings have them; `clock` is the wall's by default.

    Raises as `open_file`, FileError for a pack with mistakes, MissingError for a room or pack that is
    not there.
    """
    database = open_file(resolved, clock=clock)
    try:
        return open_desk(
            database,
            packs.load(packs.find(pack_code(resolved, database), packs.pack_folders())),
            assistant=_assistant(resolved, database),
            clock=clock or SystemClock(),
            zone=zone(resolved.settings.timezone),
            room="" if database.is_demo else resolved.settings.room,
        )
    except BaseException:
        database.close()
        raise


def pack_code(resolved: Resolved, database: Database) -> str:
    """The pack to use: the one of the settings, or else the one that the file was made with.

    A demo always keeps its own: the settings speak of the real clinic.
    """
    chosen = resolved.settings.pack
    if database.is_demo or resolved.sources["pack"] is Origin.DEFAULT:
        return database.meta("pack") or chosen
    return chosen


def _assistant(resolved: Resolved, database: Database) -> str:
    """Who acts: the assistant of the settings, or else whoever made the file."""
    if resolved.settings.assistant and not database.is_demo:
        return resolved.settings.assistant
    made_by = database.raw.execute("SELECT actor FROM journal ORDER BY id LIMIT 1").fetchone()
    return str(made_by[0]) if made_by else ""


def require_unused(path: Path) -> None:
    """Nobody has the file open: another one may take its place.

    Raises RuleError otherwise: a workstation would go on writing to the file that was set aside. A file that
    is not there or too damaged to tell is free.
    """
    if not path.exists():
        return
    connection = sqlite3.connect(path, timeout=1)
    try:
        # SQLite leaves its write-ahead log only when no other connection is open.
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise RuleError(say("The database is open in another window. Close that first")) from error
    finally:
        connection.close()
