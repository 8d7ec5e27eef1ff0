"""One invented clinic day, played in memory: who comes when, waits, is seen, returns, or leaves unseen.

A simpler day than the program's own rules would make: first come, first served, the gravest before all. It is
sound and worth a report; `morning` has the day that is played through the services.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.pack.model import Pack, VisitKind
from assistant_tui.services.demo.kinds import errands, results_service
from assistant_tui.services.demo.pace import consultation
from assistant_tui.services.demo.pastvisit import PastEntry, PastPromise, PastStay, PastVisit

MINUTE = timedelta(minutes=1)
_ABSENT, _PAYS, _TOLD, _RECALLED, _RETURNS = 0.04, 0.7, 0.3, 0.12, 0.3
_PATIENCE = (50, 100, 240)  # minutes until somebody leaves unseen: at least, most often, at most
_STEP = 5 * MINUTE


@dataclass(frozen=True, slots=True)
class Comer:
    """Who comes: at what time, for what, perhaps booked for `slot_at`."""

    patient_id: int
    kind: VisitKind
    complaint: str
    arrives_at: datetime
    slot_at: datetime | None = None
    acuity: int = Acuity.ROUTINE


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when the doctor works before and after the break; after `ends` nobody is called."""

    begins: datetime
    breaks: datetime
    resumes: datetime
    ends: datetime

    def working(self, moment: datetime) -> datetime:
        """This instant, or when the doctor works next."""
        moment = max(moment, self.begins)
        return self.resumes if self.breaks <= moment < self.resumes else moment


@dataclass(slots=True)
class _Stage:
    """What has happened to somebody so far."""

    comer: Comer
    entries: list[PastEntry] = field(default_factory=list)
    stays: list[PastStay] = field(default_factory=list)


class ClinicDay:
    """Plays one day; the same `rng` plays the same. `pace` stretches every consultation."""

    def __init__(self, pack: Pack, hours: Hours, rng: random.Random, pace: float) -> None:
        self._pack, self._hours, self._rng, self._pace = pack, hours, rng, pace
        self._places = errands(pack)
        self._free_at = hours.begins
        self._order = count()
        self._waiting: list[tuple[int, datetime, int, _Stage]] = []

    def played(self, comers: Sequence[Comer]) -> list[PastVisit]:
        """Their visits, all of them over, in the order of arrival."""
        stages = [_Stage(comer) for comer in sorted(comers, key=lambda one: one.arrives_at)]
        coming = [(stage.comer.arrives_at, next(self._order), stage) for stage in stages]
        while coming or self._waiting:
            if not self._waiting:
                self._free_at = max(self._free_at, coming[0][0])
            self._free_at = self._hours.working(self._free_at)
            while coming and coming[0][0] <= self._free_at:
                self._queue(*heapq.heappop(coming))
            if self._waiting:
                _, since, _, stage = heapq.heappop(self._waiting)
                if (back_at := self._served(stage, since)) is not None:
                    heapq.heappush(coming, (back_at, next(self._order), stage))
        return _with_promises([_visit(stage) for stage in stages], self._rng)

    def _queue(self, since: datetime, number: int, stage: _Stage) -> None:
        slot = stage.comer.slot_at
        ready = since if slot is None or stage.entries else max(since, slot)
        heapq.heappush(self._waiting, (stage.comer.acuity, ready, number, stage))

    def _served(self, stage: _Stage, since: datetime) -> datetime | None:
        """Her wait ends, one way or another; answers when she will be back with results, if she will."""
        queued = stage.stays[-1].until if stage.stays else stage.comer.arrives_at
        patience = self._rng.triangular(_PATIENCE[0], _PATIENCE[2], _PATIENCE[1]) * MINUTE
        first = not stage.entries
        gives_up = first and since + patience < self._free_at
        if gives_up or self._free_at >= self._hours.ends:
            left = since + patience if gives_up else max(queued, self._hours.ends)
            self._end(stage, PastEntry(queued, left, EntryStatus.LEFT, calls=0), queued, left)
            return None
        called = self._free_at + timedelta(seconds=self._rng.randrange(15, 60))
        if first and self._rng.random() < _ABSENT:
            self._called_in_vain(stage, queued, called)
            return None
        again = self._rng.random() < _RECALLED and self._pack.queue.calls_before_skip > 1
        last_call = called + self._pack.queue.call_interval if again else called
        started = last_call + timedelta(seconds=self._rng.randrange(10, 50))
        ended = started + self._service(stage) * self._pace
        entry = PastEntry(
            queued,
            ended,
            calls=1 + again,
            first_called_at=called,
            called_at=last_call,
            started_at=started,
        )
        self._end(stage, entry, queued, called)
        stage.stays.append(PastStay(self._pack.room.code, called, ended))
        self._free_at = ended
        return self._goes_on(stage, ended, first=first)

    def _called_in_vain(self, stage: _Stage, queued: datetime, called: datetime) -> None:
        rules = self._pack.queue
        last_call = called + rules.call_interval * (rules.calls_before_skip - 1)
        self._free_at = last_call + rules.call_interval
        calls, status = rules.calls_before_skip, EntryStatus.NOSHOW
        entry = PastEntry(
            queued, self._free_at, status, calls=calls, first_called_at=called, called_at=last_call
        )
        self._end(stage, entry, queued, called)
        stage.stays.append(PastStay(self._pack.room.code, called, self._free_at))

    def _end(self, stage: _Stage, entry: PastEntry, queued: datetime, until: datetime) -> None:
        comer, first = stage.comer, not stage.entries
        kind = (
            EntryKind.RETURN if not first else EntryKind.APPOINTMENT if comer.slot_at else EntryKind.WALK_IN
        )
        stage.entries.append(replace(entry, kind=kind, slot_at=comer.slot_at if first else None))
        stage.stays.append(PastStay(self._pack.waiting.code, queued, until))

    def _service(self, stage: _Stage) -> timedelta:
        kind = stage.comer.kind
        return consultation(
            kind._replace(service=results_service(self._pack)) if stage.entries else kind, self._rng
        )

    def _goes_on(self, stage: _Stage, ended: datetime, *, first: bool) -> datetime | None:
        """To a test and back, to pay, or home."""
        if first and self._places and self._rng.random() < _RETURNS:
            place = self._rng.choice(self._places[1:] or self._places)
            back_at = ended + place.dwell * self._rng.uniform(0.5, 1.4)
            stage.stays.append(PastStay(place.code, ended, back_at))
            return back_at
        if self._places and self._rng.random() < _PAYS:
            place = self._places[0]
            stage.stays.append(PastStay(place.code, ended, ended + place.dwell * self._rng.uniform(0.3, 1.2)))
        return None


def _visit(stage: _Stage) -> PastVisit:
    comer = stage.comer
    return PastVisit(
        comer.patient_id, comer.kind, comer.complaint, tuple(stage.entries), tuple(stage.stays), comer.acuity
    )


def _with_promises(visits: list[PastVisit], rng: random.Random) -> list[PastVisit]:
    """Some were told their wait when they came: as many usual consultations as were then before them."""
    return [_told(visit, visits) if rng.random() < _TOLD else visit for visit in visits]


def _told(visit: PastVisit, visits: Sequence[PastVisit]) -> PastVisit:
    first, told_at = visit.entries[0], visit.arrived_at + timedelta(seconds=40)
    if min(first.first_called_at or first.ended_at, first.ended_at) <= told_at:
        return visit
    ahead = [
        other.kind.service
        for other in visits
        for entry in other.entries
        if entry.queued_at < first.queued_at and entry.ended_at > told_at
    ]
    expected = sum(ahead, timedelta(0))
    low = max(_rounded(expected * 0.6), (first.slot_at or told_at) - told_at, timedelta(0))
    promise = PastPromise(told_at, told_at + low, told_at + max(low, _rounded(expected * 1.3)) + _STEP)
    return replace(visit, entries=(replace(first, promise=promise), *visit.entries[1:]))


def _rounded(span: timedelta) -> timedelta:
    return span // _STEP * _STEP
