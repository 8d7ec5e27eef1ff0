"""The board: everything today's screens show, from one read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.escalation import Heard
from assistant_tui.domain.itinerary import NextStop
from assistant_tui.domain.metrics import promise_breaks
from assistant_tui.domain.saying import Saying
from assistant_tui.readmodels.orders import SlipRow, VisitOrders

if TYPE_CHECKING:
    from assistant_tui.readmodels.checklist import DayChecklist
    from assistant_tui.readmodels.triage import TriageRow
    from assistant_tui.readmodels.watches import WatchRow


class CompanionRow(NamedTuple):
    """Family or a friend of the patient; `invite` and no `invited_at` means: still to be asked in."""

    companion_id: int
    name: str
    relation: str
    phone: str | None
    invite: bool
    invited_at: datetime | None


class PromiseRow(NamedTuple):
    """The last wait told: to be called between these instants."""

    told_at: datetime
    low_at: datetime
    high_at: datetime
    told_by: str

    def broken(self, now: datetime) -> bool:
        """Whether she who still waits should have been called by now, as alert and figures judge it."""
        return now > promise_breaks(self.high_at)


class EntryRow(NamedTuple):
    """The visit's newest queue entry."""

    entry_id: int
    kind: str
    status: str
    queued_at: datetime
    slot_at: datetime | None
    calls: int
    first_called_at: datetime | None
    called_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    give_way: int | None
    give_way_since: datetime | None
    moved: bool
    reason: str

    @property
    def waits_from(self) -> datetime:
        """From when her wait counts: the arrival, or the booked time where that is later."""
        return self.queued_at if self.slot_at is None else max(self.queued_at, self.slot_at)


class StayRow(NamedTuple):
    """Where the patient is, or was last."""

    location: str
    room_id: int | None
    since: datetime
    until: datetime | None
    escort: str
    back_by: datetime | None


class VisitRow(NamedTuple):
    """One visit of the day with all that the lists show of it."""

    visit_id: int
    patient_id: int
    day: date
    ticket: str
    name: str
    sex: str
    born: str | None
    phone: str | None
    kind: str
    status: str
    acuity: int
    complaint: str
    arrived_at: datetime
    departed_at: datetime | None
    entry: EntryRow | None
    stay: StayRow | None
    promise: PromiseRow | None
    companions: tuple[CompanionRow, ...]

    @property
    def inside(self) -> bool:
        """Still in the clinic."""
        return self.departed_at is None


class QueueRow(NamedTuple):
    """A place in the line: who, why there, and when she will probably be called."""

    visit: VisitRow
    entry: EntryRow
    position: int | None
    reason: Saying
    low_at: datetime | None
    high_at: datetime | None
    late: bool = False


class Board(NamedTuple):
    """The day of one room at one instant.

    `slips` are all slips of every patient who has something open, also of earlier days' whose results are to
    come or to be read; `orders` has those of the visits on the board, by visit. `watches` are the room's
    that go on, what is overdue first; `triages` the newest of each patient inside who was triaged.
    `checklist` has the duties of the day, None where nobody uses them. `heard` tells which alerts are silent.
    From `next_round_at` on the board is out of date: then the next round falls due; None where none is.
    """

    at: datetime
    day: date
    line: tuple[QueueRow, ...]
    aside: tuple[QueueRow, ...]
    called: QueueRow | None
    serving: QueueRow | None
    inside: tuple[VisitRow, ...]
    gone: tuple[VisitRow, ...]
    alerts: tuple[Alert, ...]
    slips: tuple[SlipRow, ...] = ()
    orders: Mapping[int, VisitOrders] = MappingProxyType({})
    watches: tuple[WatchRow, ...] = ()
    triages: Mapping[int, TriageRow] = MappingProxyType({})
    checklist: DayChecklist | None = None
    heard: Heard = MappingProxyType({})
    next_round_at: datetime | None = None

    def visit(self, visit_id: int | None) -> VisitRow | None:
        """The visit with this id, if it is on the board."""
        for row in (*self.inside, *self.gone):
            if row.visit_id == visit_id:
                return row
        return None

    def stop(self, visit_id: int) -> NextStop | None:
        """Where her slips send the patient next, if anywhere."""
        hers = self.orders.get(visit_id)
        return hers.stop if hers else None

    def place(self, visit_id: int | None) -> QueueRow | None:
        """Her place in the line, at the door, in the room or aside."""
        for row in (self.serving, self.called, *self.line, *self.aside):
            if row is not None and row.visit.visit_id == visit_id:
                return row
        return None
