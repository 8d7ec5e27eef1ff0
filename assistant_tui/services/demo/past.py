"""The demo's past: sessions on earlier days, for the wait estimate and for the patients' histories.

A past day is written in one unit of work, with its outcome rather than each of its steps, so that the journal
holds one row for it that tells all of its rows.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.pack.model import Pack, VisitKind
from assistant_tui.services.context import Context
from assistant_tui.services.demo.cast import Cast, Part
from assistant_tui.services.demo.comer import Known
from assistant_tui.services.demo.daybook import DayBook
from assistant_tui.services.demo.kinds import errands, first_kind, return_kinds
from assistant_tui.services.demo.pace import consultation, day_pace
from assistant_tui.services.demo.pastcare import PastCare
from assistant_tui.services.demo.pastslips import PastSlips
from assistant_tui.services.demo.pastvisit import PastEntry, PastStay, PastVisit

DAYS = 15
_SUNDAY = 6
_BEGINS, _ENDS, _NOTED = time(8), time(12), time(20)  # the session's; when the day was written
_MOST_A_DAY = 16
_KNOWN = 0.45  # of those who come, so many have been here before


def days_before(today: date, number: int = DAYS) -> list[date]:
    """The last so many days on which the clinic was open, oldest first: it is closed on Sundays."""
    earlier = (today - timedelta(days=back) for back in range(1, number * 7 // 6 + 3))
    return sorted([day for day in earlier if day.weekday() != _SUNDAY][:number])


def live_through(
    ctx: Context,
    clock: FixedClock,
    cast: Cast,
    rng: random.Random,
    *,
    slips: PastSlips,
    care: PastCare,
    today: date,
) -> list[Known]:
    """Write the past days, moving the clock along; answers everybody who came,
    those with remarkable names first."""
    everybody: list[Known] = []
    for day in days_before(today):
        begins, ends, clock.at = (
            datetime.combine(day, hour, ctx.zone).astimezone(UTC) for hour in (_BEGINS, _ENDS, _NOTED)
        )
        with ctx.work(Deed.SET_UP) as work:
            book = DayBook(ctx, work)
            visits = _Session(ctx.pack, book, cast, rng, everybody).held(begins, ends)
            book.write([slips.written_into(visit, clock.at) for visit in visits])
            care.write(work, day)
            work.about_many()
            work.commit()
    return everybody


class _Session:
    """One past morning: as many patients as fit in, one after the other."""

    def __init__(
        self, pack: Pack, book: DayBook, cast: Cast, rng: random.Random, everybody: list[Known]
    ) -> None:
        self._pack, self._book, self._cast, self._rng = pack, book, cast, rng
        self._everybody = everybody
        self._came: set[int] = set()
        self._pace = day_pace(rng)

    def held(self, begins: datetime, ends: datetime) -> list[PastVisit]:
        visits: list[PastVisit] = []
        free = begins
        for _ in range(_MOST_A_DAY):
            who, known = self._somebody()
            kind = self._rng.choice(return_kinds(self._pack)) if known else first_kind(self._pack)
            called = free + timedelta(seconds=self._rng.randrange(15, 60))
            ended = called + consultation(kind, self._rng) * self._pace
            if ended > ends:
                break
            arrived = max(
                begins - timedelta(minutes=15), called - timedelta(minutes=self._rng.randrange(4, 55))
            )
            visits.append(self._visit(who, kind, known=known, arrived=arrived, called=called, ended=ended))
            free = ended
        return visits

    def _somebody(self) -> tuple[Known, bool]:
        again = [one for one in self._everybody if one.patient_id not in self._came]
        if again and self._rng.random() < _KNOWN:
            who, known = self._rng.choice(again), True
        else:
            who, known = self._book.add_patient(self._cast, Part.KNOWN), False
            self._everybody.append(who)
        self._came.add(who.patient_id)
        return who, known

    def _visit(
        self,
        who: Known,
        kind: VisitKind,
        *,
        known: bool,
        arrived: datetime,
        called: datetime,
        ended: datetime,
    ) -> PastVisit:
        pack = self._pack
        started = min(called + timedelta(seconds=self._rng.randrange(10, 50)), ended)
        gone = ended + timedelta(minutes=self._rng.choice((0, 0, 4, 8)))
        entry = PastEntry(arrived, ended, first_called_at=called, called_at=called, started_at=started)
        stays = [PastStay(pack.waiting.code, arrived, called), PastStay(pack.room.code, called, ended)]
        if gone > ended:
            paying = errands(pack)[:1] or [pack.waiting]
            stays.append(PastStay(paying[0].code, ended, gone))
        complaint = self._cast.complaint(kind, known=known)
        return PastVisit(who.patient_id, kind, complaint, (entry,), tuple(stays))
