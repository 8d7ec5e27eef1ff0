"""Lists are read with a number of statements that does not grow with the day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant_tui import services
from assistant_tui.domain.naming import Naming
from assistant_tui.services import visitexport
from assistant_tui.services.context import Context
from assistant_tui.services.stats import days_of
from tests.factory import register
from tests.services.orders.catalogue import BLOOD, SCAN, URINE, draft

READS: dict[str, tuple[int, Callable[[Context], object]]] = {
    "board": (12, services.board.read),
    "line": (3, services.board.line_now),
    "find": (8, lambda ctx: services.records.find(ctx, "wf")),
    "recent patients": (2, lambda ctx: services.records.find(ctx, "")),
    "journal": (1, lambda ctx: services.history.recent(ctx, 500)),
    "record": (4, lambda ctx: services.records.glance(ctx, 1)),
    "slips": (2, services.slips.of_day),
    "checklist": (2, services.checklist.today),
    "supplies": (2, services.supplies.sheet),
    "fees": (2, services.slips.fees_of_day),
    "exit gate": (5, lambda ctx: services.gate.points(ctx, 1)),
    "watches": (1, services.watchlist.running),
    "timeline": (4, lambda ctx: services.timeline.read(ctx, 1)),
    "whole visits": (17, lambda ctx: list(visitexport.export(ctx, days_of(ctx), Naming()))),
}


def statements(ctx: Context, read: Callable[[Context], object]) -> int:
    """How many statements the read runs."""
    run: list[str] = []
    ctx.reading.set_trace_callback(run.append)
    read(ctx)
    ctx.reading.set_trace_callback(None)
    return len(run)


def come(ctx: Context, count: int) -> None:
    """So many patients, every one triaged, with slips and a watch that goes on."""
    for _ in range(count):
        visit = register(ctx)
        services.companions.add_companion(ctx, visit.visit_id, name="丈夫")
        draft(ctx, visit, BLOOD, URINE, SCAN)
        services.triage.triage(ctx, visit.visit_id, level=3, reason="发热")
        services.watches.start(ctx, visit.visit_id, "post_op")


@pytest.fixture
def busy(ctx: Context) -> Context:
    come(ctx, 5)
    services.queue.call_next(ctx)
    return ctx


def test_no_read_takes_more_statements_for_200_visits_than_for_5(busy: Context) -> None:
    services.board.read(busy)  # past days are read once
    few = {name: statements(busy, read) for name, (_, read) in READS.items()}
    come(busy, 195)
    many = {name: statements(busy, read) for name, (_, read) in READS.items()}
    assert many == few
    assert {name: count for name, count in many.items() if count > READS[name][0]} == {}
