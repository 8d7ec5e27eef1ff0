"""What happens when in the demo's day: actions planned for instants, done in order as the clock moves."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from assistant_tui.domain.clock import FixedClock

Action = Callable[[], object]


STEP = timedelta(seconds=15)
"""How far apart looks at a played day are at most."""


class Schedule:
    """Actions between two instants; what is planned for `until` or later never happens.

    `look` is called whenever the clock has moved, by `STEP` at most, and after each action.
    """

    def __init__(self, clock: FixedClock, until: datetime, look: Action | None = None) -> None:
        self._clock, self._until, self._look = clock, until, look
        self._planned: list[tuple[datetime, int, Action]] = []
        self._numbers = count()

    @property
    def now(self) -> datetime:
        """The instant that the day has reached."""
        return self._clock.at

    def at(self, moment: datetime, action: Action) -> bool:
        """Plan an action; not before now. Answers whether it will happen."""
        happens = moment < self._until
        if happens:
            heapq.heappush(self._planned, (max(moment, self.now), next(self._numbers), action))
        return happens

    def after(self, delay: timedelta, action: Action) -> bool:
        """Plan an action some time from now."""
        return self.at(self.now + delay, action)

    def run(self) -> None:
        """Do all that is planned and what that plans in turn, then stand at the end."""
        while self._planned:
            moment, _, action = heapq.heappop(self._planned)
            self._pass_to(moment)
            action()
            if self._look:
                self._look()
        self._pass_to(self._until)

    def _pass_to(self, moment: datetime) -> None:
        while self._look and self.now < moment:
            self._clock.at = min(moment, self.now + STEP)
            self._look()
        self._clock.at = max(self.now, moment)
