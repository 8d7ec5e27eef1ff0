"""Event logs for the tests: written, taken in, and read back."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from assistant_tui.domain.clock import FixedClock, instant
from assistant_tui.export.eventcsv import write_event_csv
from assistant_tui.export.xes import write_xes
from assistant_tui.readmodels.flow import FlowReport
from assistant_tui.services.context import Context
from assistant_tui.services.flow import exporting
from assistant_tui.services.flow.exporting import Source
from assistant_tui.services.flow.importing import import_flow
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from assistant_tui.store.queries.facts import days_with_visits, facts_of_day, room_locations

Rows: TypeAlias = Sequence[Sequence[str]]
HEADER = ("case", "activity", "lifecycle", "time", "resource")
ALWAYS = exporting.days_of()


def written(rows: Rows, header: Sequence[str] = HEADER, delimiter: str = ",") -> bytes:
    """The rows as CSV."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows(rows)
    return file.getvalue().encode()


def bring(ctx: Context, text: str, **options: Any) -> FlowReport:
    """Import a log given as text."""
    return import_flow(ctx, text.encode(), **options)


def as_csv(ctx: Context, source: Source = Source.IMPORTED, *, excel: bool = False) -> str:
    """What `export flow` writes."""
    file = io.StringIO(newline="")
    rows = exporting.export_events(ctx, ALWAYS, lambda code, _: code, source=source)
    write_event_csv(rows, file, further=exporting.columns(ctx, ALWAYS, source), excel=excel)
    return file.getvalue()


def as_xes(ctx: Context, source: Source = Source.IMPORTED) -> str:
    """What `export flow --format xes` writes."""
    file = io.StringIO(newline="")
    write_xes(exporting.export_events(ctx, ALWAYS, lambda code, _: code, source=source, by_case=True), file)
    return file.getvalue()


def stays(ctx: Context, visit_id: int | None = None) -> list[tuple[str, datetime, datetime]]:
    """Location, since and until, of one visit or of all."""
    chosen = "" if visit_id is None else f"AND visit_id = {visit_id}"
    rows = ctx.reading.execute(
        f"SELECT location, since, until FROM stay WHERE voided = 0 {chosen} ORDER BY visit_id, since, id"
    )
    return [(location, instant(since), instant(until)) for location, since, until in rows]


def faults(ctx: Context) -> list[str]:
    """What breaks an invariant."""
    from assistant_tui.domain.invariants import broken_invariants  # noqa: PLC0415

    found: list[str] = []
    for day in days_with_visits(ctx.reading):
        facts = facts_of_day(ctx.reading, day)
        rooms = room_locations(ctx.reading)
        found += map(str, broken_invariants(facts.visits, facts.entries, facts.stays, rooms))
    return found


def desk_in_memory(file: Path, ctx: Context, clock: FixedClock) -> Context:
    """Another workstation, on a copy of the file in memory."""
    source = sqlite3.connect(file)
    memory = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(memory)
    source.close()
    database = Database(Path(":memory:"), memory)
    return open_desk(database, ctx.pack, assistant="李敏", clock=clock, zone=ctx.zone)
