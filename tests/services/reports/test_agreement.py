"""Whatever the day report and `export stats` both tell is the same, and that of a naive count of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock, milliseconds
from assistant_tui.domain.naming import Naming
from assistant_tui.readmodels.stats import DUTIES, By, StatsValue, stats_columns
from assistant_tui.services.context import Context
from assistant_tui.services.statgroups import daily, grouped
from assistant_tui.services.stats import Days
from tests.services.reports.naive import Figures, naive
from tests.services.reports.randomday import MINUTE, RandomDay, fill

DAY, BEFORE = date(2026, 11, 20), date(2026, 11, 16)
BEGIN = datetime(2026, 11, 20, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
Row = dict[str, StatsValue]


def live(ctx: Context, seed: int) -> None:
    """Two random days, a part of whose visits belong together: some were to come back on the second."""
    fill(ctx, BEFORE, BEGIN - timedelta(days=4), seed + 1000)
    fill(ctx, DAY, BEGIN, seed)
    random = Random(seed)
    with ctx.reading:
        of_day = "SELECT id, patient_id FROM visit WHERE day = ? ORDER BY id"
        later = ctx.reading.execute(of_day, (str(DAY),)).fetchall()
        for visit, patient in ctx.reading.execute(of_day, (str(BEFORE),)).fetchall():
            if random.random() < 0.6:
                ctx.reading.execute("UPDATE visit SET return_on = ? WHERE id = ?", (str(DAY), visit))
            if random.random() < 0.5:
                again, _ = random.choice(later)
                ctx.reading.execute("UPDATE visit SET patient_id = ? WHERE id = ?", (patient, again))
        for table in ("order_slip", "order_item", "watch", "watch_round", "doctor_call"):
            for (number,) in ctx.reading.execute(f"SELECT id FROM {table} ORDER BY id").fetchall():
                if random.random() < 0.1:
                    ctx.reading.execute(f"UPDATE {table} SET voided = 1 WHERE id = ?", (number,))
        _duties(RandomDay(ctx, DAY, random), random)


def _duties(rows: RandomDay, random: Random) -> None:
    at = milliseconds(BEGIN)
    for number in range(random.randrange(12)):
        status = random.choice(("done", "done", "skipped", "running"))
        rows.row(
            "task_record", room_id=random.choice((1, 2)), day=str(DAY), code=f"t{number}", title="开窗",
            phase="opening", status=status, started_at=at, ended_at=at, by="李敏", reason="停电", note="",
            voided=int(random.random() < 0.2),
        )  # fmt: skip
        rows.row(
            "incident", room_id=random.choice((1, 2)), day=str(DAY), kind="loss", what="少一把", place="",
            happened_at=at, entered_at=at, by="李敏", report_by=at + 30 * MINUTE,
            reported_at=at + random.randrange(60) * MINUTE, reported_to="护士长", action="", root_cause="",
            prevention="", closed_by="", voided=int(random.random() < 0.2),
        )  # fmt: skip


def naive_duties(ctx: Context) -> Figures:
    """Those of the room's day, row by row."""

    def count(statement: str) -> int:
        values = {"day": str(DAY), "room": ctx.room_id}
        return int(ctx.reading.execute(statement, values).fetchone()[0])

    task = "SELECT COUNT(*) FROM task_record WHERE day = :day AND room_id = :room AND voided = 0 AND status ="
    incident = "SELECT COUNT(*) FROM incident WHERE day = :day AND room_id = :room AND voided = 0"
    back = "SELECT COUNT(*) FROM visit v WHERE return_on = :day AND room_id = :room AND voided = 0"
    here = "EXISTS (SELECT 1 FROM visit WHERE patient_id = v.patient_id AND day = :day AND voided = 0)"
    return {
        "tasks": (count(f"{task} 'done'"), count(f"{task} 'skipped'")),
        "incidents": (count(incident), count(f"{incident} AND reported_at > report_by")),
        "back": (count(back), count(f"{back} AND {here}")),
    }


def report_duties(ctx: Context) -> Figures:
    """The same as the day's report tells it."""
    checklist, incidents, returns = (
        services.reports.of_day(ctx, DAY).section(code) for code in ("checklist", "incidents", "returns")
    )
    assert checklist
    assert incidents
    assert returns
    phases = [line.cells for line in checklist.blocks[0].lines]
    kinds = [line.cells for line in incidents.blocks[0].lines]
    back = {line.code: line.cells[0] for line in returns.blocks[0].lines}
    return {
        "tasks": (_sum(phases, 1) + _sum(phases, 2), _sum(phases, 3)),
        "incidents": (_sum(kinds, 0), _sum(kinds, 2)),
        "back": (int(back.get("due") or 0), int(back.get("came") or 0)),
    }


def _sum(lines: Sequence[tuple[float | int | None, ...]], place: int) -> float:
    return sum(cells[place] or 0 for cells in lines)


def of_export(ctx: Context) -> Figures:
    """The figures of the room's day that both have, under the report's names."""
    days = Days(DAY, DAY)
    (row,) = (
        one._asdict() for one in daily(ctx, days, target=ctx.wait_target) if one.room == str(ctx.room_id)
    )

    def told(*names: str) -> tuple[float | int | None, ...]:
        return tuple(row[name] for name in names)

    def four(name: str) -> tuple[float | int | None, ...]:
        return told(f"{name}_n", f"{name}_mean_min", f"{name}_median_min", f"{name}_p90_min")

    found: Figures = {
        "visits/all/visits": told("visits"),
        "visits/all/first": told("first_visits"),
        "visits/all/appointments": told("appointments"),
        "visits/all/walk_ins": told("walk_ins"),
        "visits/all/fulfilled": told("fulfilled"),
        "visits/all/noshow": told("noshow"),
        "visits/all/left_unseen": told("left_unseen"),
        "visits/all/still_open": told("still_open"),
        "waits/all/all": (*four("wait"), row["waits_over_target"] if row["wait_n"] else None),
        "service/all/all": four("service"),
        "service/total/all": four("total"),
        "tasks": told("tasks_done", "tasks_skipped"),
        "incidents": told("incidents", "incidents_reported_late"),
        "back": told("due_back", "came_back"),
    }
    if row["promises_told"]:
        found |= {f"waits/promises/{code}": told(f"promises_{code}") for code in ("told", "kept", "broken")}
    if row["items"]:
        found["items"] = told("items", "items_done", "items_refused", "items_voided")
        found |= {
            f"orders/fees/{code}": told(f"amount_{code}_fen") for code in ("due", "paid", "refunded", "open")
        }
    if row["rounds"]:
        found["rounds"] = told(
            "rounds", "rounds_on_time", "rounds_late", "rounds_missed", "rounds_left_out", "alarms"
        )
    if row["response_n"]:
        found["watches/response/came"] = four("response")
    found["calls"] = told("doctor_calls")
    return found


def shared(lines: Figures, of: Figures) -> Figures:
    """Of the lines of a report those that the export has too."""
    found = {name: cells for name, cells in lines.items() if name in of}
    if items := lines.get("orders/category/all"):
        found["items"] = (items[0], *items[4:7])
    rounds = [cells for name, cells in lines.items() if name.startswith("watches/rounds/")]
    if total := lines.get("watches/rounds/all", rounds[0] if rounds else None):
        found["rounds"] = total[1:]
    came, missing = (lines.get(f"watches/response/{code}", (0,))[0] for code in ("came", "missing"))
    found["calls"] = ((came or 0) + (missing or 0),)
    return found


@pytest.mark.parametrize("room", [1, 2])
@pytest.mark.parametrize("seed", range(12))
def test_report_export_and_a_naive_count_agree(ctx: Context, clock: FixedClock, seed: int, room: int) -> None:
    clock.at = BEGIN + timedelta(days=2)
    live(ctx, seed)
    ctx = replace(ctx, room_id=room, zone=SHANGHAI)
    exported = of_export(ctx)
    report: Figures = {
        f"{section.code}/{block.code}/{line.code}": line.cells
        for section in services.reports.of_day(ctx, DAY).sections
        for block in section.blocks
        for line in block.lines
    }
    counted = naive(ctx, DAY, SHANGHAI, milliseconds(clock.now())) | naive_duties(ctx)
    _same(exported, shared(report | report_duties(ctx), exported))
    _same(exported, shared(counted, exported), but=frozenset({"service/total/all"}))


def _same(found: Figures, expected: Figures, but: frozenset[str] = frozenset()) -> None:
    assert found.keys() - but == expected.keys() - but
    for name in expected.keys() - but:
        # A figure is rounded to tenths at the very end.
        assert found[name] == pytest.approx(expected[name], abs=0.0501), name


@pytest.mark.parametrize("by", [By.HOUR, By.DOCTOR, By.KIND])
@pytest.mark.parametrize("seed", range(4))
def test_groups_of_visits_add_up_to_the_day_and_have_no_duties(
    ctx: Context, clock: FixedClock, seed: int, by: By
) -> None:
    clock.at = BEGIN + timedelta(days=2)
    live(ctx, seed)
    days = Days(BEFORE, DAY)
    names = stats_columns(by)
    rows = [dict(zip(names, cells, strict=True)) for cells in grouped(ctx, days, by, Naming())]
    whole = [row._asdict() for row in daily(ctx, days)]
    assert all(row[name] is None for row in rows for name in DUTIES)
    counts = [name for name in names[2:] if name not in DUTIES and isinstance(whole[0][name], int)]
    assert {"items", "amount_paid_fen", "rounds", "alarms", "response_n"} < set(counts)
    for room in ("1", "2"):
        for name in counts:
            assert _total(rows, room, name) == _total(whole, room, name), name


def _total(rows: list[Row], room: str, name: str) -> float:
    found = [row[name] for row in rows if row["room"] == room]
    return sum(value for value in found if isinstance(value, int | float))


def test_a_watch_counts_where_and_when_it_was_begun(ctx: Context, clock: FixedClock) -> None:
    clock.at = BEGIN + timedelta(days=2)
    live(ctx, 3)
    after = DAY + timedelta(days=1)
    with ctx.reading:
        ctx.reading.execute("UPDATE watch SET day = ?, room_id = 2 WHERE day = ?", (str(after), str(DAY)))
    rows = {(row.day, row.room): row for row in daily(ctx, Days(DAY, after))}
    assert rows[after, "2"].rounds == rows[after, "2"].rounds_on_time + rows[after, "2"].rounds_late + (
        rows[after, "2"].rounds_missed + rows[after, "2"].rounds_left_out
    )
    assert rows[after, "2"].rounds > 0 == rows[after, "2"].visits
    assert {rows[DAY, room].rounds for room in ("1", "2")} == {0}
    assert rows[DAY, "1"].doctor_calls + rows[DAY, "2"].doctor_calls > 0
