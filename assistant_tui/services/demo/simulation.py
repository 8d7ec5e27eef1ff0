"""Many invented clinic days in a new file: for load, and for trying reports.

Each day is played in memory and then written in one unit of work with one journal row, like the demo's past.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.pack.model import Pack
from assistant_tui.services.context import Context
from assistant_tui.services.demo.cast import Cast, Part
from assistant_tui.services.demo.clinicday import ClinicDay, Comer, Hours
from assistant_tui.services.demo.comer import Known
from assistant_tui.services.demo.day import unhurried
from assistant_tui.services.demo.daybook import DayBook
from assistant_tui.services.demo.hours import opening, slot_before
from assistant_tui.services.demo.kinds import booked_kinds, first_kind, return_kinds
from assistant_tui.services.demo.pace import day_pace
from assistant_tui.services.demo.past import days_before
from assistant_tui.services.demo.pastcare import PastCare
from assistant_tui.services.demo.pastslips import PastSlips
from assistant_tui.services.demo.wishes import Wishes
from assistant_tui.services.setup import set_up
from assistant_tui.store.files import discard

Progress = Callable[[int, int], None]
"""Called with the days done and the days in all."""

_BEGINS, _BREAKS, _RESUMES, _LAST = time(8), time(12), time(13, 30), time(20)  # the doctor's; the last call
_NOTED = time(23)
_LAST_COME = {True: time(11, 15), False: time(16, 15)}  # in the morning, in the afternoon
_FULL = timedelta(hours=6.5)  # of consultations fill a day
_MOST_USUAL = 40
_IN_THE_MORNING, _BOOKED, _KNOWN, _URGENT = 0.6, 0.25, 0.5, 0.02
_DAY_BY_DAY = 0.15  # standard deviation of the number of patients, as a share of it


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was made; `first` and `last` are days."""

    days: int
    visits: int
    patients: int
    first: date
    last: date


def simulate(
    path: Path,
    pack: Pack,
    *,
    days: int,
    until: date,
    patients_per_day: int | None = None,
    seed: int,
    language: str,
    zone: tzinfo,
    progress: Progress | None = None,
) -> Simulated:
    """Make a demo file at `path` with the last `days` clinic days up to and with `until`, Sundays left out.

    About so many patients come each day; as many as fit when None is given. More make each consultation
    shorter. The same arguments make the same file. A file that is not finished does not stay.

    Raises StoreError when there is a file already or none can be made.
    """
    rng = random.Random(seed)
    dates = days_before(until + timedelta(days=1), days)
    cast = Cast(pack, language, rng, until)
    clock = FixedClock(opening(dates[0], zone))
    ctx = set_up(path, cast.desk(), pack, clock=clock, zone=zone, demo=True)
    slips = PastSlips(ctx, Wishes(pack, language, random.Random(f"{seed} slips")), cast.nurse())
    care = PastCare(ctx, random.Random(f"{seed} care"), language, cast.nurse())
    simulation = _Simulation(
        ctx, cast, rng, slips=slips, care=care, per_day=patients_per_day or usual_number(pack)
    )
    finished = False
    try:
        with unhurried(ctx.database):
            for number, day in enumerate(dates, start=1):
                clock.at = _at(day, _NOTED, zone)
                simulation.live_through(day)
                if progress:
                    progress(number, days)
        finished = True
    finally:
        ctx.database.close()
        if not finished:
            discard(path)
    return Simulated(days, simulation.visits, len(simulation.everybody), dates[0], dates[-1])


def usual_number(pack: Pack) -> int:
    """How many patients a day of this clinic has room for."""
    return max(1, min(_MOST_USUAL, int(_FULL / (first_kind(pack).service * 1.15))))


class _Simulation:
    """Day after day, with the same people coming again."""

    def __init__(
        self,
        ctx: Context,
        cast: Cast,
        rng: random.Random,
        *,
        slips: PastSlips,
        care: PastCare,
        per_day: int,
    ) -> None:
        self._ctx, self._cast, self._rng, self._per_day = ctx, cast, rng, per_day
        self._slips, self._care = slips, care
        self.everybody: list[Known] = []
        self.visits = 0

    def live_through(self, day: date) -> None:
        """Play this day and write it."""
        zone, rng = self._ctx.zone, self._rng
        begins, breaks, resumes, ends = (_at(day, one, zone) for one in (_BEGINS, _BREAKS, _RESUMES, _LAST))
        with self._ctx.work(Deed.SET_UP) as work:
            book = DayBook(self._ctx, work)
            number = max(1, round(rng.gauss(self._per_day, self._per_day * _DAY_BY_DAY)))
            comers = self._comers(day, book, number)
            needed = sum((one.kind.service for one in comers), timedelta(0))
            pace = day_pace(rng) * min(1.0, _FULL / needed)
            visits = ClinicDay(self._ctx.pack, Hours(begins, breaks, resumes, ends), rng, pace).played(comers)
            book.write([self._slips.written_into(visit, ends) for visit in visits])
            self._care.write(work, day)
            work.about_many()
            work.commit()
        self.visits += len(visits)

    def _comers(self, day: date, book: DayBook, number: int) -> list[Comer]:
        came: set[int] = set()
        comers = []
        for _ in range(number):
            who, known = self._somebody(book, came)
            comers.append(self._comer(day, who, known=known))
        return comers

    def _somebody(self, book: DayBook, came: set[int]) -> tuple[Known, bool]:
        if self.everybody and self._rng.random() < _KNOWN:
            who = self._rng.choice(self.everybody)
            if who.patient_id not in came:
                came.add(who.patient_id)
                return who, True
        who = book.add_patient(self._cast, Part.KNOWN)
        self.everybody.append(who)
        came.add(who.patient_id)
        return who, False

    def _comer(self, day: date, who: Known, *, known: bool) -> Comer:
        rng, pack, zone = self._rng, self._ctx.pack, self._ctx.zone
        morning = rng.random() < _IN_THE_MORNING
        earliest = opening(day, zone) if morning else _at(day, _RESUMES, zone) - timedelta(minutes=15)
        seconds = int((_at(day, _LAST_COME[morning], zone) - earliest).total_seconds())
        # More come at the beginning of the session than towards its end.
        arrives_at = earliest + timedelta(seconds=int(rng.triangular(0, seconds, seconds / 4)))
        urgent, booked = rng.random() < _URGENT, rng.random() < _BOOKED
        kind = rng.choice(return_kinds(pack)) if known else first_kind(pack)
        slot_at = None
        if booked and not urgent:
            kind = rng.choice(booked_kinds(pack, shorter=True))
            slot_at = slot_before(arrives_at + timedelta(minutes=rng.randrange(0, 25)))
        complaint = self._cast.complaint(kind, known=known, urgent=urgent)
        acuity = Acuity.SEVERE if urgent else Acuity.ROUTINE
        return Comer(who.patient_id, kind, complaint, arrives_at, slot_at, acuity)


def _at(day: date, hour: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)
