"""What each action does: one handler per action id, found by the desk.

A handler talks to services through the desk and to the user through dialogs; it draws nothing itself.
"""

from assistant_tui.screens.handlers import (
    alerting,
    calling,
    care,
    drafting,
    duties,
    leaving,
    ordering,
    people,
    placing,
    program,
    reporting,
    waiting,
    watching,
)
from assistant_tui.screens.handlers.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "alerting",
    "calling",
    "care",
    "drafting",
    "duties",
    "leaving",
    "ordering",
    "people",
    "placing",
    "program",
    "reporting",
    "waiting",
    "watching",
]
