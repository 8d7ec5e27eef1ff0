"""SQLite's write-ahead log, as its index beside it knows it: what SQLite passes over in silence is noticed.

A log that is gone, cut off or torn looks to SQLite like one that was never written: it opens the file as it
was before. The index (`-shm`) of a program that was killed still says how many frames were durable.
Its layout is in section 2.1 of https://www.sqlite.org/walformat.html: two equal headers of 48 bytes, then
how many frames are in the file already.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from assistant_tui.domain.saying import say
from assistant_tui.store.failures import DamagedError
from assistant_tui.store.files import companions

_HEADER = 48
_LOG_HEADER = 32
_FRAMES = struct.Struct("=I")  # in the byte order of this machine
_AT_FRAMES, _AT_SALT, _AT_FOLDED, _END = 16, 32, 96, 100


class LogIndex(NamedTuple):
    """The log's `salt`, another one each time it starts over; its frames; those of them in the file too.

    `written` is when the file itself was last written, in nanoseconds.
    """

    salt: bytes
    frames: int
    folded: int
    written: int


def has_log(path: Path) -> bool:
    """Whether there is a log with something in it."""
    log, _, _ = companions(path)
    return log.exists() and log.stat().st_size > _LOG_HEADER


@contextmanager
def watched_log(path: Path) -> Iterator[Callable[[], None]]:
    """Read the index before SQLite opens the file; what it gives is called once SQLite has, to compare.

    Not while this process has the file open: closing a descriptor would drop SQLite's locks on it (POSIX; see
    section 2.2 of https://www.sqlite.org/howtocorrupt.html). So the index stays open until the block ends, by
    when the connection opened within it must be closed. Raises DamagedError, also for a log that was found
    damaged before; the comparison raises it, too.
    """
    log, index, note = companions(path)
    if note.exists():
        raise _damaged(path)
    with ExitStack() as stack:
        file = None
        with suppress(OSError):
            file = stack.enter_context(index.open("rb", buffering=0))
        before = _read(path, file) if file else None
        if before is not None and before.frames > before.folded and not log.exists() and index.exists():
            raise DamagedError(
                say(
                    "The log {log} is missing, and the last actions with it. Put it back beside the file; or,"
                    " to go on without them, remove {index}",
                    log=log,
                    index=index,
                )
            )
        yield lambda: _require_all_frames(path, before, _read(path, file) if file else None)


def _read(path: Path, file: FileIO) -> LogIndex | None:
    """What the index says; None when it was not finished."""
    written = path.stat().st_mtime_ns
    file.seek(0)
    data = file.read(_END)
    if len(data) < _END or data[:_HEADER] != data[_HEADER : 2 * _HEADER]:
        return None
    (frames,) = _FRAMES.unpack_from(data, _AT_FRAMES)
    (folded,) = _FRAMES.unpack_from(data, _AT_FOLDED)
    return LogIndex(data[_AT_SALT : _AT_SALT + 8], frames, folded, written)


def _require_all_frames(path: Path, before: LogIndex | None, after: LogIndex | None) -> None:
    """SQLite, which has the file open by now, found every frame that the index knew of `before`.

    Raises DamagedError. SQLite has made the index anew by then, so a note beside the file remembers it.
    """
    if before is None or before.frames <= before.folded:
        return
    if after is not None and (
        after.frames >= before.frames if after.salt == before.salt else any(after.salt)
    ):
        return
    if path.stat().st_mtime_ns != before.written:
        return  # another program has closed meanwhile and folded its log into the file
    _, _, note = companions(path)
    with suppress(OSError):
        note.touch()
    raise _damaged(path)


def _damaged(path: Path) -> DamagedError:
    log, _, note = companions(path)
    return DamagedError(
        say(
            "The log {log} is damaged, and the last actions are missing. It was left as it is; to go on"
            " without them, remove {note}",
            log=log,
            note=note,
        )
    )
