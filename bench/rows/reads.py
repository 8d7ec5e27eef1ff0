"""What the screens read, against the same facts in SQL written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import cycle

from assistant_tui.domain.clock import FixedClock
from assistant_tui.services import board
from assistant_tui.store.queries.today import visits_of_day
from bench.clinic import NOW
from bench.row import Goal, Row, interleaved, milliseconds
from bench.run import Run

QUEUE = Goal("today's queue, read", "ms", 1.5)
BOARD = Goal("today's board: order, reasons, estimates, alerts too", "ms", 1.5)
GOALS = (QUEUE, BOARD)

_TICKING = 600
"""Seconds, then again from the beginning; by then the line has been played through for other minutes."""

_BY_HAND = """
SELECT v.id, v.patient_id, v.day, v.ticket, p.name, p.sex, p.born, p.phone, v.kind, v.status, v.acuity,
       v.complaint, v.arrived_at, v.departed_at,
       e.id, e.kind, e.status, e.queued_at, e.slot_at, e.calls, e.first_called_at, e.called_at, e.started_at,
       e.ended_at, e.give_way, e.give_way_since, e.moved, e.reason,
       s.location, s.room_id, s.since, s.until, s.escort, s.back_by,
       t.told_at, t.low_at, t.high_at, t.told_by
FROM visit v
JOIN patient p ON p.id = v.patient_id
LEFT JOIN queue_entry e ON e.visit_id = v.id AND e.voided = 0
LEFT JOIN stay s ON s.visit_id = v.id AND s.voided = 0
     AND NOT EXISTS (SELECT 1 FROM stay later WHERE later.visit_id = v.id AND later.voided = 0
                     AND later.id > s.id)
LEFT JOIN promise t ON t.entry_id = e.id AND t.voided = 0
WHERE v.day = ? AND v.room_id = ? AND v.voided = 0
ORDER BY v.arrived_at
"""
_COMPANIONS_BY_HAND = """
SELECT c.visit_id, c.id, c.name, c.relation, c.phone, c.invite, c.invited_at
FROM visit v JOIN companion c ON c.visit_id = v.id AND c.voided = 0
WHERE v.day = ? AND v.room_id = ? AND v.voided = 0
"""


def measure(run: Run) -> Iterator[Row]:
    """The day's 91 visits, 60 of them waiting, in the file with the million visits."""
    ctx = run.desk(run.big)
    with closing(ctx.database), closing(run.plain()) as plain:
        today, clock = ctx.today(), ctx.clock
        assert isinstance(clock, FixedClock)

        def by_hand() -> None:
            plain.execute(_BY_HAND, (today.isoformat(), ctx.room_id)).fetchall()
            plain.execute(_COMPANIONS_BY_HAND, (today.isoformat(), ctx.room_id)).fetchall()

        def queue() -> None:
            visits_of_day(ctx.reading, ctx.room_id, today)

        ticks = cycle(range(0, _TICKING, 15))

        def whole_board() -> None:
            """A quarter of a minute after the one before, as at the desk."""
            clock.at = NOW + timedelta(seconds=next(ticks))
            board.read(ctx)

        floor = milliseconds(by_hand)
        yield Row(QUEUE, interleaved(milliseconds(queue), floor, run.times(300, 60), warm_up=5))
        yield Row(BOARD, interleaved(milliseconds(whole_board), floor, run.times(300, 60), warm_up=5))
