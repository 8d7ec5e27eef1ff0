"""What the played assistant does when a hand is free: what nobody reminds her of, so that little has to."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from assistant_tui.domain.exitgate import OpenPoint, PointKind
from assistant_tui.domain.itinerary import LONGEST_AWAITED
from assistant_tui.domain.queue import ACTIVE
from assistant_tui.readmodels.board import Board, QueueRow, VisitRow
from assistant_tui.services import gate, promises, queue, slips
from assistant_tui.services.context import Context
from assistant_tui.services.demo.answering import doing
from assistant_tui.services.demo.duties import Words
from assistant_tui.services.demo.step import Deed
from assistant_tui.services.demo.wishes import Wishes

_TOLD, _TELLS_WITHIN = 0.3, timedelta(minutes=3)
_HELD_FOR = timedelta(minutes=15)
_WITHIN = (0.2, 1.15)  # of a task's window: a few are late
_LOOKS_EVERY = timedelta(minutes=1)
_BACK_IN = timedelta(days=7)


class Tidying:
    """Waits told, people brought back from hold and seen off, tasks done in their windows."""

    def __init__(self, seed: int, language: str, wishes: Wishes) -> None:
        self._seed, self._wishes, self._notes = seed, wishes, Words.of(language).notes
        self._looked: datetime | None = None

    def next(self, ctx: Context, seen: Board, now: datetime) -> Iterator[tuple[str, Deed]]:
        """Whatever is left to do, the most urgent first; what needs a closer look only now and then."""
        yield from self._tells(seen, now)
        for row in seen.aside:
            if row.visit.stay and now >= row.visit.stay.since + _HELD_FOR:
                visit_id = row.visit.visit_id
                yield f"aside/{visit_id}", partial(_resume, visit_id=visit_id)
        yield from self._tasks(seen, now)
        if self._looked is None or now >= self._looked + _LOOKS_EVERY:
            self._looked = now
            yield from self._sees_off(ctx, seen)

    def _tells(self, seen: Board, now: datetime) -> Iterator[tuple[str, Deed]]:
        for row in seen.line:
            if row.visit.promise is None and row.entry.queued_at >= now - _TELLS_WITHIN and self._told(row):
                visit_id = row.visit.visit_id
                yield f"tell/{visit_id}", partial(_tell, visit_id=visit_id)

    def _told(self, row: QueueRow) -> bool:
        return random.Random(f"{self._seed} told {row.entry.entry_id}").random() < _TOLD

    def _tasks(self, seen: Board, now: datetime) -> Iterator[tuple[str, Deed]]:
        for row in seen.checklist.open(now) if seen.checklist else ():
            due = row.due
            share = random.Random(f"{self._seed} hers {row.task.code}").uniform(*_WITHIN)
            if now >= due.since + (due.until - due.since) * share:
                yield f"task/{row.task.code}", doing(row, self._notes.get(row.task.code, ""))

    def _sees_off(self, ctx: Context, seen: Board) -> Iterator[tuple[str, Deed]]:
        """What only she can say when somebody leaves, of those about whom nothing else is open."""
        for visit in seen.inside:
            if visit.entry is None or visit.entry.status in ACTIVE:
                continue
            points = gate.points(ctx, visit.visit_id)
            if points and all(_is_hers(ctx, point) for point in points):
                yield f"gate/{visit.visit_id}", partial(self._settle, visit=visit, points=points)

    def _settle(self, ctx: Context, *, visit: VisitRow, points: tuple[OpenPoint, ...]) -> None:
        for point in points:
            if point.kind is PointKind.RETURN_DATE:
                gate.agree_return(ctx, visit.visit_id, visit.day + _BACK_IN)
            elif point.kind is PointKind.RESULT:
                gate.override(ctx, visit.visit_id, point.key, reason=self._wishes.reason("later"))
            else:
                gate.settle(ctx, visit.visit_id, point.key)


def _is_hers(ctx: Context, point: OpenPoint) -> bool:
    """A belonging, a date to come back, a result that takes days."""
    if point.kind is PointKind.RESULT and point.item_id is not None:
        return slips.items(ctx, [point.item_id])[0].usual > LONGEST_AWAITED
    return point.kind in {PointKind.DISCHARGE, PointKind.RETURN_DATE}


def _tell(ctx: Context, *, visit_id: int) -> None:
    promises.tell(ctx, promises.offer(ctx, visit_id))


def _resume(ctx: Context, *, visit_id: int) -> None:
    queue.resume(ctx, visit_id)
