"""A visit of a past day as it is played in memory, with its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.orders import Question
from assistant_tui.domain.protocols import Level, Protocol, Reading
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.watches import RoundStatus
from assistant_tui.pack.model import VisitKind


@dataclass(frozen=True, slots=True)
class PastPromise:
    """A wait that was told: to be called between these instants."""

    told_at: datetime
    low_at: datetime
    high_at: datetime


@dataclass(frozen=True, slots=True)
class PastEntry:
    """One wait and how it ended; who was never called has no call, who was not seen no start."""

    queued_at: datetime
    ended_at: datetime
    status: EntryStatus = EntryStatus.COMPLETED
    kind: EntryKind = EntryKind.WALK_IN
    calls: int = 1
    first_called_at: datetime | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    slot_at: datetime | None = None
    reason: str = ""
    promise: PastPromise | None = None


@dataclass(frozen=True, slots=True)
class PastStay:
    """Where she was, `[since, until)`."""

    location: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class PastItem:
    """What was ordered and what became of it: `facts` are columns of its row.

    `part_of` is the number, within the visit, of the surgery that it belongs to; `let_pass` is what was open
    when she left, with the reason.
    """

    drafted: Drafted
    drafted_at: datetime
    facts: Mapping[str, object]
    part_of: int | None = None
    let_pass: Mapping[Question, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastRound:
    """A due round of a watch, done or missed, with what was seen."""

    number: int
    due_at: datetime
    status: RoundStatus
    happened_at: datetime | None = None
    readings: Mapping[str, Reading] = field(default_factory=dict)
    level: Level = Level.USUAL


@dataclass(frozen=True, slots=True)
class PastCall:
    """The doctor was called after the round of this number, came, and ordered something."""

    round: int
    doctor: str
    called_at: datetime
    arrived_at: datetime
    ordered: str


@dataclass(frozen=True, slots=True)
class PastWatch:
    """A watch after the `item` of this number within the visit; `points` are of the score that let her go."""

    protocol: Protocol
    item: int
    procedure: str
    started_at: datetime
    ended_at: datetime
    nurse: str
    rounds: tuple[PastRound, ...]
    call: PastCall | None
    points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit that is over; waits, stays and items of slips are in their order.

    `settled` are the codes of what belonged to leaving; in `back_in` she was to come again.
    """

    patient_id: int
    kind: VisitKind
    complaint: str
    entries: tuple[PastEntry, ...]
    stays: tuple[PastStay, ...]
    acuity: int = 4
    items: tuple[PastItem, ...] = ()
    settled: tuple[str, ...] = ()
    back_in: timedelta | None = None
    watches: tuple[PastWatch, ...] = ()

    @property
    def arrived_at(self) -> datetime:
        """When she came."""
        return self.stays[0].since
