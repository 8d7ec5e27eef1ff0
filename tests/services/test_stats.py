"""The daily figures: those of visits held against a naive count of a day built through the services."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import fmean, median, quantiles
from typing import Any

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.naming import Naming
from assistant_tui.domain.saying import InputError, RuleError
from assistant_tui.readmodels.stats import By, DayStats
from assistant_tui.services.context import Context
from assistant_tui.services.opening import open_workstation, wait_target
from assistant_tui.services.statgroups import daily, export
from assistant_tui.services.stats import Days, days_of
from assistant_tui.settings import resolve
from assistant_tui.store.failures import StoreError
from assistant_tui.store.journal import broken_links
from tests.conftest import NINE
from tests.factory import register

TODAY = date(2026, 11, 21)
MINUTE = 60_000
Row = dict[str, Any]


def live_through(ctx: Context, clock: FixedClock, seed: int, steps: int = 60) -> None:
    """A random day: whoever can do something does it; what the rules forbid is left."""
    random = Random(seed)
    visits: list[int] = []
    for number in range(steps):
        clock.advance(seconds=random.randint(5, 400))
        visit = random.choice(visits) if visits else 0
        with suppress(RuleError):
            match random.choice("rrrrcccssfffhhlnwwvu"):
                case "r":
                    kind = random.choice(["first", "follow-up", "results"])
                    slot = (
                        clock.now() + timedelta(minutes=random.randint(-20, 30))
                        if random.random() < 0.3
                        else None
                    )
                    visits.append(register(ctx, f"病人{number}", kind=kind, slot_at=slot).visit_id)
                case "c":
                    services.queue.call_next(ctx)
                case "s":
                    called = services.board.read(ctx).called
                    services.queue.start(ctx, called.visit.visit_id if called else visit)
                case "f":
                    serving = services.board.read(ctx).serving
                    inside = serving.visit.visit_id if serving else visit
                    services.queue.finish(ctx, inside, to=random.choice([None, "lab"]))
                case "l":
                    services.queue.leave(ctx, visit)
                case "n":
                    services.queue.no_show(ctx, visit)
                case "h":
                    services.queue.recall(ctx, visit)
                case "w":
                    services.promises.tell(ctx, services.promises.offer(ctx, visit))
                case "v":
                    services.queue.enter_in_error(ctx, visit, reason="错")
                case "u":
                    services.queue.queue_again(ctx, visit)


def naive(ctx: Context, day: date, target: timedelta) -> Row:
    """The figures counted by hand from the rows, with nothing of the program's own arithmetic."""

    def table(statement: str, *values: object) -> list[Row]:
        cursor = ctx.reading.execute(statement, values)
        return [dict(zip([head[0] for head in cursor.description], row, strict=True)) for row in cursor]

    visits = []
    for visit in table(
        "SELECT * FROM visit WHERE day = ? AND voided = 0 AND status <> 'entered-in-error'", str(day)
    ):
        visit["entries"] = table(
            "SELECT * FROM queue_entry WHERE visit_id = ? AND voided = 0 AND status <> 'entered-in-error'"
            " ORDER BY id",
            visit["id"],
        )
        visits.append(visit)
    entries = [entry for visit in visits for entry in visit["entries"]]
    seen = [visit for visit in visits if any(entry["started_at"] for entry in visit["entries"])]
    unseen = [visit for visit in visits if visit not in seen and visit["entries"]]
    ended = [visit["entries"][-1]["status"] for visit in unseen]
    waits, services_, totals, kept, broken, told = [], [], [], 0, 0, 0
    for visit in visits:
        calls = [entry["first_called_at"] for entry in visit["entries"] if entry["first_called_at"]]
        if calls:
            waits.append(max(0, min(calls) - max(visit["arrived_at"], visit["slot_at"] or 0)) / MINUTE)
        started = [entry for entry in visit["entries"] if entry["started_at"]]
        if started and all(entry["ended_at"] for entry in started):
            services_.append(sum(entry["ended_at"] - entry["started_at"] for entry in started) / MINUTE)
        if visit in seen and visit["departed_at"]:
            totals.append((visit["departed_at"] - visit["arrived_at"]) / MINUTE)
    for entry in entries:
        for promise in table("SELECT * FROM promise WHERE entry_id = ? AND voided = 0", entry["id"]):
            told += 1
            latest = promise["high_at"] + 5 * MINUTE
            after = [
                at for at in (entry["first_called_at"], entry["called_at"]) if at and at >= promise["told_at"]
            ]
            if after:
                kept, broken = kept + (min(after) <= latest), broken + (min(after) > latest)
            elif entry["ended_at"] and entry["ended_at"] > latest:
                broken += 1
    answered = {"called", "in-progress", "completed"}
    over = sum(timedelta(minutes=wait) > target for wait in waits)
    return {
        "visits": len(visits),
        "first_visits": sum(visit["kind"] == "first" for visit in visits),
        "returns": sum(entry["kind"] == "return" for entry in entries),
        "appointments": sum(visit["slot_at"] is not None for visit in visits),
        "walk_ins": sum(visit["slot_at"] is None for visit in visits),
        "fulfilled": len(seen),
        "noshow": ended.count("noshow"),
        "left_unseen": ended.count("left"),
        "still_open": sum(
            visit["departed_at"] is None
            and not (visit in unseen and visit["entries"][-1]["status"] in {"noshow", "left"})
            for visit in visits
        ),
        **_spread("wait", waits),
        **_spread("service", services_),
        **_spread("total", totals),
        "promises_told": told,
        "promises_kept": kept,
        "promises_broken": broken,
        "promise_kept_pct": _share(kept, broken),
        "no_show_pct": _share(ended.count("noshow"), len(seen)),
        "calls": sum(entry["calls"] for entry in entries),
        "missed_calls": sum(
            max(0, entry["calls"] - bool(entry["started_at"] or entry["status"] in answered))
            for entry in entries
        ),
        "waits_over_target": over,
        "wait_over_target_pct": _share(over, len(waits) - over),
    }


def _spread(name: str, values: list[float]) -> Row:
    if len(values) == 1:
        tenth: float | None = values[0]
    else:
        tenth = quantiles(values, n=10, method="inclusive")[8] if values else None
    return {
        f"{name}_n": len(values),
        f"{name}_mean_min": fmean(values) if values else None,
        f"{name}_median_min": median(values) if values else None,
        f"{name}_p90_min": tenth,
    }


def _share(part: int, rest: int) -> float | None:
    return 100 * part / (part + rest) if part + rest else None


@pytest.mark.parametrize("seed", range(12))
def test_the_figures_of_visits_are_those_of_a_naive_count(ctx: Context, clock: FixedClock, seed: int) -> None:
    day, target = ctx.today(), timedelta(minutes=seed)
    live_through(ctx, clock, seed)
    (row,) = daily(ctx, Days(day, day), target=target)
    found, expected = row._asdict(), naive(ctx, day, target)
    assert (found["day"], found["room"]) == (day, "1")
    assert (
        tuple(expected) == DayStats._fields[2 : DayStats._fields.index("items")]
    )  # the rest: test_agreement
    for name, value in expected.items():
        # A figure is rounded to tenths at the very end.
        assert found[name] == (value if value is None else pytest.approx(value, abs=0.0501)), name


def test_every_day_and_room_of_the_range_has_a_row_in_order(ctx: Context, clock: FixedClock) -> None:
    clock.at = NINE - timedelta(days=3)
    register(ctx, "王芳")
    clock.at = NINE
    register(ctx, "李强")
    with ctx.reading:
        ctx.reading.execute(
            "INSERT INTO room (id, version, voided, code, name, doctor_id) VALUES (2, 1, 0, '2', '二', 1)"
        )
    rows = list(daily(ctx, Days(date(2026, 11, 17), TODAY)))
    assert [(row.day.day, row.room, row.visits) for row in rows] == [
        (day, room, int(room == "1" and day in {18, 21})) for day in range(17, 22) for room in ("1", "2")
    ]


def test_nothing_is_not_zero(ctx: Context) -> None:
    (row,) = daily(ctx, Days(TODAY, TODAY))
    empty = {name for name, value in row._asdict().items() if value is None}
    without_target = {"waits_over_target"}
    assert empty == {name for name in DayStats._fields if name.endswith(("_min", "_pct"))} | without_target
    (row,) = daily(ctx, Days(TODAY, TODAY), target=timedelta(minutes=60))
    assert (row.waits_over_target, row.wait_over_target_pct) == (0, None)


def test_queries_do_not_grow_with_visits_and_those_of_a_month_are_few(
    ctx: Context, clock: FixedClock
) -> None:
    def statements(days: Days) -> int:
        said: list[str] = []
        ctx.reading.set_trace_callback(said.append)
        list(daily(ctx, days))
        ctx.reading.set_trace_callback(None)
        return len(said)

    before = statements(Days(TODAY, TODAY))
    for _ in range(3):
        register(ctx, "王芳")
    assert statements(Days(TODAY, TODAY)) == before == 11
    months = Days(date(2025, 1, 1), date(2026, 10, 31))
    statements(months)
    assert statements(months) == 1 + 22 * 5


PEAKS = """
import sys, tracemalloc
from datetime import date, timedelta
from pathlib import Path
from assistant_tui.domain.clock import SystemClock
from assistant_tui.services.post import take_post
from assistant_tui.services.statgroups import daily
from assistant_tui.services.stats import Days
from assistant_tui.settings.zone import zone
from assistant_tui.store.database import Database

database = Database.open(Path(sys.argv[1]))
post = take_post(database, assistant="李敏", clock=SystemClock(), zone=zone("Asia/Shanghai"))
for days in (620, 62, 620):  # the first time fills what Python keeps for next time
    database.raw.execute("DELETE FROM kept_figures")
    tracemalloc.start()
    last = date(2020, 1, 1) + timedelta(days=days - 1)
    visits = sum(figures.visits for figures in daily(post, Days(date(2020, 1, 1), last)))
    print(visits, tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
database.close()
"""


def test_memory_stays_flat_over_many_days(ctx: Context) -> None:
    """Measured in a process of its own: what another test has left to be freed would be counted here."""
    _fill(ctx, days=620, visits=10)
    file = str(ctx.database.path)
    answer = subprocess.run([sys.executable, "-c", PEAKS, file], capture_output=True, text=True, check=True)
    _, two_months, many = [tuple(map(int, line.split())) for line in answer.stdout.splitlines()]
    assert (two_months[0], many[0]) == (620, 6200)
    assert many[1] < 1.5 * two_months[1]


def _fill(ctx: Context, days: int, visits: int) -> None:
    ctx.reading.execute(
        "INSERT INTO patient (id, version, voided, name, sex, note) VALUES (1, 1, 0, '王芳', 'female', '')"
    )
    ctx.reading.executemany(
        "INSERT INTO visit (version, voided, patient_id, room_id, doctor_id, day, series, number, ticket,"
        " kind, status, complaint, acuity, arrived_at, note)"
        " VALUES (1, 0, 1, 1, 1, ?, 'A', ?, 'A', 'first', 'arrived', '', 4, 0, '')",
        [
            ((date(2020, 1, 1) + timedelta(days=day)).isoformat(), number)
            for day in range(days)
            for number in range(1, visits + 1)
        ],
    )


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({}, (TODAY, TODAY)),
        ({"day": "2026-11-20"}, (date(2026, 11, 20), date(2026, 11, 20))),
        ({"first": "2026-11-01"}, (date(2026, 11, 1), TODAY)),
        ({"first": "2026-11-01", "last": "2026-12-24"}, (date(2026, 11, 1), TODAY)),
        ({"last": "2026-11-02"}, (date(2026, 11, 2), date(2026, 11, 2))),
    ],
)
def test_days_are_understood(ctx: Context, typed: dict[str, str], days: tuple[date, date]) -> None:
    assert days_of(ctx, **typed) == Days(*days)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "21.11.2026"}, "is no date"),
        ({"day": "2026-02-30"}, "is no date"),
        ({"day": "2026-11-22"}, "has not come yet"),
        ({"first": "2026-11-22"}, "after its end"),
        ({"first": "2026-11-02", "last": "2026-11-01"}, "after its end"),
        ({"first": "2027-11-02", "last": "2027-11-03"}, "has not come yet"),
        ({"day": "2026-11-20", "last": "2026-11-21"}, "not both"),
    ],
)
def test_days_that_cannot_be_are_refused(ctx: Context, typed: dict[str, str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        days_of(ctx, **typed)


def test_an_export_is_put_on_record_in_the_chain(ctx: Context) -> None:
    register(ctx, "王芳")
    ((_, _, visits, *_),) = export(ctx, Days(TODAY, TODAY), By.DAY, Naming())
    assert visits == 1
    register(ctx, "李强")
    _, exported, *_ = services.history.recent(ctx)
    assert (exported.action, exported.actor, exported.room_id) == ("export", "李敏", ctx.room_id)
    assert exported.reason == "stats 2026-11-21..2026-11-21"
    assert list(broken_links(ctx.reading)) == []
    assert services.history.undo(ctx).action == "register"


def test_what_cannot_be_put_on_record_does_not_leave(ctx: Context) -> None:
    ctx.reading.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError):
        export(ctx, Days(TODAY, TODAY), By.DAY, Naming())
    assert not ctx.reading.in_transaction


@pytest.mark.parametrize(
    ("settings", "minutes"), [("", 60), ("wait_target = 25", 25), ('pack = "dental"', 75)]
)
def test_waits_are_held_against_the_clinics_own_target_or_the_packs(
    ctx: Context, tmp_path: Path, settings: str, minutes: int
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(settings, encoding="utf-8")
    resolved = resolve({}, file, ctx.database.path)
    assert wait_target(resolved, ctx) == timedelta(minutes=minutes)
    desk = open_workstation(resolved)
    assert desk.wait_target == timedelta(minutes=minutes)
    desk.database.close()


def test_figures_need_neither_sqlmodel_nor_textual() -> None:
    code = (
        "import sys, assistant_tui.services.statgroups, assistant_tui.export.tabular;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'sqlalchemy', 'sqlmodel', 'pydantic', 'textual', 'openpyxl'}))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"
