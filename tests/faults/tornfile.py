"""A file layer under SQLite that remembers every write and sync, so that power can be cut after any of them.

It is a VFS for the very SQLite that `sqlite3` uses: the system's own, with five of its functions replaced by
ones that note what is asked before passing it on. What lies on the disk after a power cut is then worked out
from the notes: what was synced is there; each write since is there, or is not, or only some of its sectors
are, or they hold rubbish. Nothing is known about hardware that says it has synced and has not.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path
from random import Random

NAME = "torn"
SECTOR = 512
"""Bytes that a disk writes whole or not at all."""


class Kind(Enum):
    """What is asked of a file."""

    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked of the file: `at` is the offset of a write, or the new size."""

    path: str
    kind: Kind
    at: int = 0
    data: bytes = b""


# As sqlite3.h lays them out; what is only passed on is a plain pointer.

_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(Structure):
    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", _Write),
        ("truncate", _Truncate),
        ("sync", _Sync),
        *((f"other{number}", c_void_p) for number in range(13)),
    )


class _File(Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    pass


_Open = CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, POINTER(_File), c_int, c_void_p)
_Delete = CFUNCTYPE(c_int, POINTER(_Vfs), c_char_p, c_int)
_Vfs._fields_ = (
    ("version", c_int),
    ("file_size", c_int),
    ("longest_name", c_int),
    ("next", c_void_p),
    ("name", c_char_p),
    ("data", c_void_p),
    ("open", _Open),
    ("delete", _Delete),
    *((f"other{number}", c_void_p) for number in range(14)),
)


class Recorder:
    """Notes what is asked of the files in one folder by connections opened with `vfs=torn`."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._paths: dict[int, str] = {}
        self._library = ctypes.CDLL(_sqlite3.__file__)
        self._library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._system: _Vfs = self._library.sqlite3_vfs_find(None).contents
        self._vfs = _Vfs.from_buffer_copy(self._system)
        self._vfs.name = NAME.encode()
        self._vfs.open = _Open(self._open)
        self._vfs.delete = _Delete(self._delete)
        self._original: dict[int, _Methods] = {}  # of each open file
        self._noting: dict[int, _Methods] = {}  # by the address of the table that each replaces

    def register(self) -> None:
        """Make the VFS known to SQLite."""
        assert self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 0) == 0

    def unregister(self) -> None:
        """Once no connection uses it."""
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))

    def _open(self, _: object, name: int | None, file: object, flags: int, out: int | None) -> int:
        code = self._system.open(ctypes.byref(self._system), name, file, flags, out)
        opened = file.contents  # type: ignore[attr-defined]  # ctypes has no types for what it hands over
        if code == 0 and name:
            address = ctypes.addressof(opened)
            self._paths[address] = ctypes.string_at(name).decode()
            self._original[address] = opened.methods.contents
            opened.methods = ctypes.pointer(self._noting_methods(opened.methods.contents))
        return int(code)

    def _noting_methods(self, original: _Methods) -> _Methods:
        # The file and its log are of different kinds to SQLite: each has a table of its own.
        address = ctypes.addressof(original)
        if address not in self._noting:
            noting = self._noting[address] = _Methods.from_buffer_copy(original)
            noting.write = _Write(self._write)
            noting.truncate = _Truncate(self._truncate)
            noting.sync = _Sync(self._sync)
        return self._noting[address]

    def _delete(self, _: object, name: bytes, sync_folder: int) -> int:
        self.asked.append(Asked(name.decode(), Kind.DELETE, sync_folder))
        return int(self._system.delete(ctypes.byref(self._system), name, sync_folder))

    def _write(self, file: int, data: int, size: int, offset: int) -> int:
        self.asked.append(Asked(self._paths[file], Kind.WRITE, offset, ctypes.string_at(data, size)))
        return int(self._original[file].write(file, data, size, offset))

    def _truncate(self, file: int, size: int) -> int:
        self.asked.append(Asked(self._paths[file], Kind.TRUNCATE, size))
        return int(self._original[file].truncate(file, size))

    def _sync(self, file: int, flags: int) -> int:
        self.asked.append(Asked(self._paths[file], Kind.SYNC))
        return int(self._original[file].sync(file, flags))


@contextmanager
def recording() -> Iterator[Recorder]:
    """A recorder known to SQLite for as long as the block lasts.

    Raises AttributeError where Python's SQLite is built in and cannot be reached.
    """
    recorder = Recorder()
    recorder.register()
    try:
        yield recorder
    finally:
        recorder.unregister()


class Disk:
    """What the disk holds: brought forward through the notes, and cut off at any of them."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self._durable: dict[str, bytearray | None] = {path: bytearray(data) for path, data in before.items()}
        self._since: dict[str, list[Asked]] = {}

    def go_on(self, asked: Sequence[Asked]) -> None:
        """Time goes on, with power."""
        for one in asked:
            self._since.setdefault(one.path, []).append(one)
            if one.kind is Kind.SYNC or (one.kind is Kind.DELETE and one.at):
                content = self._durable.get(one.path)
                for done in self._since.pop(one.path):
                    content = _applied(content, done)
                self._durable[one.path] = content

    def cut(self, rng: Random) -> dict[str, bytes]:
        """The files that are found when power comes back: one of the many ways in which it may have gone."""
        found = {}
        for path in {*self._durable, *self._since}:
            durable = self._durable.get(path)
            content = None if durable is None else bytearray(durable)
            for asked in self._since.get(path, ()):
                content = _perhaps(content, asked, rng)
                if asked.kind is Kind.DELETE and content is not None:
                    break  # it was not deleted: what came after went to another file of that name
            if content is not None:
                found[path] = bytes(content)
        return found


def _applied(content: bytearray | None, asked: Asked) -> bytearray | None:
    if asked.kind is Kind.DELETE:
        return None
    content = bytearray() if content is None else content
    if asked.kind is Kind.WRITE:
        content.extend(bytes(max(0, asked.at - len(content))))
        content[asked.at : asked.at + len(asked.data)] = asked.data
    elif asked.kind is Kind.TRUNCATE:
        del content[asked.at :]
    return content


def _perhaps(content: bytearray | None, asked: Asked, rng: Random) -> bytearray | None:
    """As `_applied`, or not at all, or a write by some of its sectors only, or with rubbish in them."""
    what = rng.random()
    if what < 1 / 3:
        return content
    if what < 2 / 3 or asked.kind is not Kind.WRITE:
        return _applied(content, asked)
    end = asked.at + len(asked.data)
    edges = [asked.at, *range(asked.at - asked.at % SECTOR + SECTOR, end, SECTOR), end]
    for start, stop in pairwise(edges):
        piece = asked.data[start - asked.at : stop - asked.at]
        sector = rng.random()
        if sector < 0.05:
            piece = rng.randbytes(len(piece))
        if sector < 0.55:
            content = _applied(content, Asked(asked.path, Kind.WRITE, start, piece))
    return content


def put_down(found: dict[str, bytes], folder: Path) -> None:
    """Write the files that were found into this folder, by their last names."""
    for path, content in found.items():
        (folder / Path(path).name).write_bytes(content)
