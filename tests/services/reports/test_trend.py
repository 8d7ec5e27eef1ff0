"""The trend of 30 days against the clinic's goals: held against a naive count of the room's rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import fmean, quantiles
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.goals import MORE_IS_BETTER, Aims, Goal, GoalFigure
from assistant_tui.readmodels.reports import Block, Section, Unit
from assistant_tui.services.context import Context
from tests.factory import register
from tests.services.reports.randomday import fill

BERLIN = ZoneInfo("Europe/Berlin")
UNTIL = date(2026, 4, 10)  # the 30 days are those from 12 March on: the clock change of the 29th is within
TARGET = timedelta(minutes=35)
START, BY = date(2026, 3, 20), date(2026, 6, 20)
AIMS = Aims(
    TARGET,
    tuple(
        Goal(figure, 20, 80, START, BY) if figure in MORE_IS_BETTER else Goal(figure, 80, 20, START, BY)
        for figure in GoalFigure
    ),
)
MINUTE = 60_000
Counts = dict[str, list[float]]


@pytest.fixture
def weeks(ctx: Context, clock: FixedClock) -> Context:
    """A workstation with random days behind it: within the 30, at both ends, and just before them."""
    ctx = replace(ctx, zone=BERLIN, aims=AIMS)
    clock.at = datetime(2026, 4, 10, 22, tzinfo=BERLIN).astimezone(UTC)
    for back in (0, 1, 5, 12, 13, 29, 30, 31):
        day = UNTIL - timedelta(days=back)
        fill(ctx, day, datetime.combine(day, time(0, 30), BERLIN).astimezone(UTC), seed=back, visits=20)
    return ctx


def block(section: Section, code: str) -> Block:
    return next(one for one in section.blocks if one.code == code)


def naive(ctx: Context, day: date) -> Counts:
    """What is counted of the day's rows in the room: each list of what a figure is the mean or share of."""
    counts: Counts = {name: [] for name in ("visits", "wait", "total", "kept", "noshow")}
    visits = ctx.reading.execute(
        "SELECT id, arrived_at, slot_at, departed_at FROM visit"
        " WHERE day = ? AND room_id = ? AND voided = 0 ORDER BY id",
        (str(day), ctx.room_id),
    ).fetchall()
    for visit, arrived, slot, departed in visits:
        entries = ctx.reading.execute(
            "SELECT id, status, first_called_at, called_at, started_at, ended_at FROM queue_entry"
            " WHERE visit_id = ? AND voided = 0 ORDER BY id",
            (visit,),
        ).fetchall()
        valid = [entry for entry in entries if entry[1] != "entered-in-error"]
        if entries and not valid:
            continue
        counts["visits"].append(1)
        called = [entry[2] for entry in valid if entry[2]]
        if called:
            counts["wait"].append(max(0, min(called) - max(arrived, slot or 0)) / MINUTE)
        seen = any(entry[4] or entry[1] == "completed" for entry in valid)
        if departed and (seen or not entries):
            counts["total"].append((departed - arrived) / MINUTE)
        if seen or (valid and valid[-1][1] == "noshow"):
            counts["noshow"].append(not seen)
        counts["kept"] += [kept for entry in valid for kept in promises(ctx, entry)]
    return counts


def promises(ctx: Context, entry: Sequence[int]) -> list[float]:
    """Of each promise of the queue entry that is decided, whether it was kept."""
    number, _, first, last, _, ended = entry
    found = []
    for told, until in ctx.reading.execute(
        "SELECT told_at, high_at FROM promise WHERE entry_id = ? AND voided = 0", (number,)
    ):
        calls = [at for at in (first, last) if at and at >= told]
        if calls:
            found.append(float(min(calls) <= until + 5 * MINUTE))
        elif ended and ended > until + 5 * MINUTE:
            found.append(0.0)
    return found


def p90(values: list[float]) -> float:
    return quantiles(values, n=10, method="inclusive")[8] if len(values) > 1 else values[0]


def over(waits: list[float]) -> float:
    return fmean(wait > TARGET / timedelta(minutes=1) for wait in waits) * 100


def share(counted: list[float]) -> float:
    return fmean(counted) * 100


FIGURES: dict[GoalFigure, tuple[str, Callable[[list[float]], float]]] = {
    GoalFigure.WAIT: ("wait", fmean),
    GoalFigure.WAIT_P90: ("wait", p90),
    GoalFigure.OVER_TARGET: ("wait", over),
    GoalFigure.TOTAL: ("total", fmean),
    GoalFigure.PROMISES_KEPT: ("kept", share),
    GoalFigure.NO_SHOW: ("noshow", share),
}
"""Of what each is made, and how."""


def line_on(goal: Goal, day: date) -> float:
    """The straight line, by hand."""
    gone = min(max((day - goal.start).days, 0), (goal.by - goal.start).days)
    return goal.origin + (goal.to - goal.origin) * gone / (goal.by - goal.start).days


def test_each_day_with_visits_has_its_figures(weeks: Context) -> None:
    days = block(services.reports.trend(weeks, UNTIL), "days")
    assert [line.code for line in days.lines] == [
        str(UNTIL - timedelta(days=back)) for back in (29, 13, 12, 5, 1, 0)
    ]
    for line in days.lines:
        counted = naive(weeks, date.fromisoformat(line.code))
        waits = counted["wait"]
        expected = (len(counted["visits"]), fmean(waits), p90(waits), over(waits))
        assert line.cells == pytest.approx(expected, abs=0.0501)
    assert days.bar == "mean"
    assert days.goal == pytest.approx(line_on(AIMS.goals[0], UNTIL), abs=0.0501)


def test_goals_are_held_against_all_that_was_counted_together(weeks: Context) -> None:
    section = services.reports.trend(weeks, UNTIL)
    days = [UNTIL - timedelta(days=back) for back in range(30)]
    counted = {day: naive(weeks, day) for day in days}
    together = {name: [one for day in days for one in counted[day][name]] for name in counted[UNTIL]}
    found = {
        line.code: line for code in ("goals_minutes", "goals_shares") for line in block(section, code).lines
    }
    assert set(found) == set(GoalFigure)
    for goal in AIMS.goals:
        name, of_all = FIGURES[goal.figure]
        actual = of_all(together[name])
        due = fmean(line_on(goal, day) for day in days for _ in counted[day][name])
        way = min(1, max(0, (goal.origin - actual) / (goal.origin - goal.to))) * 100
        line = found[goal.figure]
        assert line.cells == pytest.approx((goal.origin, due, actual, goal.to, way), abs=0.2)
        better = (actual >= due) if goal.figure in MORE_IS_BETTER else (actual <= due)
        assert str(line.note) in (
            {"on the way, by 2026-06-20", "reached"} if better else {"behind, by 2026-06-20"}
        )


def test_a_column_of_goals_has_one_unit(weeks: Context) -> None:
    section = services.reports.trend(weeks, UNTIL)
    for code, unit in (("goals_minutes", Unit.MINUTES), ("goals_shares", Unit.PER_CENT)):
        assert [head.unit for head in block(section, code).heads] == [unit] * 4 + [Unit.PER_CENT]
        for line in block(section, code).lines:
            assert len(line.cells) == 5


def test_a_trend_of_an_earlier_day_ends_with_it(weeks: Context) -> None:
    earlier = UNTIL - timedelta(days=13)
    days = block(services.reports.trend(weeks, earlier), "days")
    assert days.lines[-1].code == str(earlier)
    assert days.lines[0].code == str(UNTIL - timedelta(days=31))
    assert days.goal == pytest.approx(line_on(AIMS.goals[0], earlier), abs=0.0501)


def test_a_second_reading_says_the_same_from_what_was_kept(weeks: Context) -> None:
    assert services.reports.trend(weeks, UNTIL) == services.reports.trend(weeks, UNTIL)


def test_what_is_done_to_an_earlier_day_is_in_the_trend_at_once(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    clock.advance(days=1)
    assert [line.cells[0] for line in block(services.reports.trend(ctx), "days").lines] == [1]
    services.queue.enter_in_error(ctx, visit.visit_id, reason="重复登记")
    assert block(services.reports.trend(ctx), "days").lines == ()


def test_an_empty_file_has_goals_and_nothing_to_hold_against_them(ctx: Context) -> None:
    start = ctx.today() - timedelta(days=1)
    goals = (Goal(GoalFigure.WAIT, 30, 20, start, ctx.today() + timedelta(days=9)),)
    section = services.reports.trend(replace(ctx, aims=Aims(goals=goals)))
    assert block(section, "days").lines == ()
    (line,) = block(section, "goals_minutes").lines
    assert line.cells == (30, None, None, 20, None)
    assert str(line.note) == "nothing to count yet, by 2026-11-30"
    assert block(section, "goals_shares").lines == ()


def test_without_goals_there_is_no_line_to_keep_under(ctx: Context) -> None:
    register(ctx)
    (days,) = services.reports.trend(ctx).blocks
    assert days.goal is None
    assert [line.cells for line in days.lines] == [(1, None, None, None)]


def test_a_trend_takes_as_many_statements_for_many_visits_as_for_few(ctx: Context, clock: FixedClock) -> None:
    def statements() -> int:
        run: list[str] = []
        ctx.reading.set_trace_callback(run.append)
        services.reports.trend(ctx)
        ctx.reading.set_trace_callback(None)
        return len(run)

    register(ctx)
    services.reports.trend(ctx)  # what is counted of days that are over is kept once
    few = statements()
    for _ in range(40):
        register(ctx)
    assert statements() == few <= 15
    clock.advance(days=1)
    services.reports.trend(ctx)
    assert statements() == few


def test_the_clinic_s_own_target_goes_before_the_pack_s(ctx: Context) -> None:
    assert ctx.wait_target == ctx.pack.queue.max_wait
    assert replace(ctx, aims=Aims(wait_target=TARGET)).wait_target == TARGET
