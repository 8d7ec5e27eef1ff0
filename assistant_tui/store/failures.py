"""What can go wrong with the file, in words a person can act on.

Every sqlite3 or SQLAlchemy error leaves the store through `in_words`: the action is refused whole
(the transaction was rolled back), and the sentence says what to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant_tui.domain.saying import ConflictError, RuleError, Saying, say


class StoreError(RuleError):
    """The file could not be read or written; nothing was changed."""


class DamagedError(StoreError):
    """The file is not a sound database; it was left as it is."""


class NewerError(StoreError):
    """The file was written by a newer version of the program."""


class NoDatabaseError(StoreError):
    """There is no file at that place yet."""


_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY = 0xFF  # SQLite's extended result codes keep the primary code in the low byte
_SAYINGS: dict[int, Saying] = {
    sqlite3.SQLITE_BUSY: say("Another program is writing to the file. Try again in a moment"),
    sqlite3.SQLITE_LOCKED: say("Another program is writing to the file. Try again in a moment"),
    sqlite3.SQLITE_FULL: say("The disk is full. Make room, then do it again; nothing was changed"),
    sqlite3.SQLITE_IOERR: say(
        "The disk could not be written. Check it, then do it again; nothing was changed"
    ),
    sqlite3.SQLITE_READONLY: say("The file or its folder is read-only. Nothing was changed"),
    sqlite3.SQLITE_CANTOPEN: say("The file cannot be opened. Check the folder and its permissions"),
    sqlite3.SQLITE_PERM: say("The file may not be opened by this user"),
}


_UNREADABLE = say("The file is damaged. Run: assistant-tui check, then assistant-tui restore")


def as_store_error(error: sqlite3.Error) -> RuleError:
    """The error in words, by SQLite's result code."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in _DAMAGED:
        return DamagedError(_UNREADABLE)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return ConflictError(say("This no longer fits what is in the file. Look again and repeat"))
    if code in _SAYINGS:
        return StoreError(_SAYINGS[code])
    return StoreError(say("The file cannot be used: {error}", error=str(error)))


@contextmanager
def in_words() -> Iterator[None]:
    """Turn database errors, also those that SQLAlchemy has wrapped, into `StoreError` or `ConflictError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise as_store_error(error) from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged schema quotes its bytes
        raise DamagedError(_UNREADABLE) from error
    except Exception as error:
        original = getattr(error, "orig", None)
        if isinstance(original, sqlite3.Error):
            raise as_store_error(original) from error
        raise


@contextmanager
def making(path: Path) -> Iterator[None]:
    """Turn what the system says when a file or folder cannot be made into a `StoreError`."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            say("{path} cannot be made: {error}", path=path, error=error.strerror or str(error))
        ) from error
