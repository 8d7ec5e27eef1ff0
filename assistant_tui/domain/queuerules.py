"""What a clinic may set about its queue, and what the order of service needs to know of an entry.

Apart from `queue`, whose words are asked for everywhere: figures and exports need no rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.queue import EntryKind, EntryStatus


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


class FirstCall(NamedTuple):
    """An entry was called for the first time today in this room."""

    at: datetime
    kind: EntryKind
    entry_id: int
