"""The demo's morning: people come, the doctor sees one after the other, some go on to an exam and come back.

Everything is done through the services, as an assistant would. `scene` adds what must be seen at the end.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.saying import RuleError
from assistant_tui.pack.model import Location, VisitKind
from assistant_tui.readmodels.board import QueueRow, VisitRow
from assistant_tui.services import board, promises, queue, registration
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.services.demo.cast import Cast, Part
from assistant_tui.services.demo.comer import Known, entered
from assistant_tui.services.demo.hours import Hours, slot_before
from assistant_tui.services.demo.kinds import (
    booked_kinds,
    errands,
    first_kind,
    results_service,
    return_kinds,
)
from assistant_tui.services.demo.schedule import Action, Schedule
from assistant_tui.services.demo.slipwork import SlipWork
from assistant_tui.services.demo.watchwork import WatchWork
from assistant_tui.services.demo.wishes import Wishes

MINUTE = timedelta(minutes=1)
_SHORTEST = 4 * MINUTE  # a consultation
_BRIEF = 5 * MINUTE  # one of somebody about whom all is known
_BUSY = 50 * MINUTE  # the line is kept about so long
_SHORT_LINE, _LONG_LINE = 3, 5
_FIRST_COMERS = 2  # new patients with remarkable names of their own
_LATE_COMERS = 50 * MINUTE  # before the end: they are still there then
_BOOKED, _TOLD, _CALLED_TWICE = 0.2, 0.3, 0.12
_EXAMINED, _PAYS = 0.35, 0.7


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody does whose consultation is over: `begin` ends it, and plans the rest for about `at`."""

    at: datetime
    begin: Callable[[VisitRow], object]


class Morning:
    """One day up to now; the line is topped up at every consultation, to be as long as is usual.

    `briefly` are visits about which all is known, with what begins at the end of the consultation.
    """

    def __init__(
        self,
        ctx: Context,
        *,
        schedule: Schedule,
        hours: Hours,
        cast: Cast,
        rng: random.Random,
        wishes: Wishes,
        known: list[Known],
    ) -> None:
        self.ctx, self.schedule, self.hours, self.cast, self.rng = ctx, schedule, hours, cast, rng
        self.watching = WatchWork(ctx, schedule, wishes.rng, cast.nurse())
        self.slips = SlipWork(ctx, schedule, wishes, self.watching)
        # The first to have come in the past have remarkable names: they come late, to be seen at the end.
        self._late_known, self._known = known[:2], rng.sample(known[2:], len(known[2:]))
        self._next_is_known = False
        self._newcomers = 0
        self._returning: list[datetime] = []
        self._aimed = max(_SHORT_LINE, min(_LONG_LINE, round(_BUSY / first_kind(ctx.pack).service)))
        self.in_vain = ctx.pack.queue.call_interval * ctx.pack.queue.calls_before_skip
        self.errands: list[Errand] = []
        self.briefly: dict[int, Callable[[VisitRow], object]] = {}
        self.no_answer_from: datetime | None = None
        self.last_free: Action = self.call_in

    def plan(self) -> None:
        """Plan the first arrivals and the doctor's first call; the rest follows from them."""
        self.top_up(self._aimed + 1, self.hours.opens, self.hours.begins - MINUTE)
        self.schedule.at(self.hours.begins, self._doctor_is_free)

    def ready(self) -> list[QueueRow]:
        """The line but for the skipped and those who are booked for later."""
        return [
            row
            for row in board.line_now(self.ctx)
            if row.entry.status == EntryStatus.WAITING
            and (row.entry.slot_at is None or row.entry.slot_at <= self.schedule.now)
        ]

    def top_up(self, by: int, since: datetime, until: datetime) -> None:
        """Plan the arrivals of so many, new and known in turn, between two instants."""
        seconds = max(1, int((until - since).total_seconds()))
        for offset in sorted(self.rng.randrange(seconds) for _ in range(by)):
            self.schedule.at(since + timedelta(seconds=offset), self._arrive)

    # People coming.

    def register(
        self,
        kind: VisitKind,
        part: Part | None = None,
        *,
        known: Known | None = None,
        slot_at: datetime | None = None,
        acuity: Acuity = Acuity.ROUTINE,
    ) -> VisitRow:
        """Somebody comes: known, or new and perhaps with one of the remarkable names of `part`."""
        comer = known or self.cast.person(part)
        row = registration.register(
            self.ctx, entered(self.cast, self.rng, comer, kind, slot_at=slot_at, acuity=acuity)
        )
        if self.rng.random() < _TOLD:
            self.schedule.after(timedelta(seconds=40), lambda: self.tell(row.visit_id))
        return row

    def tell(self, visit_id: int) -> None:
        """Tell the wait, if she still is in the line."""
        try:
            promises.tell(self.ctx, promises.offer(self.ctx, visit_id))
        except RuleError:
            return  # called in between: there is no wait to tell

    def _arrive(self) -> None:
        late = self.schedule.now >= self.hours.before(seconds=_LATE_COMERS.total_seconds())
        self._next_is_known, known = not self._next_is_known, self._next_is_known
        pool = self._late_known if late and self._late_known else self._known
        if known and pool:
            self.register(self.rng.choice(return_kinds(self.ctx.pack)), known=pool.pop(0))
        elif not late and self._newcomers and self.rng.random() < _BOOKED:
            slot = slot_before(self.schedule.now)
            self.register(self.rng.choice(booked_kinds(self.ctx.pack, shorter=True)), slot_at=slot)
        else:
            early = self._newcomers < _FIRST_COMERS and not late
            self._newcomers += 1
            self.register(first_kind(self.ctx.pack), Part.FIRST_COME if early else Part.LATE_COME)

    # The doctor.

    def _doctor_is_free(self) -> None:
        now = self.schedule.now
        if now >= self.hours.last_free:
            self.last_free()
        elif self.hours.last_free - now < _SHORTEST:
            self.schedule.at(self.hours.last_free, self._doctor_is_free)
        elif not self.ready():
            self.schedule.after(MINUTE, self._doctor_is_free)
        elif self.no_answer_from and now >= self.no_answer_from:
            self.no_answer_from = None
            missed = self.call_in_vain(self._doctor_is_free)
            self.schedule.after(self.in_vain + 9 * MINUTE, lambda: self._give_up(missed))
        else:
            self._see(self.call_in())

    def call_in(self) -> VisitRow:
        """Call the next; she comes in within a minute, some only when called again."""
        row = queue.call_next(self.ctx)
        walk = timedelta(seconds=self.rng.randrange(15, 40))
        if self.schedule.now < self.hours.last_free and self.rng.random() < _CALLED_TWICE:
            walk += self.ctx.pack.queue.call_interval
            self.schedule.after(walk - timedelta(seconds=10), lambda: queue.recall(self.ctx, row.visit_id))
        self.schedule.after(walk, lambda: queue.start(self.ctx, row.visit_id))
        return row

    def call_in_vain(self, then: Action) -> VisitRow:
        """Call the next, who does not come: as many calls as the rules ask for, then skip, and go on."""
        row, every = queue.call_next(self.ctx), self.ctx.pack.queue.call_interval
        for again in range(1, self.ctx.pack.queue.calls_before_skip):
            self.schedule.after(again * every, lambda: queue.recall(self.ctx, row.visit_id))

        def skip() -> None:
            queue.skip(self.ctx, row.visit_id)
            then()

        self.schedule.after(self.in_vain, skip)
        return row

    def _give_up(self, row: VisitRow) -> None:
        """Who missed the calls and has not been called since is not there at all."""
        entry = visit_row(self.ctx, row.visit_id).entry
        if entry is not None and entry.status == EntryStatus.SKIPPED:
            self.slips.leave_open(row)
            queue.no_show(self.ctx, row.visit_id)

    def _see(self, row: VisitRow) -> None:
        now, last = self.schedule.now, self.hours.last_free
        ends = now + max(_SHORTEST, self._usual_of(row) * self.rng.triangular(0.5, 1.5, 0.8))
        if row.visit_id in self.briefly:
            ends = now + _BRIEF
        if last - ends < _SHORTEST:
            ends = last
        self.schedule.at(ends, lambda: self._end(row))
        returning = sum(now < moment <= ends for moment in self._returning)
        self.top_up(max(0, self._aimed - len(self.ready()) - returning), now + MINUTE, ends - MINUTE)

    def _usual_of(self, row: VisitRow) -> timedelta:
        if row.entry and row.entry.kind == EntryKind.RETURN:
            return results_service(self.ctx.pack)
        return self.ctx.pack.visit_kind(row.kind).service

    # After the consultation.

    def _end(self, row: VisitRow) -> None:
        self.slips.read(row)
        self._go_on(row)
        self._doctor_is_free()

    def _go_on(self, row: VisitRow) -> None:
        if row.visit_id in self.briefly:
            self.briefly.pop(row.visit_id)(row)
            return
        now, places = self.schedule.now, errands(self.ctx.pack)
        due = [one for one in self.errands if one.at >= now + 2 * MINUTE]
        soon = [one for one in due if one.at - now <= 4 * first_kind(self.ctx.pack).service + 20 * MINUTE]
        if soon:
            errand = min(soon, key=lambda one: one.at)
            self.errands.remove(errand)
            errand.begin(row)
        elif not (places and self._examine(row, places[-1])):
            self._pay_and_leave(row)

    def _examine(self, row: VisitRow, place: Location) -> bool:
        back_at = self.schedule.now + place.dwell * self.rng.uniform(0.6, 1.1)
        returns = row.entry is not None and row.entry.kind == EntryKind.RETURN
        if returns or back_at >= self.hours.last_free or self.rng.random() >= _EXAMINED:
            return False
        self._returning.append(back_at)
        self.go_for_tests(row, place, back_at)
        return True

    def go_for_tests(
        self, row: VisitRow, place: Location, back_at: datetime, status: ResultStatus | None = None
    ) -> None:
        """From the room to tests at this place, and back in the line with the results at `back_at`."""
        if not self.slips.go_for_tests(row, place.code, back_at, status):
            queue.finish(self.ctx, row.visit_id, to=place.code)
            reason = self.cast.reason("results")
            self.schedule.at(back_at, lambda: queue.queue_again(self.ctx, row.visit_id, reason=reason))

    def _pay_and_leave(self, row: VisitRow) -> None:
        places = errands(self.ctx.pack)
        leaves_at = self.schedule.now + self.rng.randrange(3, 9) * MINUTE
        if not places or leaves_at >= self.hours.at or self.rng.random() >= _PAYS:
            queue.finish(self.ctx, row.visit_id, to=None)
            return
        self.slips.leave(row, leaves_at)
