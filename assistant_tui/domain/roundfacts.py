"""What the figures count of the rounds of watches. Loaded with the first round: most clinics have none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from assistant_tui.domain.dayfacts import Counts
from assistant_tui.domain.metrics import VisitFacts
from assistant_tui.domain.protocols import Level
from assistant_tui.domain.watches import RoundStatus, on_time


class RoundFacts(NamedTuple):
    """A round on record; one that is not `numbered` was a look in between, of which only the level counts."""

    visit: VisitFacts
    numbered: bool
    status: RoundStatus
    due_at: datetime | None
    happened_at: datetime | None
    level: Level

    @property
    def on_time(self) -> bool:
        """Whether it was done no more than 5 minutes from when it was due."""
        return bool(self.due_at and self.happened_at and on_time(self.due_at, self.happened_at))


def round_counts(rounds: Iterable[RoundFacts]) -> Counts:
    """How the rounds went; an alarm counts in a look between two rounds as well."""
    listed = tuple(rounds)
    numbered = [one for one in listed if one.numbered]
    ended = [one.status for one in numbered]
    kept = sum(one.on_time for one in numbered if one.status is RoundStatus.DONE)
    return {
        "rounds": len(numbered),
        "rounds_on_time": kept,
        "rounds_late": ended.count(RoundStatus.DONE) - kept,
        "rounds_missed": ended.count(RoundStatus.MISSED),
        "rounds_left_out": ended.count(RoundStatus.CANCELLED),
        "alarms": sum(one.level is Level.ALARM for one in listed),
    }
