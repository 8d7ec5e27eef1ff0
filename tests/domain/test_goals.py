"""Goals: what is due moves in a straight line; who keeps to it is never behind; better is never worse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant_tui.domain.goals import (
    GOAL_WORDS,
    IN_MINUTES,
    MORE_IS_BETTER,
    Aims,
    Goal,
    GoalFigure,
    GoalState,
    due_on,
    due_over,
    goal_state,
    progress,
    state_words,
)

START, BY = date(2026, 11, 1), date(2027, 3, 31)
WAIT = Goal(GoalFigure.WAIT, 30, 20, START, BY)
KEPT = Goal(GoalFigure.PROMISES_KEPT, 70, 90, START, BY)

values = st.integers(0, 1000).map(lambda tenths: tenths / 10)  # up to 100: a share, too
dates = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@st.composite
def goals(draw: st.DrawFn, figure: GoalFigure | None = None) -> Goal:
    """Any goal that asks for something better, of that figure or any."""
    figure = figure or draw(st.sampled_from(GoalFigure))
    low, high = sorted(draw(st.tuples(values, values).filter(lambda both: both[0] != both[1])))
    start = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    by = start + timedelta(days=draw(st.integers(1, 500)))
    goal = (
        Goal(figure, low, high, start, by) if figure in MORE_IS_BETTER else Goal(figure, high, low, start, by)
    )
    assert goal.is_better
    return goal


def worse_by(goal: Goal, value: float) -> float:
    """How much worse the value is than what the goal is to end at, in the figure's own direction."""
    return goal.to - value if goal.figure in MORE_IS_BETTER else value - goal.to


# By example.


def test_the_figures_have_words_and_a_direction() -> None:
    assert set(GOAL_WORDS) == set(GoalFigure)
    assert set(GoalFigure) >= IN_MINUTES | MORE_IS_BETTER
    assert not Goal(GoalFigure.WAIT, 20, 30, START, BY).is_better
    assert not Goal(GoalFigure.WAIT, 20, 20, START, BY).is_better
    assert not Goal(GoalFigure.PROMISES_KEPT, 90, 70, START, BY).is_better


def test_an_aim_is_found_by_its_figure() -> None:
    aims = Aims(goals=(WAIT, KEPT))
    assert aims.goal(GoalFigure.PROMISES_KEPT) is KEPT
    assert aims.goal(GoalFigure.NO_SHOW) is None


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 10, 1), 30),
        (START, 30),
        (START + timedelta(days=75), 25),
        (BY, 20),
        (date(2028, 1, 1), 20),
    ],
)
def test_what_is_due_moves_from_where_it_was_to_where_it_is_to_be(day: date, due: float) -> None:
    assert due_on(WAIT, day) == due
    assert due_on(KEPT, day) == 130 - 2 * due


def test_a_day_with_three_times_the_patients_weighs_three_times_as_much() -> None:
    middle = START + timedelta(days=75)
    assert due_over(WAIT, [(START, 3), (middle, 1), (BY, 0)]) == pytest.approx((3 * 30 + 25) / 4)
    assert due_over(WAIT, [(START, 0)]) is None
    assert due_over(WAIT, []) is None


@pytest.mark.parametrize(("actual", "covered"), [(35, 0), (30, 0), (27.5, 0.25), (25, 0.5), (20, 1), (12, 1)])
def test_the_way_is_covered_from_nothing_to_all(actual: float, covered: float) -> None:
    assert progress(WAIT, actual) == covered
    assert progress(KEPT, 130 - 2 * actual) == covered


@pytest.mark.parametrize(
    ("day", "actual", "due", "found", "words"),
    [
        (START - timedelta(days=1), 10, 30, GoalState.AHEAD, "begins on 2026-11-01"),
        (START, None, None, GoalState.UNKNOWN, "nothing to count yet, by 2027-03-31"),
        (START, 20, 30, GoalState.REACHED, "reached"),
        (START, 30, 30, GoalState.ON_THE_WAY, "on the way, by 2027-03-31"),
        (START, 30.1, 30, GoalState.BEHIND, "behind, by 2027-03-31"),
        (BY, 20.1, 20, GoalState.BEHIND, "behind, by 2027-03-31"),
        (BY + timedelta(days=1), 20.1, 20, GoalState.MISSED, "not reached by 2027-03-31"),
        (BY + timedelta(days=1), 19.9, 20, GoalState.REACHED, "reached"),
    ],
)
def test_how_a_goal_stands(
    day: date, actual: float | None, due: float | None, found: GoalState, words: str
) -> None:
    assert goal_state(WAIT, day, actual, due) is found
    assert str(state_words(WAIT, found)) == words


# By property.


@given(goals(), dates, dates)
def test_what_is_due_never_gets_easier(goal: Goal, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert worse_by(goal, due_on(goal, later)) <= worse_by(goal, due_on(goal, earlier)) + 1e-9
    for day in (earlier, later):
        assert min(goal.origin, goal.to) <= due_on(goal, day) <= max(goal.origin, goal.to)


@given(goals(), st.lists(st.tuples(dates, st.integers(0, 60)), max_size=30))
def test_whoever_is_on_the_line_every_day_is_on_the_way_or_there(
    goal: Goal, counted: list[tuple[date, int]]
) -> None:
    """The figure over many days is the mean of all that was counted on them."""
    due = due_over(goal, counted)
    values = [due_on(goal, day) for day, count in counted for _ in range(count)]
    assume(values)
    actual = sum(values) / len(values)
    assert due == pytest.approx(actual)
    for day in (goal.start, goal.by):
        assert goal_state(goal, day, round(actual, 1), round(actual, 1)) in {
            GoalState.ON_THE_WAY,
            GoalState.REACHED,
        }


@given(goals(), values, values)
def test_a_better_figure_has_covered_no_less_of_the_way(goal: Goal, one: float, other: float) -> None:
    worse, better = sorted((one, other), key=lambda value: -worse_by(goal, value))
    assert 0 <= progress(goal, worse) <= progress(goal, better) <= 1
    assert (progress(goal, better) == 1) == (worse_by(goal, better) <= 0)


@given(goals(), dates)
def test_on_the_line_as_much_of_the_way_is_covered_as_of_the_time(goal: Goal, day: date) -> None:
    time = (day - goal.start) / (goal.by - goal.start)
    assert progress(goal, due_on(goal, day)) == pytest.approx(min(1, max(0, time)))


@given(goals(), dates, values, values, values)
def test_a_better_figure_stands_no_worse(goal: Goal, day: date, one: float, other: float, due: float) -> None:
    order = [GoalState.MISSED, GoalState.BEHIND, GoalState.ON_THE_WAY, GoalState.REACHED]
    assume(day >= goal.start)
    worse, better = sorted((one, other), key=lambda value: -worse_by(goal, value))
    assert order.index(goal_state(goal, day, worse, due)) <= order.index(goal_state(goal, day, better, due))
