"""Where an export goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from assistant_tui.domain.saying import RuleError, say


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output as UTF-8 with line ends as they are written, whatever the terminal's encoding."""
    sys.stdout.flush()
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="")
    try:
        yield stream
        stream.flush()
    finally:
        stream.detach()


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file that takes its name, and the place of an older one, once all is written and on the disk.

    A device or pipe is written to directly: it must not be replaced. Raises RuleError when the file cannot be
    written; an older one is then as it was.
    """
    target = path.resolve()  # a link goes on pointing to the file
    try:
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as stream:
                yield stream
            return
        with _beside(target) as stream:
            yield stream
    except OSError as error:
        reason = error.strerror or str(error)
        raise RuleError(say("{path} cannot be written: {error}", path=path, error=reason)) from error


@contextmanager
def _beside(target: Path) -> Iterator[TextIO]:
    import tempfile  # noqa: PLC0415 - slow to import, and most exports go to standard output

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    building = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 - a descriptor
            yield stream
            stream.flush()
            os.fsync(handle)
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)  # gone already when it took its name
