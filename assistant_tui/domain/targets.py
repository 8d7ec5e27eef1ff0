"""Where an alert leads: the place where what it is about is settled, and going through alerts one by one.

Each rule names the target of what it raises, so that there is no alert that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from assistant_tui.domain.orders import Question
from assistant_tui.domain.saying import Saying, say

WALK_LASTS = timedelta(minutes=1)
"""After so long without a step, the next one begins with the worst again."""


class Place(StrEnum):
    """What settles an alert, and what the target's `row` is a number or code of."""

    QUEUE = "queue"
    """The queue, with a visit: call, call again, ask the family in."""
    LEVEL = "level"
    """Triage of a visit that waits."""
    WHEREABOUTS = "whereabouts"
    """Where a visit is."""
    SLIP = "slip"
    """An item of a slip, in the list of what it waits for."""
    ROUND = "round"
    """Recording a round of a watch."""
    WATCH = "watch"
    """A watch: its doctor was called or is to be."""
    TASK = "task"
    """A task of the checklist, by its code."""
    INCIDENT = "incident"
    """Following an incident up."""
    REPORT = "report"
    """The report of a day that is to be signed, by the day in ISO form."""


class Target(NamedTuple):
    """A place and which row of it; for an item of a slip also the question that it waits with."""

    place: Place
    row: int | str
    question: Question | None = None


PLACE_WORDS: dict[Place, Saying] = {
    Place.QUEUE: say("Go there"),
    Place.LEVEL: say("Triage"),
    Place.WHEREABOUTS: say("Go there"),
    Place.SLIP: say("Go there"),
    Place.ROUND: say("Record round"),
    Place.WATCH: say("Go there"),
    Place.TASK: say("Go there"),
    Place.INCIDENT: say("Report"),
    Place.REPORT: say("Go there"),
}
"""What the key for an alert does, in a word."""


@dataclass(slots=True)
class Walk:
    """Goes from alert to alert, the worst first, each once before any comes again."""

    _been: set[str] = field(default_factory=set)
    _last: datetime | None = None

    def step(self, keys: Sequence[str], now: datetime) -> str:
        """The key of the alert to go to now, of these, the worst first; there is at least one."""
        if self._last is None or not timedelta(0) <= now - self._last < WALK_LASTS:
            self._been.clear()
        self._last = now
        ahead = [key for key in keys if key not in self._been]
        if not ahead:
            self._been.clear()
        chosen = (ahead or keys)[0]
        self._been.add(chosen)
        return chosen
