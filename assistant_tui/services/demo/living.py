"""The living demo: while somebody watches, people come, go for their tests, return and leave.

Who is called, let in and done with, what is drafted, signed and read is the user's to say. All else happens
through the services, as another desk of the clinic or by its nurse: the user's undo does not take it back,
and what the rules forbid does not happen.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.saying import RuleError
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import VisitOrders
from assistant_tui.services import registration, slips, triage, watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.demo.arrivals import Arrivals
from assistant_tui.services.demo.carewords import CareWords
from assistant_tui.services.demo.cast import Cast
from assistant_tui.services.demo.comer import Known, entered
from assistant_tui.services.demo.fate import next_step
from assistant_tui.services.demo.hours import slot_before
from assistant_tui.services.demo.kinds import booked_kinds, first_kind, return_kinds
from assistant_tui.services.demo.nurse import Nurse
from assistant_tui.services.demo.observed import vitals
from assistant_tui.services.demo.slipfate import results_due
from assistant_tui.services.demo.step import Step
from assistant_tui.store.queries.people import people
from assistant_tui.store.queries.today import visits_of_day

AT_ONCE = 4
"""So many things happen in one pulse at most: what is due after a leap of the clock happens bit by bit."""

SHORTEST_LINE = 4
"""So many may always wait, however long each consultation takes."""

_BOOKED, _KNOWN, _URGENT = 0.2, 0.45, 0.03
_MEASURED, _FEVERISH = 0.15, 0.25
_BEFORE_SLOT = timedelta(minutes=10)
_LATE_FOR = timedelta(minutes=12)
_TRIES_AGAIN = timedelta(minutes=3)
_OWN_PHONES = 5_000  # a block of numbers far from those of the file


def longest_line(pack: Pack) -> int:
    """While so many wait nobody else comes but for the first: who sees that she would wait longer than the
    clinic thinks right goes elsewhere. So a demo that nobody works in does not grow without end.
    """
    return max(SHORTEST_LINE, round(pack.queue.max_wait / first_kind(pack).service))


class Living:
    """The demo's life, begun on an open demo file.

    The same seed and the same doings of the user lead the same life. The people speak `language`: `zh_CN`, or
    anything else for English.
    """

    def __init__(self, ctx: Context, *, seed: int, language: str) -> None:
        self._seed, self._language, self._began = seed, language, ctx.now()
        self._who = random.Random(f"{seed} who comes")
        named = [person.name for person in people(ctx.reading)]
        self._cast = Cast(ctx.pack, language, self._who, ctx.today(), named=named, block=_OWN_PHONES)
        self._results = self._cast.reason("results")
        usual = first_kind(ctx.pack).service
        self._arrivals = Arrivals(seed, began=self._began, service=usual, zone=ctx.zone)
        self._nurse = Nurse(self._cast.nurse(), seed, self._began, language)
        self._not_before: dict[str, datetime] = {}
        # Until then nothing happens by itself, unless something is written meanwhile: nothing need be read.
        self._nobody_came = True
        self._quiet_until, self._written = self._began, _written(ctx)

    def pulse(self, ctx: Context) -> bool:
        """Let happen what is due by now; answers whether anything has changed. To be called every second."""
        now, written = ctx.now(), _written(ctx)
        if now < self._quiet_until and written == self._written:
            return False
        desk = replace(ctx, actor=self._cast.front_desk())
        visits = visits_of_day(ctx.reading, ctx.room_id, ctx.today())
        listed, watches = slips.of_day(ctx), watchlist.running(ctx)
        ordered = slips.by_visit(ctx, listed, visits)
        watched = {watch.visit_id for watch in watches}
        every = [
            self._timed(step)
            for visit in visits
            for step in self._steps(ctx.pack, visit, ordered.get(visit.visit_id), visit.visit_id in watched)
        ]
        every += [self._timed(step) for step in self._nurse.steps(ctx, visits, listed, watches)]
        self._written = written
        self._quiet_until = min([self._arrivals.next_at, *(step.at for step in every)])
        steps = [step for step in every if step.at <= now]
        steps.sort(key=lambda step: (step.at, step.about))
        happened = [self._happened(desk, step) for step in steps[:AT_ONCE]]
        if self._arrivals.due(now) and (
            self._nobody_came or sum(map(_waits, visits)) < longest_line(ctx.pack)
        ):
            self._nobody_came = False
            happened.append(self._has_come(desk, visits))
        return any(happened)

    # Those who are here.

    def _steps(self, pack: Pack, visit: VisitRow, hers: VisitOrders | None, watched: bool) -> Iterator[Step]:
        """What happens with her next: she does something, and results of hers come back."""
        if step := next_step(pack, self._seed, visit, results=self._results, slips=hers, watched=watched):
            yield step
        if hers is not None:
            yield from results_due(self._seed, hers)

    def _timed(self, step: Step) -> Step:
        """What was late when the demo opened is to be seen for a while; what was refused is put off."""
        at = step.at
        if at <= self._began:
            late = random.Random(f"{self._seed} {step.about} late").random()
            at = self._began + late * _LATE_FOR
        return replace(step, at=max(at, self._not_before.get(step.about, at)))

    def _happened(self, desk: Context, step: Step) -> bool:
        try:
            step.do(desk)
        except RuleError:  # the user, or a rule of the clinic, is in the way: perhaps not for long
            self._not_before[step.about] = desk.now() + _TRIES_AGAIN
            return False
        return True

    # Those who come.

    def _has_come(self, desk: Context, visits: Sequence[VisitRow]) -> bool:
        pack, chance = desk.pack, self._who.random()
        if chance < _BOOKED:
            slot_at = slot_before(desk.now() + _BEFORE_SLOT)
            kind = self._who.choice(booked_kinds(pack, shorter=True))
            facts = entered(self._cast, self._who, self._cast.person(), kind, slot_at=slot_at)
        elif chance < _BOOKED + _URGENT:
            severe = Acuity.SEVERE
            facts = entered(self._cast, self._who, self._cast.person(), first_kind(pack), acuity=severe)
        elif chance < _BOOKED + _URGENT + _KNOWN and (again := self._known(desk, visits)):
            facts = entered(
                self._cast, self._who, self._who.choice(again), self._who.choice(return_kinds(pack))
            )
        else:
            facts = entered(self._cast, self._who, self._cast.person(), first_kind(pack))
        try:
            come = registration.register(desk, facts)
        except RuleError:
            return False
        self._measured(desk, come, Acuity(facts.acuity))
        return True

    def _measured(self, desk: Context, visit: VisitRow, acuity: Acuity) -> None:
        """Who cannot wait is measured at the desk, and so are some others; a few of them have fever."""
        chance = random.Random(f"{self._seed} measured {visit.visit_id}")
        if acuity is Acuity.ROUTINE:
            if chance.random() >= _MEASURED:
                return
            acuity = Acuity.URGENT if chance.random() < _FEVERISH else Acuity.ROUTINE
        reason = CareWords(self._language, chance).triage(acuity)
        triage.triage(desk, visit.visit_id, level=acuity, reason=reason, vitals=vitals(acuity, chance))

    def _known(self, desk: Context, visits: Sequence[VisitRow]) -> list[Known]:
        """Who has been here before today, and not today."""
        came = {visit.patient_id for visit in visits}
        return [
            Known(person.patient_id, person.sex, self._cast.age(person.born))
            for person in people(desk.reading)
            if person.patient_id not in came
        ]


def _waits(visit: VisitRow) -> bool:
    return visit.entry is not None and visit.entry.status in {EntryStatus.WAITING, EntryStatus.SKIPPED}


def _written(ctx: Context) -> tuple[int, int, date]:
    """What differs once anything has been written, here or by another process, or the day has changed."""
    return ctx.reading.total_changes, ctx.database.changes_of_others(), ctx.today()
