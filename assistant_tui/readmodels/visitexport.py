"""Whole visits as they leave the program, with everything that happened in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.readmodels.triage import TriageRow
from assistant_tui.readmodels.watches import WatchRow


class PlaceFacts(NamedTuple):
    """Where patients are: a location of the pack, or a room, which has a `room_id`."""

    code: str
    name: Words
    room_id: int | None = None


class PatientFacts(NamedTuple):
    """Who came. What may not be told is empty; `very_old` hides the year of birth."""

    patient_id: int
    sex: str
    born: str | None
    very_old: bool
    name: str
    phone: str
    card: str


class EntryFacts(NamedTuple):
    """One wait for the room."""

    status: EntryStatus
    started_at: datetime | None
    ended_at: datetime | None


class StayFacts(NamedTuple):
    """A stay at a location, `[since, until)`; open while `until` is None."""

    stay_id: int
    location: str
    room_id: int | None
    since: datetime
    until: datetime | None


class VisitFacts(NamedTuple):
    """A visit; `kind_name` is what the pack calls its kind, `usual` how long such a consultation takes."""

    visit_id: int
    patient_id: int
    room_id: int
    doctor: str
    day: date
    ticket: str
    kind: str
    kind_name: Words
    usual: timedelta
    status: VisitStatus
    complaint: str
    acuity: int
    arrived_at: datetime
    slot_at: datetime | None
    departed_at: datetime | None
    entries: Sequence[EntryFacts] = ()
    stays: Sequence[StayFacts] = ()
    triages: Sequence[TriageRow] = ()
    slips: Sequence[SlipRow] = ()
    watches: Sequence[WatchRow] = ()
