"""SQLite's write-ahead log, as its index beside it knows it: what SQLite passes over in silence is noticed.

A log that is gone, cut off or torn looks to SQLite like one that was never written: it opens the file as it
was before. The index (`-shm`) of a program that was killed still says how many frames were durable.
Its layout is in section 2.1 of https://www.sqlite.org/walformat.html: two equal headers of 48 bytes, then
how many frames are in the file already.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant_tui.domain.saying import say
from assistant_tui.store.failures import DamagedError
from assistant_tui.store.files import companions

_HEADER = 48
_FRAMES = struct.Struct("=I")  # in the byte order of this machine
_AT_FRAMES, _AT_SALT, _AT_FOLDED, _END = 16, 32, 96, 100


@dataclass(frozen=True, slots=True)
class LogIndex:
    """The log's `salt`, another one each time it starts over; its frames; those of them in the file too."""

    salt: bytes
    frames: int
    folded: int


def log_index(path: Path) -> LogIndex | None:
    """What the index of this database's log says; None when there is none, or it was not finished."""
    _, index, _ = companions(path)
    data = b""
    with suppress(OSError), index.open("rb") as file:
        data = file.read(_END)
    if len(data) < _END or data[:_HEADER] != data[_HEADER : 2 * _HEADER]:
        return None
    (frames,) = _FRAMES.unpack_from(data, _AT_FRAMES)
    (folded,) = _FRAMES.unpack_from(data, _AT_FOLDED)
    return LogIndex(data[_AT_SALT : _AT_SALT + 8], frames, folded)


def require_log(path: Path) -> LogIndex | None:
    """The log is there, if the index knows of frames that only it has; answers the index, before opening.

    Raises DamagedError, also for a log that was found damaged before.
    """
    before = log_index(path)
    log, index, note = companions(path)
    if note.exists():
        raise _damaged(path)
    if before is not None and before.frames > before.folded and not log.exists() and index.exists():
        raise DamagedError(
            say(
                "The log {log} is missing, and the last actions with it. Put it back beside the file; or,"
                " to go on without them, remove {index}",
                log=log,
                index=index,
            )
        )
    return before


def require_all_frames(path: Path, before: LogIndex | None) -> None:
    """SQLite, which has the file open by now, found every frame that the index knew of `before`.

    Raises DamagedError. SQLite has made the index anew by then, so a note beside the file remembers it.
    """
    if before is None or before.frames <= before.folded:
        return
    after = log_index(path)
    if after is not None and (
        after.frames >= before.frames if after.salt == before.salt else any(after.salt)
    ):
        return
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
