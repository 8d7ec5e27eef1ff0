"""The queue at work: calling and the consultation, and all the ways in which a wait is put off or ends.

Calling moves the patient's stay too; there is no second bookkeeping.
"""

from assistant_tui.services.queue.calling import call, call_next, finish, recall, skip, start
from assistant_tui.services.queue.waiting import (
    enter_in_error,
    hold,
    leave,
    move_in_line,
    no_show,
    queue_again,
    resume,
    set_acuity,
)

__all__ = [
    "call",
    "call_next",
    "enter_in_error",
    "finish",
    "hold",
    "leave",
    "move_in_line",
    "no_show",
    "queue_again",
    "recall",
    "resume",
    "set_acuity",
    "skip",
    "start",
]
