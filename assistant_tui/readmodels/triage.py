"""A triage of a visit, as panels and lists show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant_tui.domain.news2 import News2, news2
from assistant_tui.domain.saying import Saying
from assistant_tui.domain.triage import Suggestion
from assistant_tui.domain.vitals import Vitals


@dataclass(frozen=True, slots=True)
class TriageRow:
    """Who judged a visit how urgent, when and why; `red_flag` is a code of the pack, empty for none.

    `score` is NEWS2 as it was kept, None where it could not be made or does not apply.
    """

    triage_id: int
    visit_id: int
    at: datetime
    by: str
    level: int
    reason: str
    red_flag: str
    vitals: Vitals
    pregnant: bool
    score: int | None

    @property
    def news2(self) -> News2:
        """The parts of the score, as far as they were measured."""
        return news2(self.vitals)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What measurements come to, before anything is decided.

    `score` is None where NEWS2 does not apply; `not_for` then says why. `suggestion` is None while nothing
    is known.
    """

    score: News2 | None
    not_for: Saying | None
    suggestion: Suggestion | None
