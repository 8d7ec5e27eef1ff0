"""The queue of one room: what an entry is, how it moves from state to state, and what the clinic may set.

The order of service is in `lineup`, the climbing of an unanswered call in `calls`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
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


@dataclass(frozen=True, slots=True)
class QueueRules:
    """What a clinic may set about the order of service and the calls.

    Raises ValueError, naming the field, when a value makes no sense.
    """

    max_wait: timedelta = timedelta(minutes=60)
    """Waiting longer than this brings an entry to the front."""
    returns_after: int = 2
    """One who returns with results goes in after every so many new ones."""
    appointment_credit: timedelta = timedelta(minutes=30)
    """A booked patient stands, from the slot on, as if she had come this long before it."""
    appointment_grace: timedelta = timedelta(minutes=10)
    """Coming this long after the slot is still on time."""
    skip_behind: int = 3
    """A skipped patient lets so many others go first."""
    calls_before_skip: int = 3
    """So many calls without an answer before the patient is skipped."""
    call_interval: timedelta = timedelta(seconds=60)
    """The time to answer one call."""

    def __post_init__(self) -> None:
        zero = timedelta(0)
        for name in ("max_wait", "call_interval"):
            if getattr(self, name) <= zero:
                raise ValueError(f"{name} must be longer than 0")
        for name in ("appointment_credit", "appointment_grace"):
            if getattr(self, name) < zero:
                raise ValueError(f"{name} must not be negative")
        for name in ("returns_after", "calls_before_skip"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")
        if self.skip_behind < 0:
            raise ValueError("skip_behind must not be negative")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the order of service needs to know of one entry that is `waiting` or `skipped`.

    `acuity` is 1 (gravest) to 4. `give_way` others go first, counted from the instant `give_way_since`: after
    a skip at least so many, after a move by hand (`moved`) exactly so many.
    Raises ValueError when the fields contradict each other.
    """

    entry_id: int
    ticket: str
    kind: EntryKind
    status: EntryStatus
    queued_at: datetime
    slot_at: datetime | None = None
    acuity: int = 4
    give_way: int | None = None
    give_way_since: datetime | None = None
    moved: bool = False

    def __post_init__(self) -> None:
        if self.status not in {EntryStatus.WAITING, EntryStatus.SKIPPED}:
            raise ValueError(f"{self.ticket} is {self.status}, so it has no place in the line")
        if (self.give_way is None) != (self.give_way_since is None):
            raise ValueError(
                f"{self.ticket} gives way to a number of others from an instant on: both or neither"
            )
        if self.moved and self.give_way is None:
            raise ValueError(f"{self.ticket} was moved, but not behind how many")


@dataclass(frozen=True, slots=True)
class FirstCall:
    """An entry was called for the first time today in this room."""

    at: datetime
    kind: EntryKind
    entry_id: int
