"""Who acts, for which room, on which file, at what time: all that an action needs which asks no pack."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from assistant_tui.domain.clock import Clock, day_of
from assistant_tui.domain.saying import MissingError, say
from assistant_tui.domain.text import clean, clean_prose
from assistant_tui.store.database import Database
from assistant_tui.store.failures import in_words

if TYPE_CHECKING:
    from assistant_tui.domain.deeds import Deed
    from assistant_tui.store.journal import Heading
    from assistant_tui.store.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Post:
    """One workstation's place. `actor` is the name that the journal records."""

    database: Database
    clock: Clock
    zone: tzinfo
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
        from assistant_tui.store.journal import Heading  # noqa: PLC0415 - for what writes

        now = self.now()
        day = day_of(now, self.zone)
        return Heading(deed, self.actor, now, day, self.room_id, clean_prose(reason), undoes)

    def work(self, deed: Deed, *, reason: str = "", undoes: int | None = None) -> UnitOfWork:
        """Begin a unit of work for this action; the reason is made safe, rows take it from the heading."""
        from assistant_tui.store.work import UnitOfWork  # noqa: PLC0415 - SQLModel at the first write

        return UnitOfWork(self.database, self.heading(deed, reason=reason, undoes=undoes))


def take_post(database: Database, *, assistant: str, clock: Clock, zone: tzinfo, room: str = "") -> Post:
    """The place at the room with this code (or the only one, or the first) of an open file.

    Raises MissingError for a room that the file does not have.
    """
    with in_words():
        rows = database.raw.execute(
            "SELECT r.id, r.code, r.name, d.id, d.name FROM room r JOIN doctor d ON d.id = r.doctor_id"
            " WHERE r.voided = 0 ORDER BY r.id"
        ).fetchall()
    chosen = [row for row in rows if room in {"", row[1]}]
    if not chosen:
        raise MissingError(say("There is no room {code} in the file", code=room))
    room_id, _, room_name, doctor_id, doctor_name = chosen[0]
    return Post(
        database=database,
        clock=clock,
        zone=zone,
        room_id=room_id,
        room_name=room_name,
        doctor_id=doctor_id,
        doctor_name=doctor_name,
        actor=clean(assistant) or doctor_name,
    )
