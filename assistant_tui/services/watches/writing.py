"""What every action on a running watch shares: its rows, the true time, and the rounds that were missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.watches import RoundStatus
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services import watchlist
from assistant_tui.services.context import Context
from assistant_tui.store.tables import Watch, WatchRound
from assistant_tui.store.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OpenWatch:
    """A running watch about to be changed. `at` is now or, when the clock was set back since, its start."""

    work: UnitOfWork
    record: Watch
    row: WatchRow
    at: datetime

    def then(self, happened_at: datetime | None) -> datetime:
        """When it happened: now, unless said. Raises InputError before the start or in the future."""
        if happened_at is None:
            return self.at
        if not self.row.started_at <= happened_at <= self.at:
            raise InputError(say("This was after the watch began and is not in the future"))
        return happened_at

    def written(self) -> None:
        """Count what is written, so that it can only be taken back in its order."""
        self.work.change(self.record, entries=self.record.entries + 1)

    def miss(self, numbers: Iterable[int]) -> None:
        """Put on record that nobody did these rounds (I6)."""
        known = {one.number for one in self.row.rounds}
        due_at = self.row.running(self.at).due_at
        self.work.add_many(
            WatchRound,
            [
                {
                    "watch_id": self.row.watch_id,
                    "visit_id": self.row.visit_id,
                    "number": number,
                    "due_at": due_at(number),
                    "status": RoundStatus.MISSED.value,
                    "happened_at": None,
                    "entered_at": self.at,
                    "by": self.work.heading.actor,
                }
                for number in numbers
                if number not in known
            ],
        )

    def round(self, number: int, **facts: Any) -> int:
        """Put a round on record, over one that was missed; answers its id."""
        known = self.row.round(number)
        if known is not None:
            (record,) = self.work.get_many(WatchRound, [known.round_id])
            return self.work.change(record, **facts).key
        return self._add(number=number, due_at=self.row.running(self.at).due_at(number), **facts)

    def look(self, **facts: Any) -> int:
        """Put a look between two rounds on record; answers its id."""
        return self._add(number=None, due_at=None, **facts)

    def _add(self, **facts: Any) -> int:
        row = WatchRound(watch_id=self.row.watch_id, visit_id=self.row.visit_id, **facts)
        return self.work.add(row).key


@contextmanager
def on_watch(ctx: Context, deed: Deed, watch_id: int, *, reason: str = "") -> Iterator[OpenWatch]:
    """The running watch for one action, committed at the end of the block.

    Raises MissingError for an unknown watch, RuleError for one that has ended.
    """
    with ctx.work(deed, reason=reason) as work:
        yield open_watch(ctx, work, watch_id)
        work.commit()


def open_watch(ctx: Context, work: UnitOfWork, watch_id: int) -> OpenWatch:
    """The running watch within a unit of work. Raises as `on_watch`."""
    row = watchlist.watch(ctx, watch_id)
    if row.ended_at is not None:
        raise RuleError(
            say("{ticket}: {protocol} has ended already", ticket=row.ticket, protocol=row.protocol.name)
        )
    return OpenWatch(work, work.get(Watch, watch_id), row, max(work.heading.at, row.started_at))


def running_of(work: UnitOfWork, visit_id: int) -> list[Watch]:
    """The watches of a visit that go on."""
    return work.find(
        Watch, col(Watch.visit_id) == visit_id, col(Watch.voided).is_(False), col(Watch.ended_at).is_(None)
    )
