"""What is read or done all the time finds its rows by an index, however many years the file holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant_tui import services
from assistant_tui.services.context import Context
from tests.factory import register

DONE: dict[str, Callable[[Context], object]] = {
    "board": services.board.read,
    "line": services.board.line_now,
    "find": lambda ctx: services.records.find(ctx, "wf"),
    "record": lambda ctx: services.records.glance(ctx, 1),
    "call next": services.queue.call_next,
    "watches": services.watchlist.running,
    "exit gate": lambda ctx: services.gate.points(ctx, 1),
}
FEW = ("stay_one_open", "watch_one_running", "CONSTANT ROW", "SCAN journal")
"""Those who are here now or observed, what is written, and of the journal the last row, may be gone through."""


@pytest.mark.parametrize("name", DONE)
def test_nothing_goes_through_a_table(ctx: Context, name: str) -> None:
    register(ctx)
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
