"""Exit codes: what a script can tell from how the program ended. `docs/cli.md` lists them."""

from __future__ import annotations

from enum import IntEnum

from assistant_tui.domain.saying import ConflictError, InputError, MissingError, RuleError


class ExitCode(IntEnum):
    """How the program ended."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    MISSING = 3
    INPUT = 4
    DATABASE = 5
    CONFLICT = 6
    INTERNAL = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class CommandLineError(RuleError):
    """The command line lacks something, or asks for what does not go together."""


def exit_code(error: RuleError) -> ExitCode:
    """The code for a refusal in words."""
    from assistant_tui.store.failures import StoreError  # noqa: PLC0415 - sqlite3, only when something failed
    from assistant_tui.toml import FileError  # noqa: PLC0415

    match error:
        case CommandLineError():
            return ExitCode.USAGE
        case MissingError():
            return ExitCode.MISSING
        case InputError() | FileError():
            return ExitCode.INPUT
        case ConflictError():
            return ExitCode.CONFLICT
        case StoreError():
            return ExitCode.DATABASE
        case _:
            return ExitCode.REFUSED
