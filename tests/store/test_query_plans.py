"""What is read or done all the time finds its rows by an index, however many years the file holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant_tui import services
from assistant_tui.domain.naming import Naming
from assistant_tui.readmodels.stats import By
from assistant_tui.services.context import Context
from assistant_tui.services.statgroups import grouped
from assistant_tui.services.stats import Days
from tests.factory import register
from tests.services.orders.catalogue import BLOOD, draft

DONE: dict[str, Callable[[Context], object]] = {
    "board": services.board.read,
    "line": services.board.line_now,
    "find": lambda ctx: services.records.find(ctx, "wf"),
    "record": lambda ctx: services.records.glance(ctx, 1),
    "call next": services.queue.call_next,
    "watches": services.watchlist.running,
    "exit gate": lambda ctx: services.gate.points(ctx, 1),
    "slips of the day": services.slips.of_day,
    "slips still open": services.slips.still_open,
    "slips of a visit": lambda ctx: services.slips.of_visit(ctx, 1),
    "catalogue": services.catalogue.catalogue,
    "day report": services.reports.state,
    "figures of a month": lambda ctx: list(
        grouped(ctx, Days(date(2026, 10, 1), date(2026, 10, 31)), By.MONTH, Naming())
    ),
    "signing": lambda ctx: services.reports.sign(ctx, ctx.today(), "王主任", on_paper=True),
}
FEW = (
    "stay_one_open", "watch_one_running", "CONSTANT ROW", "SCAN journal", "SCAN service",
    "SCAN checklist_task", "SCAN doctor",
    "SCAN json_each", "SCAN touched", "SCAN place", "SCAN past", "SCAN room", "SCAN (subquery",
)  # fmt: skip
"""Those who are here now or observed, what is written and what it touches, the clinic's own services, tasks,
rooms and doctors, the duties of a range, the thirty days looked back on, and of the journal the last row, may
be gone through."""


@pytest.mark.parametrize("name", DONE)
def test_nothing_goes_through_a_table(ctx: Context, name: str) -> None:
    draft(ctx, register(ctx), BLOOD)
    run: list[str] = []
    ctx.reading.set_trace_callback(run.append)
    DONE[name](ctx)
    ctx.reading.set_trace_callback(None)
    assert run
    scans = [
        (step, statement)
        for statement in run
        for *_, step in ctx.reading.execute(f"EXPLAIN QUERY PLAN {statement}")
        if step.startswith("SCAN") and not any(few in step for few in FEW)
    ]
    assert scans == []
