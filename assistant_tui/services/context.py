"""Who acts, for which room, on which file, at what time: handed to every service."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from assistant_tui.domain.clock import Clock, day_of
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.text import clean
from assistant_tui.pack.model import Pack
from assistant_tui.store.database import Database
from assistant_tui.store.journal import Heading

if TYPE_CHECKING:
    from assistant_tui.store.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Context:
    """One workstation at work. `actor` is the name that the journal records."""

    database: Database
    clock: Clock
    zone: tzinfo
    pack: Pack
    room_id: int
    room_name: str
    doctor_id: int
    doctor_name: str
    actor: str

    @property
    def reading(self) -> sqlite3.Connection:
        """For queries."""
        return self.database.raw

    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    def today(self) -> date:
        """The clinic's date."""
        return day_of(self.now(), self.zone)

    def heading(self, deed: Deed, *, reason: str = "", undoes: int | None = None) -> Heading:
        """The head of this action's journal row: done now, by this workstation."""
        now = self.now()
        return Heading(deed, self.actor, now, day_of(now, self.zone), self.room_id, clean(reason), undoes)

    def work(self, deed: Deed, *, reason: str = "", undoes: int | None = None) -> UnitOfWork:
        """Begin a unit of work for this action; the reason is made safe, rows take it from the heading."""
        from assistant_tui.store.work import UnitOfWork  # noqa: PLC0415 - SQLModel at the first write

        return UnitOfWork(self.database, self.heading(deed, reason=reason, undoes=undoes))
