"""The queue at work: calling, the consultation, and all the ways in which a wait can end or be put off.

Calling moves the patient's stay too; there is no second bookkeeping.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col

from assistant_tui.domain.clock import MILLISECOND
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.readmodels.board import QueueRow, VisitRow
from assistant_tui.services import board, visits
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.store.queries.sessions import first_calls
from assistant_tui.store.tables import QueueEntry, Visit
from assistant_tui.store.work import UnitOfWork


def call_next(ctx: Context) -> VisitRow:
    """Call whoever is first in the line.

    Raises RuleError when nobody waits, or when somebody called has not come in yet.
    """
    with ctx.work(Deed.CALL) as work:
        line = board.line_now(ctx)
        if not line:
            raise RuleError(say("Nobody is waiting"))
        return _call(ctx, work, line[0].visit.visit_id)


def call(ctx: Context, visit_id: int, *, reason: str = "") -> VisitRow:
    """Call this patient; out of turn only with a reason.

    Raises RuleError when she cannot be called, InputError when the reason is missing.
    """
    with ctx.work(Deed.CALL, reason=reason) as work:
        line = board.line_now(ctx)
        if line and line[0].visit.visit_id != visit_id and not reason.strip():
            raise InputError(say("It is the turn of {ticket}: give a reason", ticket=line[0].visit.ticket))
        return _call(ctx, work, visit_id)


def _call(ctx: Context, work: UnitOfWork, visit_id: int) -> VisitRow:
    visit = visits.visit_in(work, visit_id)
    entry = visits.require_entry(work, visit)
    _require_door_free(ctx, work, entry)
    at = visits.at_for(work, entry)
    visits.set_status(
        work,
        visit,
        entry,
        EntryStatus.CALLED,
        calls=1,
        calls_before=entry.calls_before + entry.calls,
        called_at=at,
        first_called_at=entry.first_called_at or at,
        give_way=None,
        give_way_since=None,
        moved=False,
    )
    visits.move_stay(work, ctx, visit, ctx.pack.room.code)
    work.commit()
    return visit_row(ctx, visit_id)


def _require_door_free(ctx: Context, work: UnitOfWork, entry: QueueEntry) -> None:
    for other in _in_state(work, ctx, EntryStatus.CALLED):
        if other.key != entry.key:
            raise RuleError(
                say(
                    "{ticket} has been called and is not in yet: let the patient in, call again or skip",
                    ticket=work.get(Visit, other.visit_id).ticket,
                )
            )


def recall(ctx: Context, visit_id: int) -> VisitRow:
    """Call again; the countdown starts anew. Raises RuleError once all calls have been made."""
    with ctx.work(Deed.RECALL) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        if entry.status != EntryStatus.CALLED:
            raise RuleError(say("{ticket} has not been called", ticket=visit.ticket))
        if entry.calls >= ctx.pack.queue.calls_before_skip:
            raise RuleError(
                say(
                    "{ticket} was called {calls} times: skip, or let the patient in",
                    ticket=visit.ticket,
                    calls=entry.calls,
                )
            )
        work.change(entry, calls=entry.calls + 1, called_at=visits.at_for(work, entry))
        work.commit()
    return visit_row(ctx, visit_id)


def start(ctx: Context, visit_id: int) -> VisitRow:
    """The called patient has come in: the consultation begins.

    Raises RuleError while another one is in the room (I2).
    """
    with ctx.work(Deed.START) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        for other in _in_state(work, ctx, EntryStatus.IN_PROGRESS):
            if other.key != entry.key:
                raise RuleError(
                    say(
                        "{ticket} is still in the room: finish that consultation first",
                        ticket=work.get(Visit, other.visit_id).ticket,
                    )
                )
        visits.set_status(work, visit, entry, EntryStatus.IN_PROGRESS, started_at=visits.at_for(work, entry))
        visits.move_stay(work, ctx, visit, ctx.pack.room.code)
        visits.refresh_status(work, visit)
        work.commit()
    return visit_row(ctx, visit_id)


def finish(ctx: Context, visit_id: int, *, to: str | None) -> VisitRow:
    """The consultation is over; the patient goes on to location `to`, or leaves the clinic when it is None.

    A patient who was called and never marked as in has been in since the last call. Raises InputError when
    `to` is the room itself.
    """
    with ctx.work(Deed.FINISH) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        visits.set_status(
            work,
            visit,
            entry,
            EntryStatus.COMPLETED,
            started_at=entry.started_at or entry.called_at,
            ended_at=visits.at_for(work, entry),
        )
        _go_on(ctx, work, visit, to)
        work.commit()
    return visit_row(ctx, visit_id)


def skip(ctx: Context, visit_id: int) -> VisitRow:
    """No answer (过号): some others go first, then it is her turn again; her stay goes back to waiting."""
    with ctx.work(Deed.SKIP) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        visits.set_status(
            work,
            visit,
            entry,
            EntryStatus.SKIPPED,
            give_way=ctx.pack.queue.skip_behind,
            give_way_since=_from_here_on(ctx, work, ()),
            moved=False,
        )
        visits.move_stay(work, ctx, visit, ctx.pack.waiting.code)
        work.commit()
    return visit_row(ctx, visit_id)


def hold(ctx: Context, visit_id: int, *, reason: str = "") -> VisitRow:
    """Put the wait on hold: she keeps her arrival but is not called."""
    with ctx.work(Deed.HOLD, reason=reason) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        visits.set_status(work, visit, entry, EntryStatus.ON_HOLD, reason=work.heading.reason)
        work.commit()
    return visit_row(ctx, visit_id)


def resume(ctx: Context, visit_id: int) -> VisitRow:
    """Back into the line: from hold, after missed calls, or when a call is taken back."""
    with ctx.work(Deed.RESUME) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        visits.set_status(work, visit, entry, EntryStatus.WAITING, reason="")
        visits.move_stay(work, ctx, visit, ctx.pack.waiting.code)
        work.commit()
    return visit_row(ctx, visit_id)


def leave(ctx: Context, visit_id: int, *, reason: str = "") -> VisitRow:
    """She left before being seen, or walked out; the visit ends."""
    return _end(ctx, Deed.LEAVE, visit_id, EntryStatus.LEFT, reason)


def no_show(ctx: Context, visit_id: int) -> VisitRow:
    """She was expected and is not there; the visit ends."""
    return _end(ctx, Deed.NO_SHOW, visit_id, EntryStatus.NOSHOW, "")


def _end(ctx: Context, deed: Deed, visit_id: int, to: EntryStatus, reason: str) -> VisitRow:
    with ctx.work(deed, reason=reason) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        visits.set_status(
            work, visit, entry, to, ended_at=visits.at_for(work, entry), reason=work.heading.reason
        )
        visits.close_visit(work, visit)
        work.commit()
    return visit_row(ctx, visit_id)


def enter_in_error(ctx: Context, visit_id: int, *, reason: str) -> None:
    """The registration was a mistake: entry and visit say so and leave every list; the ticket stays used.

    Raises InputError without a reason, RuleError once the consultation has begun.
    """
    if not reason.strip():
        raise InputError(say("Say why this was a mistake"))
    with ctx.work(Deed.VOID_VISIT, reason=reason) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        visits.set_status(
            work,
            visit,
            entry,
            EntryStatus.ENTERED_IN_ERROR,
            ended_at=visits.at_for(work, entry),
            reason=work.heading.reason,
        )
        visits.close_visit(work, visit)
        work.change(visit, status=EntryStatus.ENTERED_IN_ERROR.value, voided=True)
        work.commit()


def move_in_line(ctx: Context, visit_id: int, *, position: int, reason: str) -> VisitRow:
    """Put the patient at this place of the line, counted from 1, and keep her there while others are called.

    Raises InputError without a reason or for a place that is not there; RuleError when she does not wait, or
    when it would put her before one whose state is graver.
    """
    if not reason.strip():
        raise InputError(say("A move by hand needs a reason"))
    with ctx.work(Deed.MOVE_IN_LINE, reason=reason) as work:
        visit = visits.visit_in(work, visit_id)
        entry = visits.require_entry(work, visit)
        line = board.line_now(ctx)
        if entry.status not in {EntryStatus.WAITING, EntryStatus.SKIPPED}:
            raise RuleError(say("{ticket} is not waiting in the line", ticket=visit.ticket))
        if not 1 <= position <= len(line):
            raise InputError(say("Type a place from 1 to {last}", last=len(line)))
        graver = board.served_first(line)
        if visit_id in graver or position <= len(graver):
            raise RuleError(say("Levels 1 and 2 go first: change the level instead"))
        work.change(
            entry,
            status=EntryStatus.WAITING.value,
            give_way=position - 1,
            give_way_since=_from_here_on(ctx, work, line),
            moved=True,
            reason=work.heading.reason,
        )
        work.commit()
    return visit_row(ctx, visit_id)


def queue_again(ctx: Context, visit_id: int, *, reason: str = "") -> VisitRow:
    """She comes back to the doctor, with results as a rule (回诊): a new wait of the same visit.

    Raises RuleError while she still has an active entry, or has left.
    """
    with ctx.work(Deed.QUEUE_AGAIN, reason=reason) as work:
        visit = visits.visit_in(work, visit_id)
        if visits.active_entry(work, visit) is not None:
            raise RuleError(say("{ticket} is in the queue already", ticket=visit.ticket))
        here_since = visits.open_stay(work, visit).since
        work.add(
            QueueEntry(
                visit_id=visit.key,
                room_id=ctx.room_id,
                day=work.heading.day,
                kind=EntryKind.RETURN.value,
                queued_at=visits.not_before(here_since, work.heading.at),
                reason=work.heading.reason,
            )
        )
        visits.move_stay(work, ctx, visit, ctx.pack.waiting.code)
        work.commit()
    return visit_row(ctx, visit_id)


def set_acuity(ctx: Context, visit_id: int, *, level: int, reason: str) -> VisitRow:
    """Set the triage level, 1 (gravest) to 4, with the reason."""
    if level not in range(1, 5):
        raise InputError(say("A level is 1, 2, 3 or 4"))
    if not reason.strip():
        raise InputError(say("Say why the level changes"))
    with ctx.work(Deed.SET_ACUITY, reason=reason) as work:
        work.change(visits.visit_in(work, visit_id), acuity=level)
        work.commit()
    return visit_row(ctx, visit_id)


def _go_on(ctx: Context, work: UnitOfWork, visit: Visit, to: str | None) -> None:
    if to is None:
        visits.close_visit(work, visit)
        return
    place = ctx.pack.location(to)
    if place.code == ctx.pack.room.code:
        raise InputError(
            say("The room is for the next patient: choose where {ticket} goes", ticket=visit.ticket)
        )
    visits.move_stay(work, ctx, visit, place.code)
    visits.refresh_status(work, visit)


def _in_state(work: UnitOfWork, ctx: Context, status: EntryStatus) -> list[QueueEntry]:
    return work.find(
        QueueEntry,
        col(QueueEntry.room_id) == ctx.room_id,
        col(QueueEntry.status) == status.value,
        col(QueueEntry.voided).is_(False),
    )


def _from_here_on(ctx: Context, work: UnitOfWork, line: Iterable[QueueRow]) -> datetime:
    """Now, or just after the calls and the moves in `line` so far, if the clock was set back since.

    Who goes first is counted from here, and of two moves the later holds.
    """
    calls = [call.at for call in first_calls(ctx.reading, ctx.room_id, work.heading.day)]
    moves = [row.entry.give_way_since for row in line if row.entry.give_way_since]
    return max([work.heading.at, *(at + MILLISECOND for at in (*calls, *moves))])
