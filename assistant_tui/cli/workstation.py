"""Opening the screens. They are handed in: the two front ends do not know each other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from assistant_tui.domain.saying import RuleError, say

if TYPE_CHECKING:
    from assistant_tui.domain.clock import Clock
    from assistant_tui.services.pulse import Pulse
    from assistant_tui.settings import Resolved


class Screens(Protocol):
    """Shows the workstation's screens until the user leaves them."""

    def __call__(self, resolved: Resolved, *, clock: Clock, pulse: Pulse | None = None) -> None:
        """Open them on the database of the settings, at this clock's time; `pulse` is what goes on beside."""
        ...


def no_screens(
    resolved: Resolved,  # noqa: ARG001 - stands for `Screens`
    *,
    clock: Clock,  # noqa: ARG001
    pulse: Pulse | None = None,  # noqa: ARG001
) -> None:
    """Where there is no terminal. Raises RuleError."""
    raise RuleError(say("The screens need a terminal. For a list of commands: assistant-tui --help"))


def on_terminal(screens: Screens) -> Screens:
    """These screens, or none away from a terminal."""
    return screens if sys.stdin.isatty() and sys.stdout.isatty() else no_screens
