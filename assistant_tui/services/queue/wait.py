"""A wait at work: what most actions of the queue begin and end with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from assistant_tui.domain.clock import MILLISECOND
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.readmodels.board import QueueRow
from assistant_tui.services import visits
from assistant_tui.services.context import Context
from assistant_tui.store.queries.sessions import first_calls
from assistant_tui.store.tables import QueueEntry, Visit
from assistant_tui.store.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Wait:
    """A visit and its active queue entry, open for change in one unit of work."""

    ctx: Context
    work: UnitOfWork
    visit: Visit
    entry: QueueEntry

    @property
    def at(self) -> datetime:
        """Now, but never before the entry's last known instant."""
        return visits.at_for(self.work, self.entry)

    def become(self, to: EntryStatus, **values: object) -> None:
        """Let the entry go to `to`, with these other columns. Raises RuleError when there is no such way."""
        visits.set_status(self.work, self.visit, self.entry, to, **values)

    def go_to(self, location: str) -> None:
        """The patient goes there with it."""
        visits.move_stay(self.work, self.ctx, self.visit, location)


@contextmanager
def wait_of(ctx: Context, deed: Deed, visit_id: int, *, reason: str = "") -> Iterator[Wait]:
    """The visit's wait for one action, committed at the end of the block.

    Raises MissingError for a visit that is not there, RuleError for a patient who is not in the queue.
    """
    with ctx.work(deed, reason=reason) as work:
        visit = visits.visit_in(work, visit_id)
        yield Wait(ctx, work, visit, visits.require_entry(work, visit))
        work.commit()


def from_here_on(wait: Wait, line: Iterable[QueueRow]) -> datetime:
    """Now, or just after the calls and the moves in `line` so far, if the clock was set back since.

    Who goes first is counted from here, and of two moves the later holds.
    """
    calls = [call.at for call in first_calls(wait.ctx.reading, wait.ctx.room_id, wait.work.heading.day)]
    moves = [row.entry.give_way_since for row in line if row.entry.give_way_since]
    return max([wait.work.heading.at, *(at + MILLISECOND for at in (*calls, *moves))])
