"""The files that a database is made of: private to the user, appearing whole, never taken from another."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

_PRIVATE = 0o600
_BUILDING = ".new"
COMPANIONS = ("-wal", "-shm", "-damaged")
"""What SQLite keeps beside an open file, its log and the log's index, and our note that the log is damaged.

The log may hold what the file does not: they belong together."""


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
    discard_companions(path)
    with suppress(OSError):
        path.unlink(missing_ok=True)


def discard_companions(path: Path) -> None:
    """Remove the companions of a file; SQLite would take them for those of whatever gets its name."""
    for name in companions(path):
        with suppress(OSError):
            name.unlink(missing_ok=True)


def building_name(target: Path) -> Path:
    """Where to build what is to become `target`: beside it, hidden, and no other program's."""
    return target.with_name(f".{target.name}.{os.getpid()}{_BUILDING}")


def sweep(folder: Path, database: Path, *, before: datetime) -> None:
    """Remove what programs that died while building have left of this database, last written before then."""
    for leftover in folder.glob(f".{database.stem}*{_BUILDING}"):
        with suppress(OSError):
            if leftover.stat().st_mtime < before.timestamp():
                discard(leftover)


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
    _sync_folder(target)


def take_place(built: Path, target: Path) -> None:
    """Put a finished file in the place of another: at every instant one of the two has the name."""
    built.replace(target)
    _sync_folder(target)


def keep_as(path: Path, name: Path) -> bool:
    """Give a file a second name, and its companions that name only; answers whether there was anything.

    The file stays where it is, so that whatever happens next, there is one.
    """
    there = path.exists()
    if there:
        try:
            name.hardlink_to(path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            shutil.copyfile(path, name)
    for part, to in zip(companions(path), companions(name), strict=True):
        if part.exists():
            part.rename(to)
            there = True
    return there


def copy_as(path: Path, name: Path) -> bool:
    """Copy a file and its companions, byte for byte; answers whether there was anything."""
    there = False
    for part, to in zip((path, *companions(path)), (name, *companions(name)), strict=True):
        if part.exists():
            to.touch(mode=_PRIVATE)
            shutil.copyfile(part, to)
            there = True
    return there


def give_back(name: Path, path: Path) -> None:
    """The inverse of `keep_as`."""
    for part, to in zip(companions(name), companions(path), strict=True):
        if part.exists():
            part.rename(to)
    name.unlink(missing_ok=True)


def _sync_folder(path: Path) -> None:
    """Make the names in this file's folder durable, where the system can."""
    if os.name != "posix":
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def unused(path: Path) -> Path:
    """This path, or with the first number from 2 on at its end that no file has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
