"""What the played assistant does about an alert of each kind, as the screens offer it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.attention import Alert
from assistant_tui.domain.calls import NextStep, call_step
from assistant_tui.domain.duties import TaskKind, TaskState, TaskStatus
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.metrics import promise_breaks
from assistant_tui.domain.orders import Question
from assistant_tui.domain.protocols import Level
from assistant_tui.domain.queue import ACTIVE, EntryStatus
from assistant_tui.readmodels.alertday import kind_of
from assistant_tui.readmodels.board import Board, VisitRow
from assistant_tui.readmodels.checklist import TaskRow
from assistant_tui.services import (
    checklist,
    companions,
    gate,
    incidentlist,
    incidents,
    orders,
    promises,
    queue,
    reports,
    triage,
    watches,
    watchlist,
    whereabouts,
)
from assistant_tui.services.context import Context
from assistant_tui.services.demo.carewords import KINDS, CareWords
from assistant_tui.services.demo.observed import readings, vitals
from assistant_tui.services.demo.step import Deed
from assistant_tui.services.demo.wishes import Wishes

_MISSED_BEFORE = timedelta(minutes=10)
"""Whose first call was so long before the last one has missed her calls a second time: she is not there."""

_Answer = Callable[[Context, Alert, Board], Deed | None]


class Answers:
    """Finds the deed that settles an alert, if it is hers to do."""

    def __init__(self, words: CareWords, wishes: Wishes) -> None:
        self._words, self._wishes = words, wishes
        self._by_kind: dict[str, _Answer] = {
            "wait": self._wait,
            "call": self._call,
            "stay": self._stay,
            "family": lambda _ctx, alert, _seen: partial(_invite, companion_id=_row(alert)),
            "unsigned": self._unsigned,
            "unpaid": self._stay,
            "round": lambda _ctx, alert, _seen: partial(self._record, watch_id=_row(alert)),
            "alarm": self._alarm,
            "triage": self._triage,
            "incident": lambda _ctx, alert, _seen: partial(self._report, incident_id=_row(alert)),
            "task": self._task,
            "report": lambda _ctx, alert, _seen: partial(_sign_report, day=str(alert.target.row)),
        }

    def to(self, ctx: Context, alert: Alert, seen: Board) -> Deed | None:
        """What settles it; None when only others can, or calling her when it is her turn."""
        answer = self._by_kind.get(kind_of(alert.key))
        return None if answer is None else answer(ctx, alert, seen)

    # Patients.

    def _wait(self, ctx: Context, alert: Alert, seen: Board) -> Deed | None:
        """Who has not come to her calls is not there; whose promise is broken is told a new one."""
        row = next((one for one in seen.line if one.visit.visit_id == alert.visit_id), None)
        if row is None:
            return None
        visit_id = row.visit.visit_id
        if row.entry.status == EntryStatus.SKIPPED:
            return partial(self._not_there, visit_id=visit_id)
        told = row.visit.promise
        if told is None or promise_breaks(told.high_at) >= ctx.now():
            return None
        return lambda ctx: promises.tell(ctx, promises.offer(ctx, visit_id))

    def _not_there(self, ctx: Context, *, visit_id: int) -> None:
        for point in gate.points(ctx, visit_id):
            gate.override(ctx, visit_id, point.key, reason=self._wishes.reason("gone"))
        queue.no_show(ctx, visit_id)

    def _call(self, ctx: Context, _alert: Alert, seen: Board) -> Deed | None:
        called = seen.called
        if called is None or called.entry.called_at is None:
            return None
        visit_id, rules = called.visit.visit_id, ctx.pack.queue
        step = call_step(called.entry.calls, called.entry.called_at, rules, ctx.now())
        if step.next is not NextStep.SKIP:
            return lambda ctx: queue.recall(ctx, visit_id)
        first = called.entry.first_called_at or called.entry.called_at
        if called.entry.called_at - first > _MISSED_BEFORE:
            return partial(self._not_there, visit_id=visit_id)
        return lambda ctx: queue.skip(ctx, visit_id)

    def _stay(self, ctx: Context, alert: Alert, seen: Board) -> Deed | None:
        """She is looked for and goes on: to the next stop of her slips, else back to the waiting area.

        For what is done in the doctor's room she is put in the line again.
        """
        visit = seen.visit(alert.visit_id) if alert.visit_id else None
        if visit is None or visit.stay is None:
            return None
        hers = seen.orders.get(visit.visit_id)
        stop = hers.stop.location if hers and hers.stop else None
        if stop == ctx.pack.room.code and (visit.entry is None or visit.entry.status not in ACTIVE):
            return lambda ctx: queue.queue_again(ctx, visit.visit_id)
        to = stop if stop and stop != ctx.pack.room.code else ctx.pack.waiting.code
        if to == visit.stay.location:
            return None
        return lambda ctx: whereabouts.move(ctx, visit.visit_id, to)

    def _unsigned(self, _ctx: Context, alert: Alert, seen: Board) -> Deed | None:
        ids = [
            item.item_id
            for slip in seen.slips
            if slip.visit_id == alert.visit_id
            for item in slip.asking(Question.SIGN)
        ]
        return (lambda ctx: orders.sign(ctx, ids)) if ids else None

    # Care.

    def _record(self, ctx: Context, *, watch_id: int) -> None:
        watch = watchlist.watch(ctx, watch_id)
        seen = readings(watch.protocol, self._wishes.rng, ctx.now() - watch.started_at, Level.USUAL)
        watches.record(ctx, watch_id, seen)

    def _alarm(self, _ctx: Context, alert: Alert, seen: Board) -> Deed | None:
        watch = next((one for one in seen.watches if one.visit_id == alert.visit_id and one.last), None)
        return None if watch is None else lambda ctx: watches.call_doctor(ctx, watch.watch_id)

    def _triage(self, _ctx: Context, alert: Alert, seen: Board) -> Deed | None:
        visit = seen.visit(alert.visit_id) if alert.visit_id else None
        return None if visit is None else partial(self._look_again, visit=visit)

    def _look_again(self, ctx: Context, *, visit: VisitRow) -> None:
        level = Acuity(visit.acuity)
        triage.triage(
            ctx,
            visit.visit_id,
            level=level,
            reason=self._words.triage(level),
            vitals=vitals(level, self._wishes.rng),
        )

    def _report(self, ctx: Context, *, incident_id: int) -> None:
        kind = IncidentKind(incidentlist.incident(ctx, incident_id).kind)
        mishap = self._words.mishap(kind if kind in KINDS else KINDS[0])
        incidents.follow_up(ctx, incident_id, to=mishap.told, action=mishap.done)

    # The checklist.

    def _task(self, ctx: Context, alert: Alert, seen: Board) -> Deed | None:
        """The late task that the alert names, or another late one of its phase: one after the other."""
        if seen.checklist is None:
            return None
        code = alert.key.split("/")[1]
        row = next((one for one in seen.checklist.rows if one.task.code == code), None)
        if row is None:
            return None
        late = [one for one in seen.checklist.of(row.task.phase) if one.state(ctx.now()) is TaskState.OVERDUE]
        return doing(row if row not in late else late[-1])


def doing(row: TaskRow, note: str = "") -> Deed:
    """What doing this task means now: a tick, the beginning or end of a span, something written down."""
    code = row.task.code
    if row.task.kind is TaskKind.SPAN:
        running = row.record is not None and row.record.status is TaskStatus.RUNNING
        return lambda ctx: checklist.end(ctx, code) if running else checklist.begin(ctx, code)
    return lambda ctx: checklist.do(ctx, code, note or ("✓" if row.task.kind is TaskKind.NOTE else ""))


def _invite(ctx: Context, *, companion_id: int) -> None:
    companions.invite(ctx, companion_id)


def _sign_report(ctx: Context, *, day: str) -> None:
    reports.sign(ctx, date.fromisoformat(day), ctx.doctor_name, on_paper=True)


def _row(alert: Alert) -> int:
    return int(alert.key.split("/")[1])
