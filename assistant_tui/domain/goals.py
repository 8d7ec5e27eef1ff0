"""What a clinic has set itself: figures that are to become better by a day, and how far each has come.

A goal asks for nothing at once: from the day on which it begins, what is due moves in a straight line from
where the figure was to where it is to be. Minutes and per cent throughout.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant_tui.domain.saying import Saying, say


class GoalFigure(StrEnum):
    """The figures that can have a goal, by the name that the settings give them.

    How long a consultation takes has none: that is for the patient's need to say.
    """

    WAIT = "wait"
    WAIT_P90 = "wait_p90"
    OVER_TARGET = "over_target"
    TOTAL = "total"
    PROMISES_KEPT = "promises_kept"
    NO_SHOW = "no_show"


GOAL_WORDS: dict[GoalFigure, Saying] = {
    GoalFigure.WAIT: say("Mean wait"),
    GoalFigure.WAIT_P90: say("9 in 10 waited up to"),
    GoalFigure.OVER_TARGET: say("waited over target"),
    GoalFigure.TOTAL: say("Mean time at the clinic"),
    GoalFigure.PROMISES_KEPT: say("Waits told that held"),
    GoalFigure.NO_SHOW: say("did not come"),
}
IN_MINUTES = frozenset({GoalFigure.WAIT, GoalFigure.WAIT_P90, GoalFigure.TOTAL})
"""The others are per cent."""
MORE_IS_BETTER = frozenset({GoalFigure.PROMISES_KEPT})
"""Of the others, less is."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that was at `origin` on the day `start` is to be at `to` by the day `by`."""

    figure: GoalFigure
    origin: float
    to: float
    start: date
    by: date

    @property
    def is_better(self) -> bool:
        """Whether it asks for something better; of one that does not, nothing below makes sense."""
        return self.to > self.origin if self.figure in MORE_IS_BETTER else self.to < self.origin


@dataclass(frozen=True, slots=True)
class Aims:
    """Everything that a clinic has set itself.

    `wait_target` is the wait that none should be longer than, None where the pack's maximum wait is to be it.
    """

    wait_target: timedelta | None = None
    goals: tuple[Goal, ...] = ()

    def goal(self, figure: GoalFigure) -> Goal | None:
        """The goal for that figure, if there is one."""
        return next((goal for goal in self.goals if goal.figure is figure), None)


NO_AIMS = Aims()
"""Nothing but the pack's maximum wait."""


class GoalState(StrEnum):
    """How a goal stands."""

    AHEAD = "ahead"
    """It begins on a later day."""
    UNKNOWN = "unknown"
    """There was nothing to count."""
    REACHED = "reached"
    ON_THE_WAY = "on-the-way"
    BEHIND = "behind"
    MISSED = "missed"
    """Its day is past, and it is not reached."""


def due_on(goal: Goal, day: date) -> float:
    """What the goal asks for on that day: where the figure was until it begins, its end once that is past."""
    share = (day - goal.start) / (goal.by - goal.start)
    if share <= 0:
        return goal.origin
    return goal.to if share >= 1 else goal.origin + (goal.to - goal.origin) * share


def due_over(goal: Goal, counted: Iterable[tuple[date, int]]) -> float | None:
    """What it asks for of all these days together: each weighs as much as was counted on it.

    What was counted lies behind the present day by half the time that it is from. Held against what is due
    today, a figure that has kept to the line every single day would be found late. None of nothing.
    """
    days = [(day, count) for day, count in counted if count]
    weight = sum(count for _, count in days)
    return math.fsum(due_on(goal, day) * count for day, count in days) / weight if weight else None


def progress(goal: Goal, actual: float) -> float:
    """The share of the way that is behind, from 0 (where it began, or worse) to 1 (there, or better)."""
    return min(1.0, max(0.0, (actual - goal.origin) / (goal.to - goal.origin)))


def goal_state(goal: Goal, day: date, actual: float | None, due: float | None) -> GoalState:
    """How the goal stands on that day, with the figure at `actual` where `due` was asked for."""
    if day < goal.start:
        return GoalState.AHEAD
    if actual is None or due is None:
        return GoalState.UNKNOWN
    if _as_good(goal, actual, goal.to):
        return GoalState.REACHED
    if day > goal.by:
        return GoalState.MISSED
    return GoalState.ON_THE_WAY if _as_good(goal, actual, due) else GoalState.BEHIND


def state_words(goal: Goal, state: GoalState) -> Saying:
    """How it stands, in words."""
    words: dict[GoalState, Saying] = {
        GoalState.AHEAD: say("begins on {day}", day=goal.start),
        GoalState.UNKNOWN: say("nothing to count yet, by {day}", day=goal.by),
        GoalState.REACHED: say("reached"),
        GoalState.ON_THE_WAY: say("on the way, by {day}", day=goal.by),
        GoalState.BEHIND: say("behind, by {day}", day=goal.by),
        GoalState.MISSED: say("not reached by {day}", day=goal.by),
    }
    return words[state]


def _as_good(goal: Goal, actual: float, wanted: float) -> bool:
    return actual >= wanted if goal.figure in MORE_IS_BETTER else actual <= wanted
