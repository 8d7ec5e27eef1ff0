"""Opening the file with sqlite3: the settings that make it durable, and what only SQLite knows.

`synchronous=FULL` in WAL mode syncs every commit, so that an acknowledged action survives a power cut.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

from assistant_tui.domain.saying import say
from assistant_tui.store.failures import DamagedError, NewerError, NoDatabaseError, StoreError, in_words
from assistant_tui.store.log import has_log, watched_log

APPLICATION_ID = 0x41545549  # "ATUI", so that `file` and we know our own
SCHEMA = "0008"
"""The newest schema this program knows: the head of `store/migrations`."""

BUSY_MILLISECONDS = 5_000
QUICKLY_CHECKED_BYTES = 4 << 20
"""A file up to this size is checked as it is opened; a larger one once the first frame is drawn."""

SMALLEST = 512
"""Bytes of the smallest page that SQLite knows; of an empty file it would throw the log away."""
_HEADER = b"SQLite format 3\x00"


class _Counted(sqlite3.Connection):
    """A connection that is known to be open, until it is closed."""

    _path: Path | None = None

    def begin(self, path: Path) -> None:
        """This is the file it has opened."""
        self._path = path.absolute()
        _OPEN[self._path] += 1

    def close(self) -> None:
        """Close; closing twice is no mistake."""
        super().close()
        if self._path is not None:
            _OPEN[self._path] -= 1
            self._path = None


_OPEN: Counter[Path] = Counter()
"""The files that this process has open, by how many connections."""


def is_open_here(path: Path) -> bool:
    """Whether this process has the file open: to read it past SQLite then would drop SQLite's locks."""
    return _OPEN[path.absolute()] > 0


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open an existing or new file with our settings, in autocommit mode: transactions are begun by hand.

    Raises StoreError when the file cannot be opened or is not a database.
    """
    with in_words():
        uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, factory=_Counted
        )
        connection.begin(path)
        try:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            if not read_only:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
        except BaseException:  # a damaged schema is quoted in bytes that are no text: not only sqlite3.Error
            connection.close()
            raise
        return connection


def require_database(path: Path) -> None:
    """The file exists and begins like a database.

    Raises NoDatabaseError where there is none, StoreError for what cannot be read, DamagedError for anything
    else: an empty or foreign file is never taken for a new one. A beginning that was torn as the log was
    folded into the file is in the log again: with one, SQLite has the word.
    """
    if is_open_here(path):
        return  # it was looked at when it was opened
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except FileNotFoundError:
        raise NoDatabaseError(say("There is no database at {path} yet", path=path)) from None
    except OSError as error:
        raise StoreError(
            say("{path} cannot be read: {error}", path=path, error=error.strerror or str(error))
        ) from error
    if header != _HEADER and not (path.stat().st_size >= SMALLEST and has_log(path)):
        raise DamagedError(
            say("{path} is not a sound database. It was left as it is; see: assistant-tui restore", path=path)
        )


def require_sound(path: Path) -> str:
    """Look at the file without being able to change it; answers its schema version.

    Raises DamagedError for a file without its whole log, or that SQLite finds damaged (looked for up to
    `QUICKLY_CHECKED_BYTES`), and as `schema_of`. Opening for writing comes after: closing a damaged file
    would fold its log into it.
    """
    with whole_log(path) as require_all_frames, closing(connect(path, read_only=True)) as connection:
        version = schema_of(connection)
        require_all_frames()
        if path.stat().st_size <= QUICKLY_CHECKED_BYTES:
            require_whole(connection)
    return version


def whole_log(path: Path) -> AbstractContextManager[Callable[[], None]]:
    """`watched_log`, unless this process has the file open: then there is nothing left to look at."""
    return nullcontext(_nothing) if is_open_here(path) else watched_log(path)


def _nothing() -> None:
    """What there is to compare in a log that was compared when the file was opened."""


def require_whole(connection: sqlite3.Connection) -> None:
    """SQLite's quick check of every page, about 2 ms a megabyte. Raises DamagedError, or StoreError."""
    with in_words():
        (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise DamagedError(say("The file is damaged ({fault}). It was left as it is", fault=answer))


def schema_of(connection: sqlite3.Connection) -> str:
    """The schema version that the file says it has.

    Raises DamagedError for a database that is not ours, NewerError for one from a newer program.
    """
    with in_words():
        found = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        ).fetchone()
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if found else None
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    # A damaged page may give the row without its value, which is no newer version.
    version = str(row[0]) if row else ""
    if not version.isdecimal() or application != APPLICATION_ID:
        raise DamagedError(say("The file is not a database of this program. It was left as it is"))
    if version > SCHEMA:
        raise NewerError(
            say("The file was written by a newer version of the program. Update the program to open it")
        )
    return version
