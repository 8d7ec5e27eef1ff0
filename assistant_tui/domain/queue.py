"""The queue of one room: what an entry is, and how it moves from state to state.

What the clinic may set is in `queuerules`, the order of service in `lineup`, the climbing of an unanswered
call in `calls`.
"""

from __future__ import annotations

from enum import StrEnum

from assistant_tui.domain.saying import RuleError, Saying, say


class EntryStatus(StrEnum):
    """Where a queue entry stands. The last four are its ends."""

    WAITING = "waiting"
    CALLED = "called"
    SKIPPED = "skipped"
    ON_HOLD = "on-hold"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    LEFT = "left"
    NOSHOW = "noshow"
    ENTERED_IN_ERROR = "entered-in-error"


class EntryKind(StrEnum):
    """Why the patient queues: came by herself, has a booked time, or returns with results."""

    WALK_IN = "walk-in"
    APPOINTMENT = "appointment"
    RETURN = "return"


ENDED = frozenset({EntryStatus.COMPLETED, EntryStatus.LEFT, EntryStatus.NOSHOW, EntryStatus.ENTERED_IN_ERROR})
ACTIVE = frozenset(EntryStatus) - ENDED

_GONE = frozenset({EntryStatus.LEFT, EntryStatus.NOSHOW, EntryStatus.ENTERED_IN_ERROR})

# Back from the room into the queue, or out of an end, leads only undo: it also brings back stays and times.
TRANSITIONS: dict[EntryStatus, frozenset[EntryStatus]] = {
    EntryStatus.WAITING: _GONE | {EntryStatus.CALLED, EntryStatus.ON_HOLD},
    EntryStatus.CALLED: _GONE
    | {EntryStatus.IN_PROGRESS, EntryStatus.COMPLETED, EntryStatus.SKIPPED, EntryStatus.WAITING},
    EntryStatus.SKIPPED: _GONE | {EntryStatus.WAITING, EntryStatus.CALLED, EntryStatus.ON_HOLD},
    EntryStatus.ON_HOLD: _GONE | {EntryStatus.WAITING},
    EntryStatus.IN_PROGRESS: frozenset({EntryStatus.COMPLETED, EntryStatus.LEFT}),
} | {ended: frozenset() for ended in ENDED}

STATUS_WORDS: dict[EntryStatus, Saying] = {
    EntryStatus.WAITING: say("waiting"),
    EntryStatus.CALLED: say("called"),
    EntryStatus.SKIPPED: say("skipped"),
    EntryStatus.ON_HOLD: say("on hold"),
    EntryStatus.IN_PROGRESS: say("in the room"),
    EntryStatus.COMPLETED: say("completed"),
    EntryStatus.LEFT: say("left"),
    EntryStatus.NOSHOW: say("no-show"),
    EntryStatus.ENTERED_IN_ERROR: say("entered in error"),
}

_WAY_ON: dict[EntryStatus, Saying] = {
    EntryStatus.WAITING: say("call the patient first"),
    EntryStatus.CALLED: say("put the patient back in the queue first"),
    EntryStatus.SKIPPED: say("call the patient first"),
    EntryStatus.ON_HOLD: say("resume the wait first"),
    EntryStatus.IN_PROGRESS: say("finish the consultation, or undo"),
} | dict.fromkeys(ENDED, say("undo that, or queue the patient again"))


def require(ticket: str, status: EntryStatus, to: EntryStatus) -> None:
    """Let the entry of `ticket` go from `status` to `to`.

    Raises RuleError, naming the ticket, how it stands and what to do instead, if there is no such way.
    """
    if to in TRANSITIONS[status]:
        return
    advice = say("nothing to do") if to is status else _WAY_ON[status]
    raise RuleError(
        say("{ticket} ({status}): {advice}", ticket=ticket, status=STATUS_WORDS[status], advice=advice)
    )
