"""How the days before went: a line a day, and how far the clinic's goals have come.

Beside a day's report and no part of it: it is of other days, and what is signed does not have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from assistant_tui.domain.figures import DayFigures, Tally
from assistant_tui.domain.goals import (
    GOAL_WORDS,
    IN_MINUTES,
    Goal,
    GoalFigure,
    due_on,
    due_over,
    goal_state,
    progress,
    state_words,
)
from assistant_tui.domain.saying import say
from assistant_tui.readmodels.reports import Block, Head, Line, Section, Unit
from assistant_tui.services.context import Context
from assistant_tui.services.reports.tables import same, tenths
from assistant_tui.services.stats import Days
from assistant_tui.services.tallies import spans

DAYS = timedelta(days=30)
"""So far a trend reaches back, the day itself included."""
_DAILY = (
    Head("visits", say("Visits")),
    Head("mean", say("Mean wait"), Unit.MINUTES),
    Head("p90", say("90 %"), Unit.MINUTES),
    Head("over", say("% over target"), Unit.PER_CENT),
)


def trend(ctx: Context, day: date | None = None) -> Section:
    """The room's 30 days up to that one, today unless another is asked for; days without visits have no line.

    The goal of the waits is what is due on that day. A constant number of queries; what is counted of days
    that are over is kept in the file.
    """
    until = day or ctx.today()
    days = Days(until - DAYS + timedelta(days=1), until)
    tallies = {span.first: span.rooms[ctx.room_id] for span in spans(ctx, days)}
    figures = {on: tally.figures(ctx.wait_target) for on, tally in tallies.items()}
    goal = ctx.aims.goal(GoalFigure.WAIT)
    by_day = Block(
        "days",
        say("Day by day"),
        _DAILY,
        tuple(_line(on, of_day) for on, of_day in figures.items() if of_day.visits),
        bar="mean",
        goal=tenths(due_on(goal, until)) if goal else None,
    )
    return Section("trend", say("The last 30 days"), (by_day, *_goals(ctx, until, tallies, figures)))


def _line(day: date, figures: DayFigures) -> Line:
    over = None if figures.over_target_rate is None else figures.over_target_rate * 100
    cells = (figures.visits, tenths(figures.wait.mean), tenths(figures.wait.p90), tenths(over))
    return Line(day.isoformat(), same(f"{day:%m-%d}"), cells)


def _goals(
    ctx: Context, until: date, tallies: Mapping[date, Tally], figures: Mapping[date, DayFigures]
) -> Iterator[Block]:
    """A block for each unit: a column has one."""
    if not ctx.aims.goals:
        return
    sum_ = Tally()
    for tally in tallies.values():
        sum_.merge(tally)
    together = sum_.figures(ctx.wait_target)
    lines = {goal.figure: _standing(goal, until, together, figures) for goal in ctx.aims.goals}
    for code, words, unit in (
        ("goals_minutes", say("Goals"), Unit.MINUTES),
        ("goals_shares", say("Goals"), Unit.PER_CENT),
    ):
        chosen = [line for figure, line in lines.items() if (figure in IN_MINUTES) is (unit is Unit.MINUTES)]
        heads = (
            Head("from", say("Was"), unit),
            Head("due", say("Due now"), unit),
            Head("actual", say("Is"), unit),
            Head("to", say("Goal"), unit),
            Head("progress", say("Done, %"), Unit.PER_CENT),
        )
        yield Block(code, words, heads, tuple(chosen))


def _standing(goal: Goal, until: date, together: DayFigures, figures: Mapping[date, DayFigures]) -> Line:
    """How the goal stands: figures are held against each other as they are shown, to one decimal."""
    actual = tenths(_measured(together, goal.figure)[0])
    counted = ((on, _measured(of_day, goal.figure)[1]) for on, of_day in figures.items())
    due = tenths(due_over(goal, counted))
    covered = None if actual is None else tenths(progress(goal, actual) * 100)
    note = state_words(goal, goal_state(goal, until, actual, due))
    return Line(
        goal.figure.value, GOAL_WORDS[goal.figure], (goal.origin, due, actual, goal.to, covered), note
    )


def _measured(figures: DayFigures, figure: GoalFigure) -> tuple[float | None, int]:
    """The figure in the unit of its goals, and of how many it is."""
    match figure:
        case GoalFigure.WAIT:
            return figures.wait.mean, figures.wait.n
        case GoalFigure.WAIT_P90:
            return figures.wait.p90, figures.wait.n
        case GoalFigure.OVER_TARGET:
            return _per_cent(figures.over_target_rate), figures.wait.n
        case GoalFigure.TOTAL:
            return figures.total.mean, figures.total.n
        case GoalFigure.PROMISES_KEPT:
            return _per_cent(figures.promise_kept_rate), figures.promises_kept + figures.promises_broken
        case GoalFigure.NO_SHOW:
            return _per_cent(figures.no_show_rate), figures.fulfilled + figures.noshow


def _per_cent(share: float | None) -> float | None:
    return None if share is None else share * 100
