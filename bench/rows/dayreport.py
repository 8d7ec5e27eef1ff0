"""The day report, against SQL written by hand: a statement for each of its tables of figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from sqlite3 import Connection

from assistant_tui import pack
from assistant_tui.domain.clock import FixedClock
from assistant_tui.services import reports
from assistant_tui.services.context import Context
from assistant_tui.services.demo.simulation import simulate
from assistant_tui.services.setup import open_desk
from assistant_tui.store.connect import connect
from assistant_tui.store.database import Database
from bench.clinic import NOW, ZONE
from bench.row import Goal, Judged, Measured, Row, interleaved, milliseconds
from bench.run import Run

REPORT = Goal("day report of a day with slips and watches, read", "ms", 1.5)
IN_BIG = Goal("day report in the file with the million visits", "ms", 250, Judged.VALUE)
GOALS = (REPORT, IN_BIG)

_LAST_DAY = date(2026, 11, 20)
_DAYS = 20

_STATEMENTS = Path(__file__).with_suffix(".sql")


_ALL, _SERVED = "'all'", "CASE WHEN over THEN served END"
_SPREADS = (
    (_ALL, "wait", "times"), ("kind", "wait", "times"), ("hour", "wait", "times"),
    (_ALL, _SERVED, "times"), ("kind", _SERVED, "times"),
    (_ALL, "departed_at - arrived_at", "times"), ("kind", "departed_at - arrived_at", "times"),
    ("location", "spent", "stays"),
)  # fmt: skip
"""What times are grouped by, the time, and of which rows."""


@cache
def _by_hand() -> tuple[str, ...]:
    """The statements of the file; its first two pieces are rows that they share, and the form of a spread."""
    rows, spread, *single = _STATEMENTS.read_text(encoding="utf-8").split(";")
    spreads = [
        spread.replace("GROUPED", group).replace("MEASURED", value).replace("SOURCE", source)
        for group, value, source in _SPREADS
    ]
    shared = ("FROM times", "FROM stays", "FROM items")
    return tuple(
        rows + statement if any(name in statement for name in shared) else statement
        for statement in (*single, *spreads)
    )


def by_hand(connection: Connection, day: date, room: int) -> list[list[tuple[object, ...]]]:
    """Every table of figures, as rows."""
    values = {"day": day.isoformat(), "room": room, "now": int(NOW.timestamp() * 1000)}
    return [connection.execute(statement, values).fetchall() for statement in _by_hand()]


def measure(run: Run) -> Iterator[Row]:
    """A simulated clinic's last day, and a day of one without slips among ten years."""
    yield Row(REPORT, _of_a_full_day(run))
    ctx = run.desk(run.big)
    with closing(ctx.database), closing(run.plain()) as plain:
        yield Row(IN_BIG, _compared(run, ctx, plain, _busy_day(plain)))


def _of_a_full_day(run: Run) -> Measured:
    chosen = pack.load(pack.find("general", pack.pack_folders()))
    path: Path = run.scratch / "full-day.db"
    simulate(path, chosen, days=_DAYS, until=_LAST_DAY, seed=run.seed, language="zh_CN", zone=ZONE)
    database = Database.open(path)
    ctx = open_desk(database, chosen, assistant="李敏", clock=FixedClock(NOW), zone=ZONE)
    with closing(database), closing(connect(path, read_only=True)) as plain:
        return _compared(run, ctx, plain, _LAST_DAY)


def _busy_day(connection: Connection) -> date:
    """The last day before the present on which anybody came."""
    (day,) = connection.execute("SELECT MAX(day) FROM visit WHERE day < ?", (f"{NOW:%Y-%m-%d}",)).fetchone()
    return date.fromisoformat(day)


def _compared(run: Run, ctx: Context, plain: Connection, day: date) -> Measured:
    ours = milliseconds(lambda: reports.of_day(ctx, day))
    floor = milliseconds(lambda: by_hand(plain, day, ctx.room_id))
    return interleaved(ours, floor, run.times(100, 20), warm_up=3)
