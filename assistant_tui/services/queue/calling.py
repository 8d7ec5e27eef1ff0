"""Calling, the consultation, and its end."""

from __future__ import annotations

from sqlalchemy import literal
from sqlmodel import col

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services import board, visits
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.services.queue.wait import Wait, from_here_on, wait_of
from assistant_tui.store.tables import QueueEntry, Visit


def call_next(ctx: Context) -> VisitRow:
    """Call whoever is first in the line.

    Raises RuleError when nobody waits, or when somebody called has not come in yet.
    """
    with ctx.work(Deed.CALL) as work:
        line = board.line_now(ctx)
        if not line:
            raise RuleError(say("Nobody is waiting"))
        visit = visits.visit_in(work, line[0].visit.visit_id)
        _call(Wait(ctx, work, visit, visits.require_entry(work, visit)))
        work.commit()
    return visit_row(ctx, visit.key)


def call(ctx: Context, visit_id: int, *, reason: str = "") -> VisitRow:
    """Call this patient; out of turn only with a reason.

    Raises RuleError when she cannot be called, InputError when the reason is missing.
    """
    with wait_of(ctx, Deed.CALL, visit_id, reason=reason) as wait:
        line = board.line_now(ctx)
        if line and line[0].visit.visit_id != visit_id and not reason.strip():
            raise InputError(say("It is the turn of {ticket}: give a reason", ticket=line[0].visit.ticket))
        _call(wait)
    return visit_row(ctx, visit_id)


def _call(wait: Wait) -> None:
    if other := _other(wait, EntryStatus.CALLED):
        raise RuleError(
            say(
                "{ticket} has been called and is not in yet: let the patient in, call again or skip",
                ticket=other.ticket,
            )
        )
    entry, at = wait.entry, wait.at
    wait.become(
        EntryStatus.CALLED,
        calls=1,
        calls_before=entry.calls_before + entry.calls,
        called_at=at,
        first_called_at=entry.first_called_at or at,
        give_way=None,
        give_way_since=None,
        moved=False,
    )
    wait.go_to(wait.ctx.pack.room.code)


def recall(ctx: Context, visit_id: int) -> VisitRow:
    """Call again; the countdown starts anew. Raises RuleError once all calls have been made."""
    with wait_of(ctx, Deed.RECALL, visit_id) as wait:
        calls, ticket = wait.entry.calls, wait.visit.ticket
        if wait.entry.status != EntryStatus.CALLED:
            raise RuleError(say("{ticket} has not been called", ticket=ticket))
        if calls >= ctx.pack.queue.calls_before_skip:
            raise RuleError(
                say(
                    "{ticket} was called {calls} times: skip, or let the patient in",
                    ticket=ticket,
                    calls=calls,
                )
            )
        wait.work.change(wait.entry, calls=calls + 1, called_at=wait.at)
    return visit_row(ctx, visit_id)


def start(ctx: Context, visit_id: int) -> VisitRow:
    """The called patient has come in: the consultation begins.

    Raises RuleError while another one is in the room (I2).
    """
    with wait_of(ctx, Deed.START, visit_id) as wait:
        if other := _other(wait, EntryStatus.IN_PROGRESS):
            raise RuleError(
                say(
                    "{ticket} is still in the room: finish that consultation first",
                    ticket=other.ticket,
                )
            )
        wait.become(EntryStatus.IN_PROGRESS, started_at=wait.at)
        wait.go_to(ctx.pack.room.code)
        visits.refresh_status(wait.work, wait.visit)
    return visit_row(ctx, visit_id)


def finish(ctx: Context, visit_id: int, *, to: str | None) -> VisitRow:
    """The consultation is over; the patient goes on to location `to`, or leaves the clinic when it is None.

    A patient who was called and never marked as in has been in since the last call. Raises InputError when
    `to` is the room itself.
    """
    with wait_of(ctx, Deed.FINISH, visit_id) as wait:
        entry = wait.entry
        wait.become(EntryStatus.COMPLETED, started_at=entry.started_at or entry.called_at, ended_at=wait.at)
        _go_on(wait, to)
    return visit_row(ctx, visit_id)


def _go_on(wait: Wait, to: str | None) -> None:
    if to is None:
        visits.close_visit(wait.work, wait.ctx, wait.visit)
        return
    place = wait.ctx.pack.location(to)
    if place.code == wait.ctx.pack.room.code:
        raise InputError(
            say("The room is for the next patient: choose where {ticket} goes", ticket=wait.visit.ticket)
        )
    wait.go_to(place.code)
    visits.refresh_status(wait.work, wait.visit)


def skip(ctx: Context, visit_id: int) -> VisitRow:
    """No answer (过号): some others go first, then it is her turn again; her stay goes back to waiting."""
    with wait_of(ctx, Deed.SKIP, visit_id) as wait:
        wait.become(
            EntryStatus.SKIPPED,
            give_way=ctx.pack.queue.skip_behind,
            give_way_since=from_here_on(wait, ()),
            moved=False,
        )
        wait.go_to(ctx.pack.waiting.code)
    return visit_row(ctx, visit_id)


def _other(wait: Wait, status: EntryStatus) -> Visit | None:
    """Another visit of this room in that state."""
    # Literally, as in the index that allows one of them: with parameters all entries ever are gone through.
    found = wait.work.find(
        QueueEntry,
        col(QueueEntry.room_id) == wait.ctx.room_id,
        col(QueueEntry.status) == literal(status.value, literal_execute=True),
        col(QueueEntry.voided) == literal(False, literal_execute=True),
        col(QueueEntry.id) != wait.entry.key,
    )
    return wait.work.get(Visit, found[0].visit_id) if found else None
