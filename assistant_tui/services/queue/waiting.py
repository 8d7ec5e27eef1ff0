"""A wait put off, moved, judged anew, or ended before the doctor was seen."""

from __future__ import annotations

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services import board, visits
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.services.queue.wait import Wait, from_here_on, wait_of
from assistant_tui.services.triage import triage


def hold(ctx: Context, visit_id: int, *, reason: str = "") -> VisitRow:
    """Put the wait on hold: she keeps her arrival but is not called."""
    with wait_of(ctx, Deed.HOLD, visit_id, reason=reason) as wait:
        wait.become(EntryStatus.ON_HOLD, reason=wait.work.heading.reason)
    return visit_row(ctx, visit_id)


def resume(ctx: Context, visit_id: int) -> VisitRow:
    """Back into the line: from hold, after missed calls, or when a call is taken back."""
    with wait_of(ctx, Deed.RESUME, visit_id) as wait:
        wait.become(EntryStatus.WAITING, reason="")
        wait.go_to(ctx.pack.waiting.code)
    return visit_row(ctx, visit_id)


def leave(ctx: Context, visit_id: int, *, reason: str = "") -> VisitRow:
    """She left before being seen, or walked out; the visit ends."""
    with wait_of(ctx, Deed.LEAVE, visit_id, reason=reason) as wait:
        _end(wait, EntryStatus.LEFT)
    return visit_row(ctx, visit_id)


def no_show(ctx: Context, visit_id: int) -> VisitRow:
    """She was expected and is not there; the visit ends."""
    with wait_of(ctx, Deed.NO_SHOW, visit_id) as wait:
        _end(wait, EntryStatus.NOSHOW)
    return visit_row(ctx, visit_id)


def enter_in_error(ctx: Context, visit_id: int, *, reason: str) -> None:
    """The registration was a mistake: entry and visit say so and leave every list; the ticket stays used.

    Raises InputError without a reason, RuleError once the consultation has begun.
    """
    if not reason.strip():
        raise InputError(say("Say why this was a mistake"))
    with wait_of(ctx, Deed.VOID_VISIT, visit_id, reason=reason) as wait:
        _end(wait, EntryStatus.ENTERED_IN_ERROR)
        wait.work.change(wait.visit, status=EntryStatus.ENTERED_IN_ERROR.value, voided=True)


def _end(wait: Wait, to: EntryStatus) -> None:
    wait.become(to, ended_at=wait.at, reason=wait.work.heading.reason)
    visits.close_visit(wait.work, wait.ctx, wait.visit)


def move_in_line(ctx: Context, visit_id: int, *, position: int, reason: str) -> VisitRow:
    """Put the patient at this place of the line, counted from 1, and keep her there while others are called.

    Raises InputError without a reason or for a place that is not there; RuleError when she does not wait, or
    when it would put her before one whose state is graver.
    """
    if not reason.strip():
        raise InputError(say("A move by hand needs a reason"))
    with wait_of(ctx, Deed.MOVE_IN_LINE, visit_id, reason=reason) as wait:
        line = board.line_now(ctx)
        if wait.entry.status not in {EntryStatus.WAITING, EntryStatus.SKIPPED}:
            raise RuleError(say("{ticket} is not waiting in the line", ticket=wait.visit.ticket))
        if not 1 <= position <= len(line):
            raise InputError(say("Type a place from 1 to {last}", last=len(line)))
        graver = board.served_first(line)
        if visit_id in graver or position <= len(graver):
            raise RuleError(say("Levels 1 and 2 go first: change the level instead"))
        wait.work.change(
            wait.entry,
            status=EntryStatus.WAITING.value,
            give_way=position - 1,
            give_way_since=from_here_on(wait, line),
            moved=True,
            reason=wait.work.heading.reason,
        )
    return visit_row(ctx, visit_id)


def queue_again(ctx: Context, visit_id: int, *, reason: str = "") -> VisitRow:
    """She comes back to the doctor, with results as a rule (回诊): a new wait of the same visit.

    Raises RuleError while she still has an active entry, or has left.
    """
    with ctx.work(Deed.QUEUE_AGAIN, reason=reason) as work:
        visit = visits.visit_in(work, visit_id)
        if visits.active_entry(work, visit) is not None:
            raise RuleError(say("{ticket} is in the queue already", ticket=visit.ticket))
        visits.queue_return(work, visit, reason=work.heading.reason)
        visits.move_stay(work, ctx, visit, ctx.pack.waiting.code)
        work.commit()
    return visit_row(ctx, visit_id)


def set_acuity(ctx: Context, visit_id: int, *, level: int, reason: str) -> VisitRow:
    """Set the triage level, 1 (gravest) to 4, with the reason and nothing measured.

    Raises InputError for another level or without a reason.
    """
    if not reason.strip():
        raise InputError(say("Say why the level changes"))
    return triage(ctx, visit_id, level=level, reason=reason)
