"""What the demo shows when it opens: one of everything that an assistant has to keep in mind.

Each part is played only if there is time for it and somebody to play it: early in the morning there is less.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.pack.model import Location
from assistant_tui.readmodels.board import QueueRow, VisitRow
from assistant_tui.services import board, companions, history, orders, queue, whereabouts
from assistant_tui.services.demo.cast import Part
from assistant_tui.services.demo.hours import slot_before
from assistant_tui.services.demo.kinds import booked_kinds, errands, first_kind
from assistant_tui.services.demo.morning import MINUTE, Errand, Morning
from assistant_tui.services.demo.schedule import Action

_IN_TURN = (3, 4)  # so many wait at the end, besides those with a part of their own
_TOLD_WRONGLY = 12 * MINUTE  # before the end: a wait told to end by then is a promise broken by the end


def plan(morning: Morning) -> None:
    """Plan all parts of the scene; the morning itself is planned apart."""
    hours, at = morning.hours, morning.schedule.at
    at(hours.before(minutes=22), lambda: _book(morning, Part.BOOKED_EARLY, hours.at + 40 * MINUTE))
    at(hours.before(minutes=18), lambda: _book(morning, Part.BOOKED_DUE, hours.at - 3 * MINUTE))
    at(hours.before(minutes=4), lambda: _urgent(morning))
    at(hours.before(minutes=3), lambda: _tell_the_last(morning))
    too_long = morning.ctx.pack.queue.max_wait + 8 * MINUTE
    for ago, part in (
        (too_long, _wait_too_long),
        (58 * MINUTE, _hold_by_mistake),
        (33 * MINUTE, _leave),
        (25 * MINUTE, _hold),
    ):
        if hours.at - ago > hours.begins:
            at(hours.at - ago, partial(part, morning))
    if hours.at - 80 * MINUTE > hours.begins:
        morning.no_answer_from = hours.at - 80 * MINUTE
    morning.last_free = lambda: _last_calls(morning)
    morning.errands = _errands(morning)


# Arrivals.


def _book(morning: Morning, part: Part, about: datetime) -> None:
    kind = morning.rng.choice(booked_kinds(morning.ctx.pack))
    morning.register(kind, part, slot_at=slot_before(about))


def _urgent(morning: Morning) -> None:
    """Who cannot wait is registered as such, and called while another is still inside."""
    ctx = morning.ctx
    morning.register(first_kind(ctx.pack), Part.URGENT, acuity=Acuity.SEVERE)

    def call() -> None:
        now = board.read(ctx)
        if now.called is None and now.serving is not None:
            queue.call_next(ctx)

    morning.schedule.at(morning.hours.at - timedelta(seconds=22), call)


# Waits that do not end with a call.


def _wait_too_long(morning: Morning) -> None:
    """Told the wait, then on hold for so long that the promise is broken; back in the line now."""
    ctx, hours = morning.ctx, morning.hours
    line = [row for row in board.read(ctx).line if _in_turn(row)]
    soon = [row for row in line if row.high_at and row.high_at <= hours.at - _TOLD_WRONGLY]
    if not line:
        return
    visit_id = (soon or line[:1])[-1].visit.visit_id
    morning.tell(visit_id)
    _put_on_hold(morning, visit_id)
    morning.schedule.at(hours.at - 10 * MINUTE, lambda: queue.resume(ctx, visit_id))


def _hold(morning: Morning) -> None:
    if line := _line(morning):
        _put_on_hold(morning, line[len(line) // 2].visit.visit_id)


def _put_on_hold(morning: Morning, visit_id: int) -> None:
    queue.hold(morning.ctx, visit_id, reason=morning.cast.reason("hold"))
    _another(morning)


def _hold_by_mistake(morning: Morning) -> None:
    if line := _line(morning):
        queue.hold(morning.ctx, line[0].visit.visit_id)
        history.undo(morning.ctx)


def _leave(morning: Morning) -> None:
    if line := _line(morning):
        queue.leave(morning.ctx, line[len(line) // 2].visit.visit_id, reason=morning.cast.reason("leave"))
        _another(morning)


def _another(morning: Morning) -> None:
    """Somebody else comes instead, so that the line stays as long."""
    now = morning.schedule.now
    morning.top_up(1, now, now + 4 * MINUTE)


def _line(morning: Morning) -> list[QueueRow]:
    return [row for row in morning.ready() if _in_turn(row)]


def _in_turn(row: QueueRow) -> bool:
    return row.entry.status == EntryStatus.WAITING and row.entry.kind == EntryKind.WALK_IN


def _tell_the_last(morning: Morning) -> None:
    for row in [row for row in _line(morning) if row.visit.promise is None][-2:]:
        morning.tell(row.visit.visit_id)


# At the door and in the room.


def _last_calls(morning: Morning) -> None:
    """One is called in vain; then the one who is in the room at the end comes in, with family to invite."""
    hours = morning.hours
    if hours.last_call - hours.last_free >= morning.in_vain and len(morning.ready()) > 1:
        morning.call_in_vain(lambda: _last_call(morning))
    else:
        morning.schedule.at(hours.last_call, lambda: _last_call(morning))


def _last_call(morning: Morning) -> None:
    now, end = morning.schedule.now, morning.hours.at
    if not morning.ready():
        morning.schedule.after(MINUTE, lambda: _last_call(morning))
        return
    row = morning.call_in()
    morning.schedule.after(3 * MINUTE, lambda: _bring_family(morning, row))
    morning.schedule.after(6 * MINUTE, lambda: _draft_for(morning, row))
    still_wanted = morning.rng.choice(_IN_TURN) - len(morning.ready())
    morning.top_up(max(0, still_wanted), now + MINUTE, max(now + 2 * MINUTE, end - 2 * MINUTE))


def _bring_family(morning: Morning, row: VisitRow) -> None:
    who = morning.cast.relation(row.sex, morning.cast.age(row.born))
    companions.add_companion(morning.ctx, row.visit_id, name=who, relation=who, invite=True)


def _draft_for(morning: Morning, row: VisitRow) -> None:
    """The doctor speaks of a surgery; its slips are drafted and not signed yet."""
    morning.slips.order(row, morning.slips.wishes.surgery(), signed=False)


# Elsewhere in the house.


def _errands(morning: Morning) -> list[Errand]:
    """Where those who have been seen are at the end: one far too long, one late, one with an escort, ..."""
    places, end = errands(morning.ctx.pack), morning.hours.at
    if not places:
        return []
    shortest, middle, longest = places[0], places[len(places) // 2], places[-1]

    def errand(ago: timedelta, part: Callable[[Morning, datetime, VisitRow], object]) -> Errand:
        return Errand(end - ago, partial(part, morning, end - ago))

    return [
        errand(longest.dwell * 4 / 3, partial(_result_is_late, longest)),
        errand(2 * shortest.dwell + 4 * MINUTE, partial(_does_not_pay, shortest)),
        errand(8 * MINUTE, partial(_comes_back, longest)),
        errand(6 * MINUTE, partial(_goes_with_an_escort, middle)),
        errand(4 * MINUTE, partial(_goes_to_pay, shortest)),
    ]


def _pays_and_goes(morning: Morning, at: datetime, pay: Action, go: Action) -> None:
    """She pays soon, sits down until her turn has come there, and goes at `at`."""
    now = morning.schedule.now
    morning.schedule.at(min(now + 3 * MINUTE, max(now, at - MINUTE)), pay)
    morning.schedule.at(at, go)


def _result_is_late(place: Location, morning: Morning, at: datetime, row: VisitRow) -> None:
    """She declines one test; of the others one is done and its result should have been back by the end."""
    ctx, work, elsewhere = morning.ctx, morning.slips, errands(morning.ctx.pack)[-2:]
    tests = work.order(row, work.wishes.tests(place.code, 2, within=place.dwell))
    declined = work.order(row, work.wishes.tests(elsewhere[0].code, 1)) if elsewhere[0] != place else ()
    queue.finish(ctx, row.visit_id, to=errands(ctx.pack)[0].code)

    def at_the_till() -> None:
        if declined:
            reason = work.wishes.reason("refuse")
            orders.refuse(ctx, [declined[0].item_id], reason=reason, form_signed=True)
        work.pay(tests)
        whereabouts.move(ctx, row.visit_id, ctx.pack.waiting.code)

    _pays_and_goes(morning, at, at_the_till, lambda: whereabouts.move(ctx, row.visit_id, place.code))
    if tests:
        done_at = max(at + MINUTE, min(at + place.dwell / 3, morning.hours.at - tests[0].usual - 2 * MINUTE))
        morning.schedule.at(done_at, lambda: work.perform(tests[:1]))


def _does_not_pay(till: Location, morning: Morning, at: datetime, row: VisitRow) -> None:
    """Far too long at the cashier: there she has been given another slip."""
    ctx, work = morning.ctx, morning.slips
    queue.finish(ctx, row.visit_id, to=ctx.pack.waiting.code)
    morning.schedule.at(at, lambda: whereabouts.move(ctx, row.visit_id, till.code))
    morning.schedule.at(at + till.dwell, lambda: work.order(row, work.wishes.medicines(2)))


def _comes_back(place: Location, morning: Morning, at: datetime, row: VisitRow) -> None:
    """Back in the line with a result that is not normal, for the doctor to read."""
    morning.go_for_tests(row, place, at, ResultStatus.ABNORMAL)


def _goes_with_an_escort(place: Location, morning: Morning, at: datetime, row: VisitRow) -> None:
    """On her way to a test that is paid; what was paid for another one is to be given back."""
    ctx, work = morning.ctx, morning.slips
    tests = work.order(row, work.wishes.tests(place.code, 2))
    voided = work.order(row, work.wishes.tests(errands(ctx.pack)[-1].code, 1))
    queue.finish(ctx, row.visit_id, to=errands(ctx.pack)[0].code)

    def at_the_till() -> None:
        work.pay((*tests, *voided))
        whereabouts.move(ctx, row.visit_id, ctx.pack.waiting.code)

    def go() -> None:
        if voided:
            orders.void(ctx, [voided[0].item_id], reason=work.wishes.reason("void"))
        escort = morning.cast.escort()
        whereabouts.move(ctx, row.visit_id, place.code, escort=escort, back_in=place.dwell)

    _pays_and_goes(morning, at, at_the_till, go)


def _goes_to_pay(till: Location, morning: Morning, at: datetime, row: VisitRow) -> None:
    """On her way to the cashier with a slip that the doctor has signed, on paper, only now."""
    ctx, work = morning.ctx, morning.slips
    queue.finish(ctx, row.visit_id, to=ctx.pack.waiting.code)

    def go() -> None:
        work.sign(work.order(row, work.wishes.medicines(3), signed=False), on_paper=True)
        whereabouts.move(ctx, row.visit_id, till.code)

    morning.schedule.at(at, go)
