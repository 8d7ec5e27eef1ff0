"""Another person in the living demo: she goes the rounds and sees to a part of the day's duties.

What she does is in her name, so that the user's undo does not take it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services import checklist, triages
from assistant_tui.services.context import Context
from assistant_tui.services.demo import dutyfate, watchfate
from assistant_tui.services.demo.step import Deed, Step
from assistant_tui.store.queries.incidents import unreported_incidents
from assistant_tui.store.queries.triage import newest_triages


@dataclass(frozen=True, slots=True)
class Nurse:
    """The nurse of that name, from when the demo `began` on; her notes are in `language`."""

    name: str
    seed: int
    began: datetime
    language: str

    def steps(
        self,
        ctx: Context,
        visits: Sequence[VisitRow],
        slips: Iterable[SlipRow],
        watches: Iterable[WatchRow],
    ) -> Iterator[Step]:
        """All that she is to do next, each at its instant."""
        inside = [visit for visit in visits if visit.inside]
        for step in self._next(ctx, inside, slips, watches):
            yield replace(step, do=self._hers(step.do))

    def _next(
        self,
        ctx: Context,
        inside: Sequence[VisitRow],
        slips: Iterable[SlipRow],
        watches: Iterable[WatchRow],
    ) -> Iterator[Step]:
        ids = [visit.visit_id for visit in inside]
        yield from watchfate.begun(self.seed, ctx, slips, set(ids))
        for watch in watches:
            if step := watchfate.goes_on(self.seed, watch, ctx.now()):
                yield step
        rows = checklist.today(ctx).rows
        yield from dutyfate.tasks(self.seed, rows, self.name, began=self.began, language=self.language)
        yield from dutyfate.reports(self.seed, unreported_incidents(ctx.reading, ctx.room_id))
        triaged = newest_triages(ctx.reading, ids)
        if triaged:
            yield from dutyfate.looked_at_again(self.seed, triages.waiting(ctx, inside, triaged))

    def _hers(self, do: Deed) -> Deed:
        return lambda ctx: do(replace(ctx, actor=self.name))
