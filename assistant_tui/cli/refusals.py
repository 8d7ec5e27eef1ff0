"""How a command ends when it does not end well: one place puts it into words and an exit code."""

from __future__ import annotations

from datetime import datetime

from assistant_tui import paths
from assistant_tui.cli.exits import ExitCode, exit_code
from assistant_tui.cli.output import talk
from assistant_tui.domain.saying import RuleError
from assistant_tui.errorlog import note_in_log
from assistant_tui.i18n import _, spoken


def refused(error: RuleError) -> ExitCode:
    """Say what a rule, an input or the file does not allow."""
    talk(spoken(error.saying))
    for point in getattr(error, "points", ()):  # a GateError's, without importing the rules of slips
        talk(f"  {point.key}  {spoken(point.saying)}")
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
