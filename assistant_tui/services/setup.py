"""The first run: a new file with its room and doctor; and opening a file as a workstation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from assistant_tui.domain.clock import Clock, day_of
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean
from assistant_tui.pack.model import Pack
from assistant_tui.services.context import Context
from assistant_tui.services.post import take_post
from assistant_tui.store.database import Database
from assistant_tui.store.journal import Heading

ROOM_CODE = "1"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the first run asks for."""

    room: str
    doctor: str
    assistant: str

    def checked(self) -> Desk:
        """The names made safe. Raises InputError when one is missing."""
        desk = Desk(clean(self.room), clean(self.doctor), clean(self.assistant))
        if not desk.room:
            raise InputError(say("Type the room's name"))
        if not desk.doctor:
            raise InputError(say("Type the doctor's name"))
        if not desk.assistant:
            raise InputError(say("Type the assistant's name"))
        return desk


def set_up(path: Path, desk: Desk, pack: Pack, *, clock: Clock, zone: tzinfo, demo: bool = False) -> Context:
    """Make a new file with one room and its doctor; answers it open.

    Raises InputError for a missing name, StoreError when there is a file already or none can be made.
    """
    from assistant_tui.store.create import create  # noqa: PLC0415 - the schema is needed here only
    from assistant_tui.store.tables import Doctor, Room  # noqa: PLC0415
    from assistant_tui.store.work import UnitOfWork  # noqa: PLC0415

    desk = desk.checked()
    now = clock.now()
    facts = {"pack": pack.code, "demo": "1" if demo else "0"}
    heading = Heading(Deed.SET_UP, desk.assistant, now, day_of(now, zone))

    def add_room(database: Database) -> None:
        with UnitOfWork(database, heading) as work:
            doctor = work.add(Doctor(name=desk.doctor))
            work.add(Room(code=ROOM_CODE, name=desk.room, doctor_id=doctor.key))
            work.commit()

    database = create(path, at=now, facts=facts, first=add_room)
    return open_desk(database, pack, assistant=desk.assistant, clock=clock, zone=zone)


def open_desk(
    database: Database, pack: Pack, *, assistant: str, clock: Clock, zone: tzinfo, room: str = ""
) -> Context:
    """A workstation on an open file, for the room with this code (or the only one, or the first).

    Raises MissingError for a room that the file does not have.
    """
    post = take_post(database, assistant=assistant, clock=clock, zone=zone, room=room)
    return Context.at(post, pack)
