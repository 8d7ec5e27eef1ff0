"""Taking in an event log."""

from __future__ import annotations

import csv
import io
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count

from assistant_tui.services.flow.importing import import_flow
from bench.row import Goal, Row, interleaved, milliseconds
from bench.run import Run

FLOW = Goal("import flow, 5,000 events", "ms", 30.0)
GOALS = (FLOW,)
_EVENTS, _A_CASE = 5_000, 6
_ACTIVITIES = ("Registration", "Triage", "Consultation", "Laboratory", "Ultrasound", "Discharge")
_BEGIN = datetime(2026, 3, 2, 0, tzinfo=UTC)


def measure(run: Run) -> Iterator[Row]:
    """Events, derived stays and journal, against csv.DictReader and one plain insert per event."""
    log, numbers = _log(random.Random(run.seed)), count()

    def floor() -> None:
        with closing(sqlite3.connect(run.scratch / f"plain{next(numbers)}.db")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE event (case_id, activity, at INTEGER, resource)")
            rows = csv.DictReader(io.StringIO(log))
            connection.executemany(
                "INSERT INTO event VALUES (?, ?, ?, ?)",
                ((row["case"], row["activity"], _milliseconds(row["time"]), row["resource"]) for row in rows),
            )
            connection.commit()

    def ours() -> float:
        ctx = run.desk(run.small(f"import{next(numbers)}.db"))
        with closing(ctx.database):
            return milliseconds(lambda: import_flow(ctx, log.encode(), name="bench"))()

    yield Row(FLOW, interleaved(ours, milliseconds(floor), run.times(10, 1), warm_up=0))


def _milliseconds(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def _log(rng: random.Random) -> str:
    lines = ["case,activity,time,resource"]
    at = _BEGIN
    for number in range(_EVENTS):
        case, step = divmod(number, _A_CASE)
        if step == 0:
            at = _BEGIN + timedelta(days=case // 40, minutes=case % 40 * 12)
        at += timedelta(seconds=rng.randrange(60, 1200))
        lines.append(f"C{case:04d},{_ACTIVITIES[step]},{at:%Y-%m-%d %H:%M:%S},R{rng.randrange(9)}")
    return "\n".join(lines) + "\n"
