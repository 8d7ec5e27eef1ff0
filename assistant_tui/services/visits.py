"""What several services need of a visit within a unit of work: its rows, its stays, its status.

Every change of place goes through `move_stay`, so that stays touch and never overlap; every change of an
entry goes through `set_status`, so that no rule is passed by.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col

from assistant_tui.domain.queue import ACTIVE, EntryKind, EntryStatus, require
from assistant_tui.domain.saying import MissingError, RuleError, say
from assistant_tui.domain.visits import VisitStatus, visit_status
from assistant_tui.services.context import Context
from assistant_tui.services.gate import require_nothing_open
from assistant_tui.store.tables import QueueEntry, Stay, Visit
from assistant_tui.store.work import UnitOfWork


def visit_in(work: UnitOfWork, visit_id: int) -> Visit:
    """The visit, unless it was voided. Raises MissingError."""
    visit = work.get(Visit, visit_id)
    if visit.voided:
        raise MissingError(say("{ticket} was voided", ticket=visit.ticket))
    return visit


def active_entry(work: UnitOfWork, visit: Visit) -> QueueEntry | None:
    """The visit's active queue entry; by invariant I3 there is at most one."""
    found = work.find(
        QueueEntry,
        col(QueueEntry.visit_id) == visit.key,
        col(QueueEntry.voided).is_(False),
        col(QueueEntry.status).in_(sorted(ACTIVE)),
    )
    return found[0] if found else None


def require_entry(work: UnitOfWork, visit: Visit) -> QueueEntry:
    """The visit's active queue entry. Raises RuleError when she is not queueing."""
    entry = active_entry(work, visit)
    if entry is None:
        raise RuleError(
            say("{ticket} is not in the queue: queue the patient again first", ticket=visit.ticket)
        )
    return entry


def set_status(
    work: UnitOfWork, visit: Visit, entry: QueueEntry, to: EntryStatus, **values: object
) -> QueueEntry:
    """Let the entry go to `to`, if the rules let it, with these other columns."""
    require(visit.ticket, EntryStatus(entry.status), to)
    return work.change(entry, status=to.value, **values)


def at_for(work: UnitOfWork, entry: QueueEntry) -> datetime:
    """Now, or the last instant known of the entry when the clock was set back in between."""
    known = (entry.queued_at, entry.called_at, entry.started_at)
    return max(work.heading.at, *(at for at in known if at is not None))


def open_stay(work: UnitOfWork, visit: Visit) -> Stay:
    """Where the patient is. Raises RuleError for a visit that has departed."""
    found = work.find(
        Stay, col(Stay.visit_id) == visit.key, col(Stay.voided).is_(False), col(Stay.until).is_(None)
    )
    if not found:
        raise RuleError(say("{ticket} has left the clinic", ticket=visit.ticket))
    return found[0]


def move_stay(
    work: UnitOfWork,
    ctx: Context,
    visit: Visit,
    location: str,
    *,
    escort: str = "",
    back_by: datetime | None = None,
) -> Stay:
    """Close the open stay and begin one at `location`, at the same instant.

    Being there already is no move: only escort and time to be back are updated.
    """
    stay = open_stay(work, visit)
    if stay.location == location:
        return work.change(stay, escort=escort, back_by=back_by)
    at = not_before(stay.since, work.heading.at)
    work.change(stay, until=at)
    return work.add(
        Stay(
            visit_id=visit.key,
            day=work.heading.day,
            location=location,
            room_id=ctx.room_id if location == ctx.pack.room.code else None,
            since=at,
            escort=escort,
            back_by=back_by,
        )
    )


def queue_return(work: UnitOfWork, visit: Visit, *, reason: str = "") -> QueueEntry:
    """A new wait of a visit that has no active one: back with results."""
    return work.add(
        QueueEntry(
            visit_id=visit.key,
            room_id=visit.room_id,
            day=work.heading.day,
            kind=EntryKind.RETURN.value,
            queued_at=not_before(open_stay(work, visit).since, work.heading.at),
            reason=reason,
        )
    )


def refresh_status(work: UnitOfWork, visit: Visit, *, departed_at: datetime | None = None) -> Visit:
    """Set the visit's status to what its entries and its departure make of it."""
    entries = work.find(QueueEntry, col(QueueEntry.visit_id) == visit.key, col(QueueEntry.voided).is_(False))
    status = visit_status(
        [EntryStatus(entry.status) for entry in entries],
        departed=departed_at is not None,
        seen=any(entry.started_at is not None for entry in entries),
    )
    return work.change(visit, status=VisitStatus(status).value, departed_at=departed_at)


def close_visit(work: UnitOfWork, ctx: Context, visit: Visit) -> Visit:
    """The patient leaves the clinic now: close the stay, set departure and status.

    Raises GateError while something of hers is open.
    """
    require_nothing_open(ctx, visit.key, visit.ticket)
    stay = open_stay(work, visit)
    at = not_before(stay.since, work.heading.at)
    work.change(stay, until=at)
    return refresh_status(work, visit, departed_at=not_before(visit.arrived_at, at))


def not_before(earliest: datetime, moment: datetime) -> datetime:
    """`moment`, or `earliest` when the clock was set back in between."""
    return max(earliest, moment)
