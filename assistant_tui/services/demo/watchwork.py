"""The morning's watches, action by action: begun, round after round, and ended with a score."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.protocols import Level, Protocol, offered_after
from assistant_tui.domain.watches import EndKind
from assistant_tui.i18n import language
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services import watches, watchlist, whereabouts
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.services.demo.observed import points, readings, resting_place, usual_rounds
from assistant_tui.services.demo.schedule import Schedule

_MINUTE = timedelta(minutes=1)
_PROMPT, _LATE = (20, 140), (6.5, 8.5)  # seconds; minutes after a round was due
_LET_GO = 2.5 * _MINUTE  # after the last round


class WatchWork:
    """Watches of the demo's morning, by the nurse of that name; nothing is done after the schedule's end."""

    def __init__(self, ctx: Context, schedule: Schedule, rng: random.Random, nurse: str) -> None:
        self._ctx, self._schedule, self._rng = replace(ctx, actor=nurse), schedule, rng

    def offered(self, items: Sequence[ItemRow]) -> tuple[ItemRow, Protocol] | None:
        """The first of these items that somebody is observed after, and by what."""
        for item in items:
            protocol = offered_after(self._ctx.pack.protocols, item.code)
            if protocol is not None and usual_rounds(protocol):
                return item, protocol
        return None

    def lasts(self, items: Sequence[ItemRow]) -> timedelta:
        """How long she stays to be observed after these, none at all perhaps."""
        offered = self.offered(items)
        return timedelta(0) if offered is None else self.length(offered[1])

    def length(self, protocol: Protocol, rounds: int | None = None) -> timedelta:
        """From the beginning of a watch until she is let go, after so many rounds or as many as is usual."""
        start = self._schedule.now
        last = rounds or usual_rounds(protocol) or 1
        return protocol.timetable.due(start, last, self._ctx.zone) - start + _LET_GO

    def observe(self, items: Sequence[ItemRow], *, rounds: int | None = None, troubled: bool = False) -> None:
        """What was done calls for a watch, which begins now and ends after so many rounds.

        In a `troubled` one a reading is not as it should be, and the next round is late.
        """
        offered = self.offered(items)
        if offered is None:
            return
        item, protocol = offered
        watch = watches.start(
            self._ctx,
            item.visit_id,
            protocol.code,
            procedure=item.name.said_in(language()),
            surgeon=self._ctx.doctor_name if item.category is Category.SURGERY else "",
            item_id=item.item_id,
        )
        self._rest(watch)
        for number in range(1, (rounds or usual_rounds(protocol) or 1) + 1):
            due_at = watch.running(self._schedule.now).due_at(number)
            late = timedelta(minutes=self._rng.uniform(*_LATE)) if troubled and number > 1 else None
            level = Level.WARN if troubled and number == 1 else Level.USUAL
            self._schedule.at(
                due_at + (late or timedelta(seconds=self._rng.randrange(*_PROMPT))),
                partial(self._record, watch, level),
            )
        ends_at = self._schedule.now + self.length(protocol, rounds)
        self._schedule.at(ends_at, partial(self._let_go, watch))

    def _rest(self, watch: WatchRow) -> None:
        place = resting_place(self._ctx.pack, watch.place)
        stay = visit_row(self._ctx, watch.visit_id).stay
        if stay is not None and stay.location != place:
            whereabouts.move(self._ctx, watch.visit_id, place)

    def _record(self, watch: WatchRow, level: Level) -> None:
        since_start = self._schedule.now - watch.started_at
        seen = readings(watch.protocol, self._rng, since_start, level)
        watches.record(self._ctx, watch.watch_id, seen)

    def _let_go(self, watch: WatchRow) -> None:
        let_go(self._ctx, watchlist.watch(self._ctx, watch.watch_id), self._rng)


def let_go(ctx: Context, watch: WatchRow, rng: random.Random) -> None:
    """She is told what to mind at home, scored and discharged."""
    if told := range(1, len(watch.protocol.instructions) + 1):
        watches.instruct(ctx, watch.watch_id, told)
    watches.stop(ctx, watch.watch_id, EndKind.DISCHARGED, points=points(watch.protocol, rng))
