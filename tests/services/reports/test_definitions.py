"""Every table and column of a report is defined in docs/metrics.md, and nothing is that it does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.supplies import SupplyKind
from assistant_tui.services import checklist
from assistant_tui.services.context import Context
from tests.factory import register
from tests.services.reports.randomday import fill

DOCUMENT = Path(__file__).parents[3] / "docs" / "metrics.md"
Columns = dict[str, set[str]]


def defined() -> Columns:
    """The columns of each table, as the document names them."""
    section = DOCUMENT.read_text(encoding="utf-8").split("## The day report")[1].split("\n## ")[0]
    found: Columns = {}
    for line in section.splitlines():
        if line.startswith("| `"):
            tables, columns, *_ = line.strip("|").split("|")
            for table in re.findall("`([^`]+)`", tables):
                assert table not in found
                found[table] = set(re.findall("`([^`]+)`", columns))
    return found


def eventful(ctx: Context, clock: FixedClock) -> None:
    """A day with something for every table of a report."""
    for seed in range(3):
        fill(ctx, ctx.today() - timedelta(days=seed + 1), ctx.now() - timedelta(days=seed + 1), seed)
    visit = register(ctx)
    services.gate.agree_return(ctx, visit.visit_id, ctx.today() + timedelta(days=1))
    clock.advance(days=1)
    again = register(ctx, patient_id=visit.patient_id)
    services.gate.agree_return(ctx, again.visit_id, ctx.today() + timedelta(days=1))
    supply = ctx.pack.supplies[0]
    services.supplies.enter(ctx, SupplyKind.COUNT, {supply.code: supply.par - 1})
    services.incidents.report(ctx, IncidentKind.LOSS, "丢了一把钥匙")
    checklist.skip(ctx, checklist.today(ctx).rows[0].task.code, "停电")


def test_every_table_and_column_is_defined(ctx: Context, clock: FixedClock) -> None:
    eventful(ctx, clock)
    found: Columns = defaultdict(set)
    for back in range(5):
        for section in services.reports.of_day(ctx, ctx.today() - timedelta(days=back)).sections:
            for block in section.blocks:
                if block.lines and section.code != "glance":
                    found[f"{section.code}/{block.code}"] |= {head.code for head in block.heads}
    assert dict(found) == defined()
