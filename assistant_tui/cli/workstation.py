"""Opening the screens on the clinic's file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from assistant_tui.domain.saying import RuleError, say

if TYPE_CHECKING:
    from assistant_tui.cli.session import Session


def open_screens(session: Session) -> None:
    """Open the workstation; without a database it asks what it needs to know.

    Raises RuleError away from a terminal.
    """
    require_terminal()
    from assistant_tui.app import run  # noqa: PLC0415 - Textual, only for the screens

    run(session.resolved, clock=session.clock)


def require_terminal() -> None:
    """Raises RuleError where screens cannot be shown."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RuleError(say("The screens need a terminal. For a list of commands: assistant-tui --help"))
