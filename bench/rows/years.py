"""Figures over years."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date

from assistant_tui.domain.naming import Naming
from assistant_tui.readmodels.stats import By
from assistant_tui.services.statgroups import grouped
from assistant_tui.services.stats import Days
from bench.clinic import NOW
from bench.row import Goal, NotMeasuredError, Row, interleaved, milliseconds
from bench.run import Run

BY_MONTH = Goal("a year by month", "ms", 0.05)
MEMORY = Goal("memory: ten years by day, nothing kept", "MB", 1.2)
GOALS = (BY_MONTH, MEMORY)

_YEAR = Days(date(2025, 11, 1), date(2026, 10, 31))
"""The last twelve months that are over at `NOW`."""
_COVERING = {
    "covering_visit": "visit (day, room_id, voided, arrived_at, slot_at, departed_at)",
    "covering_entry": "queue_entry (visit_id, voided, status, first_called_at, started_at, ended_at, calls,"
    " calls_before)",
}
# Counts and means only: medians and 90th percentiles by window functions take three times as long.
_BY_HAND = """
SELECT SUBSTR(v.day, 1, 7), v.room_id, COUNT(*), SUM(v.slot_at IS NOT NULL), SUM(v.departed_at IS NULL),
       SUM(e.started_at IS NOT NULL), SUM(e.status = 'noshow'), SUM(e.status = 'left'),
       SUM(e.calls + e.calls_before),
       AVG(MAX(0, e.first_called_at - MAX(v.arrived_at, COALESCE(v.slot_at, 0)))) / 60000.0,
       AVG(e.ended_at - e.started_at) / 60000.0, AVG(v.departed_at - v.arrived_at) / 60000.0
FROM visit v JOIN queue_entry e ON e.visit_id = v.id AND e.voided = 0
WHERE v.day BETWEEN ? AND ? AND v.voided = 0 GROUP BY 1, 2
"""


# Not what the system tells of a child that has ended: that begins with what its parent had.
_PEAK = """
import atexit, re, sys
from contextlib import suppress
from pathlib import Path
from assistant_tui.__main__ import main

def tell():
    with suppress(OSError):
        found = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
        sys.stderr.write(f"{found[1]}")

atexit.register(tell)
main()
"""


def measure(run: Run) -> Iterator[Row]:
    """All figures of ten rooms, against the query that covering indexes answer; and an export of all days."""
    ctx = run.desk(run.big)
    with closing(ctx.database), closing(run.plain()) as plain:
        for name, columns in _COVERING.items():
            plain.execute(f"CREATE INDEX {name} ON {columns}")

        def ours() -> None:
            list(grouped(ctx, _YEAR, By.MONTH, Naming(), target=ctx.wait_target))

        def by_hand() -> None:
            plain.execute(_BY_HAND, (_YEAR.first.isoformat(), _YEAR.last.isoformat())).fetchall()

        yield Row(BY_MONTH, interleaved(milliseconds(ours), milliseconds(by_hand), run.times(40, 5)))
        for name in _COVERING:
            plain.execute(f"DROP INDEX {name}")
    memory = interleaved(
        lambda: _peak(run, "--from", "2016-11-22"),
        lambda: _peak(run, "--month", "2026-10"),
        run.times(2, 1),
        warm_up=0,
    )
    yield Row(MEMORY, memory)


def _peak(run: Run, *days: str) -> float:
    """The most that an export of these days has in memory, in MB, with nothing kept from before."""
    with closing(sqlite3.connect(run.big, isolation_level=None)) as connection:
        connection.execute("DELETE FROM kept_figures")
    words = ("export", "stats", "--db", str(run.big), "--now", NOW.isoformat(), *days)
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", _PEAK, *words], env=run.environ, capture_output=True, text=True, check=True
    )
    try:
        return int(done.stderr.split()[-1]) / 1000
    except (IndexError, ValueError) as error:
        raise NotMeasuredError("needs the process figures of Linux") from error
