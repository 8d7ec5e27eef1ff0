"""How a command ends when it does not end well: one place puts it into words and an exit code."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path

from assistant_tui import __version__, paths
from assistant_tui.cli.exits import ExitCode, exit_code
from assistant_tui.cli.output import talk
from assistant_tui.domain.saying import RuleError
from assistant_tui.i18n import _, spoken

_LARGEST_LOG = 1_000_000  # bytes; then it begins anew, and the one before it is kept


def refused(error: RuleError) -> ExitCode:
    """Say what a rule, an input or the file does not allow."""
    talk(spoken(error.saying))
    return exit_code(error)


def not_done(error: OSError) -> ExitCode:
    """Say what the system would not do with a file."""
    talk(_("{path}: {error}", path=error.filename or "-", error=error.strerror or type(error).__name__))
    return ExitCode.DATABASE


def broken(error: BaseException, *, at: datetime) -> ExitCode:
    """Say calmly that the program has a mistake, and note where, without anything about patients."""
    log = paths.log_path()
    try:
        note_in_log(error, log, at=at)
    except OSError:
        talk(_("Something unexpected went wrong ({kind}). Please report it", kind=type(error).__name__))
    else:
        talk(_("Something unexpected went wrong. Please report it with this file: {log}", log=log))
    return ExitCode.INTERNAL


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
