"""The log of the program's own mistakes: where they happened, never about whom."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path

from assistant_tui import __version__, paths
from assistant_tui.domain.saying import RuleError, say

_LARGEST_LOG = 1_000_000  # bytes; then it begins anew, and the one before it is kept


def note_in_log(error: BaseException, log: Path, *, at: datetime) -> None:
    """Append type and place of the error. Its message and values may hold a name, so they are left out."""
    paths.private_folder(log.parent)
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".old.log"))
    python = ".".join(map(str, sys.version_info[:3]))
    program = f"assistant-tui {__version__}, Python {python}, {sys.platform}"
    lines = [f"{at.isoformat()} {program}: {type(error).__name__}"]
    lines += [
        f"  {frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__, limit=-20)
    ]
    with log.open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


class ProgramError(RuleError):
    """The program made a mistake and has closed; what was done is safe, and the log says where it was."""

    def __init__(self, log: Path) -> None:
        super().__init__(
            say(
                "Something unexpected went wrong; what you did is safe. Please report it with {log}",
                log=log,
            )
        )
