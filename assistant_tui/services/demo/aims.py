"""What the demo's clinic has set itself: goals that lie between the days behind it and those to come."""

from __future__ import annotations

from datetime import date, timedelta

from assistant_tui.domain.goals import Aims, Goal, GoalFigure

_BEGUN, _LEFT = timedelta(days=28), timedelta(days=92)


def aims(today: date) -> Aims:
    """Its goals as of that day: always a month old, so that there is something to be seen of them."""
    start, by = today - _BEGUN, today + _LEFT
    return Aims(
        goals=(Goal(GoalFigure.WAIT, 35, 20, start, by), Goal(GoalFigure.PROMISES_KEPT, 60, 90, start, by))
    )
