"""What is read all the time is found by an index, however many years the file holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant_tui import services
from assistant_tui.services.context import Context
from tests.factory import register

READS: dict[str, Callable[[Context], object]] = {
    "board": services.board.read,
    "line": services.board.line_now,
    "find": lambda ctx: services.records.find(ctx, "wf"),
}


@pytest.mark.parametrize("name", READS)
def test_no_read_goes_through_a_table(ctx: Context, name: str) -> None:
    register(ctx)
    run: list[str] = []
    ctx.reading.set_trace_callback(run.append)
    READS[name](ctx)
    ctx.reading.set_trace_callback(None)
    assert run
    # Those who are here now are few: their index may be gone through.
    scans = [
        (step, statement)
        for statement in run
        for *_, step in ctx.reading.execute(f"EXPLAIN QUERY PLAN {statement}")
        if step.startswith("SCAN") and "stay_one_open" not in step
    ]
    assert scans == []
