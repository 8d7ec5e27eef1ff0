"""Undo, redo and the journal as people read it.

The stack is not kept anywhere: it is what the journal says this person has done in this room today and not
yet taken back. What somebody else has done is not taken back by one's own key, only by its number.
"""

from __future__ import annotations

from sqlmodel import col

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import MissingError, RuleError, say
from assistant_tui.readmodels.journal import JournalRow
from assistant_tui.services.context import Context
from assistant_tui.store.queries import journal as queries
from assistant_tui.store.tables import Journal
from assistant_tui.store.undo import apply_undo
from assistant_tui.store.work import UnitOfWork


def undo(ctx: Context, *, reason: str = "") -> JournalRow:
    """Take back one's own last action in this room today. Answers the action taken back.

    Raises RuleError when there is none, ConflictError (saying what) when something has changed since.
    """
    number = queries.last_to_undo(ctx.reading, ctx.room_id, ctx.today(), ctx.actor)
    if number is None:
        raise RuleError(say("There is nothing to undo today"))
    return _reverse(ctx, number, Deed.UNDO, reason)


def redo(ctx: Context) -> JournalRow:
    """Do again what one has undone last, unless one has done something else since."""
    number = queries.last_to_redo(ctx.reading, ctx.room_id, ctx.today(), ctx.actor)
    if number is None:
        raise RuleError(say("There is nothing to redo"))
    return _reverse(ctx, number, Deed.REDO, "")


def undo_row(ctx: Context, number: int, *, reason: str = "") -> JournalRow:
    """Take back the action with this journal number.

    Raises MissingError for an unknown number, RuleError for one that changed nothing or is undone already,
    for an undo or redo, and for the set-up, without which there is no room to work in.
    """
    row = show(ctx, number)
    if row.undoes is not None:
        raise RuleError(say("Journal row {number} is itself an undo or a redo", number=number))
    if row.action == Deed.SET_UP:
        raise RuleError(say("The making of the file cannot be undone"))
    if row.undone:
        raise RuleError(say("Journal row {number} was undone already", number=number))
    if not row.changes:
        raise RuleError(say("Journal row {number} changed nothing", number=number))
    return _reverse(ctx, number, Deed.UNDO, reason)


def show(ctx: Context, number: int) -> JournalRow:
    """One journal row. Raises MissingError."""
    row = queries.journal_row(ctx.reading, number)
    if row is None:
        raise MissingError(say("There is no journal row {number}", number=number))
    return row


def recent(ctx: Context, limit: int = 50) -> tuple[JournalRow, ...]:
    """The last rows of the journal, newest first."""
    return queries.journal_rows(ctx.reading, limit)


def _reverse(ctx: Context, number: int, deed: Deed, reason: str) -> JournalRow:
    with ctx.work(deed, reason=reason, undoes=number) as work:
        apply_undo(work, _journal(work, number))
        work.commit()
    return show(ctx, number)


def _journal(work: UnitOfWork, number: int) -> Journal:
    return work.find(Journal, col(Journal.id) == number)[0]
