"""The files that a database is made of: private to the user, appearing whole, never taken from another."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600
COMPANIONS = ("-wal", "-shm")
"""What SQLite keeps beside an open file. The log may hold what the file does not: they belong together."""


def companions(path: Path) -> list[Path]:
    """Where the companions of this file are, if they are."""
    return [path.with_name(path.name + ending) for ending in COMPANIONS]


def keep_private(path: Path) -> None:
    """Only this user may read the file and its companions, where the system knows that.

    A file of another user, who lets this one write to it, stays as its owner has set it.
    """
    if os.name != "posix":
        return
    for name in (path, *companions(path)):
        with suppress(FileNotFoundError, PermissionError):
            name.chmod(_PRIVATE)


def begin_private(path: Path) -> None:
    """An empty file to build in, private from its first moment; a leftover of an earlier try is replaced."""
    discard(path)
    path.touch(mode=_PRIVATE, exist_ok=False)


def discard(path: Path) -> None:
    """Remove what was being built, with its companions; what is not there, or cannot be removed, stays so."""
    for name in (path, *companions(path)):
        with suppress(OSError):
            name.unlink(missing_ok=True)


def put_in_place(built: Path, target: Path) -> None:
    """Give a finished file its name. Raises FileExistsError when something has that name by now."""
    try:
        target.hardlink_to(built)  # unlike a rename, never takes the place of another file
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        built.rename(target)
    else:
        built.unlink()


def unused(path: Path) -> Path:
    """This path, or with the first number from 2 on at its end that no file has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
