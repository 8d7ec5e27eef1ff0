"""The demo's past: sessions on earlier days, for the wait estimate and for the patients' histories.

A past day is written in one unit of work, with its outcome rather than each of its steps, so that the journal
holds one row for it that tells all of its rows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from math import exp, log, sqrt
from statistics import NormalDist

from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.tickets import format_ticket
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.pack.model import VisitKind
from assistant_tui.services.context import Context
from assistant_tui.services.demo.cast import Cast, Part
from assistant_tui.services.demo.comer import Known
from assistant_tui.services.demo.kinds import errands, first_kind, return_kinds
from assistant_tui.store.tables import Patient, QueueEntry, Stay, Visit
from assistant_tui.store.work import UnitOfWork

DAYS = 15
_SUNDAY = 6
_BEGINS, _ENDS = time(8), time(12)
_MOST_A_DAY = 16
_OF_A_KIND = 0.25  # standard deviation of the log pace of whole days: a slow morning stays slow
_NINE_IN_TEN = NormalDist().inv_cdf(0.9)
_KNOWN = 0.45  # of those who come, so many have been here before


def days_before(today: date) -> list[date]:
    """The last so many days on which the clinic was open, oldest first: it is closed on Sundays."""
    earlier = (today - timedelta(days=back) for back in range(1, DAYS * 2))
    return sorted([day for day in earlier if day.weekday() != _SUNDAY][:DAYS])


def live_through(ctx: Context, clock: FixedClock, cast: Cast, rng: random.Random, today: date) -> list[Known]:
    """Write the past days, moving the clock along; answers everybody who came,
    those with remarkable names first."""
    everybody: list[Known] = []
    for day in days_before(today):
        begins, clock.at = (
            datetime.combine(day, hour, ctx.zone).astimezone(UTC) for hour in (_BEGINS, _ENDS)
        )
        with ctx.work(Deed.SET_UP) as work:
            _Session(ctx, work, cast, rng, everybody).hold(begins)
            work.about_many()
            work.commit()
    return everybody


class _Session:
    """One past morning: as many patients as fit in, one after the other."""

    def __init__(
        self, ctx: Context, work: UnitOfWork, cast: Cast, rng: random.Random, everybody: list[Known]
    ) -> None:
        self._ctx, self._work, self._cast, self._rng = ctx, work, cast, rng
        self._everybody = everybody
        self._came: set[int] = set()
        self._numbers: dict[str, int] = {}
        self._pace = exp(rng.gauss(0, _OF_A_KIND))

    def hold(self, begins: datetime) -> None:
        free = begins
        for _ in range(_MOST_A_DAY):
            who, known = self._somebody()
            kind = self._rng.choice(return_kinds(self._ctx.pack)) if known else first_kind(self._ctx.pack)
            called = free + timedelta(seconds=self._rng.randrange(15, 60))
            ended = called + self._service(kind)
            if ended > self._work.heading.at:
                return
            arrived = max(
                begins - timedelta(minutes=15), called - timedelta(minutes=self._rng.randrange(4, 55))
            )
            self._write(who, kind, known, _times(self._rng, arrived, called, ended))
            free = ended

    def _somebody(self) -> tuple[Known, bool]:
        again = [one for one in self._everybody if one.patient_id not in self._came]
        if again and self._rng.random() < _KNOWN:
            who, known = self._rng.choice(again), True
        else:
            person = self._cast.person(Part.KNOWN)
            facts = person.facts
            patient = self._work.add(
                Patient(name=facts.name, sex=facts.sex or "unknown", born=facts.born, phone=facts.phone)
            )
            who, known = Known(patient.key, patient.sex, person.age), False
            self._everybody.append(who)
        self._came.add(who.patient_id)
        return who, known

    def _service(self, kind: VisitKind) -> timedelta:
        """Lognormal with the kind's mean and spread, in the day's pace."""
        # The spread is p90 over mean, so its log is z * sigma - sigma^2 / 2: solved for sigma.
        sigma = _NINE_IN_TEN - sqrt(max(0.0, _NINE_IN_TEN**2 - 2 * log(kind.spread)))
        return kind.service * self._pace * min(3.0, exp(self._rng.gauss(-sigma * sigma / 2, sigma)))

    def _write(self, who: Known, kind: VisitKind, known: bool, times: Sequence[datetime]) -> None:
        arrived, called, started, ended, gone = times
        day, pack, room_id = self._work.heading.day, self._ctx.pack, self._ctx.room_id
        series = pack.ticket_series(kind.series)
        number = self._numbers[series.code] = self._numbers.get(series.code, 0) + 1
        visit = self._work.add(
            Visit(
                patient_id=who.patient_id,
                room_id=room_id,
                doctor_id=self._ctx.doctor_id,
                day=day,
                series=series.code,
                number=number,
                ticket=format_ticket(series.code, number, series.width),
                kind=kind.code,
                status=VisitStatus.FINISHED.value,
                complaint=self._cast.complaint(kind, known=known),
                arrived_at=arrived,
                departed_at=gone,
            )
        )
        self._work.add(
            QueueEntry(
                visit_id=visit.key,
                room_id=room_id,
                day=day,
                kind=EntryKind.WALK_IN.value,
                status=EntryStatus.COMPLETED.value,
                queued_at=arrived,
                calls=1,
                first_called_at=called,
                called_at=called,
                started_at=started,
                ended_at=ended,
            )
        )
        for location, since, until in self._stays(arrived, called, ended, gone):
            in_room = room_id if location == pack.room.code else None
            self._work.add(
                Stay(
                    visit_id=visit.key, day=day, location=location, room_id=in_room, since=since, until=until
                )
            )

    def _stays(
        self, arrived: datetime, called: datetime, ended: datetime, gone: datetime
    ) -> Iterator[tuple[str, datetime, datetime]]:
        pack = self._ctx.pack
        yield pack.waiting.code, arrived, called
        yield pack.room.code, called, ended
        if gone > ended:
            paying = errands(pack)[:1] or [pack.waiting]
            yield paying[0].code, ended, gone


def _times(
    rng: random.Random, arrived: datetime, called: datetime, ended: datetime
) -> tuple[datetime, datetime, datetime, datetime, datetime]:
    """Arrival, call, start, end and departure."""
    started = called + timedelta(seconds=rng.randrange(10, 50))
    paid = timedelta(minutes=rng.choice((0, 0, 4, 8)))
    return arrived, called, min(started, ended), ended, ended + paid
