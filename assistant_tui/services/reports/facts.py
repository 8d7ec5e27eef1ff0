"""Everything that a room's day consists of, gathered for its report with a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from assistant_tui.domain.clock import EPOCH
from assistant_tui.domain.metrics import VisitFacts, service, total, wait
from assistant_tui.domain.words import Words
from assistant_tui.pack.model import Location
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.checklist import DayChecklist, SweepRow
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.readmodels.supplies import SupplyEntryRow, SupplyRow, UsageRow
from assistant_tui.readmodels.visitexport import StayFacts
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services import board as boards
from assistant_tui.services import checklist, incidentlist, supplies, watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.stats import FIRST_VISIT
from assistant_tui.store.queries.dayreport import (
    DoctorCallFacts,
    DueBack,
    VisitHead,
    doctor_calls,
    due_back,
    visit_heads,
)
from assistant_tui.store.queries.orders import slips_of_visits_on
from assistant_tui.store.queries.stats import visit_facts
from assistant_tui.store.queries.supplies import entries_of_day
from assistant_tui.store.queries.visitexport import stays_on


class DayVisit(NamedTuple):
    """A visit of the day that was not registered in error; its times are those of `domain.metrics`."""

    visit_id: int
    ticket: str
    return_on: date | None
    facts: VisitFacts
    wait: timedelta | None
    service: timedelta | None
    total: timedelta | None


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A room's day as of `now`; `target` is the wait that none should be longer than.

    The visits are in the order of arrival. `to_fetch` and `open_points` are known of today only: what is
    there now says nothing of an earlier day.
    """

    day: date
    today: bool
    now: datetime
    zone: tzinfo
    target: timedelta
    kinds: Mapping[str, Words]
    places: Mapping[str, Location]
    visits: Sequence[DayVisit]
    stays: Mapping[int, Sequence[StayFacts]]
    slips: Sequence[SlipRow]
    watches: Sequence[WatchRow]
    calls: Sequence[DoctorCallFacts]
    checklist: DayChecklist
    usage: Sequence[UsageRow]
    supply_entries: Sequence[SupplyEntryRow]
    to_fetch: Sequence[SupplyRow]
    incidents: Sequence[IncidentRow]
    due_back: Sequence[DueBack]
    open_points: Sequence[SweepRow]

    def kind(self, code: str) -> Words:
        """What the pack calls a visit kind; a code that it no longer has speaks for itself."""
        return self.kinds.get(code) or Words(code, code)

    def place(self, code: str) -> Words:
        """What the pack calls a location; as above."""
        known = self.places.get(code)
        return known.name if known else Words(code, code)


def gather(ctx: Context, day: date, board: Board | None = None) -> DayFacts:
    """Read the room's day. `board` is today's, if somebody has read it already."""
    visits = _visits(ctx, day)
    ids = {visit.visit_id for visit in visits}
    today = day == ctx.today()
    return DayFacts(
        day=day,
        today=today,
        now=ctx.now(),
        zone=ctx.zone,
        target=ctx.wait_target,
        kinds={kind.code: kind.name for kind in ctx.pack.visit_kinds},
        places={place.code: place for place in ctx.pack.locations},
        visits=visits,
        stays=stays_on(ctx.reading, day, ctx.room_id),
        slips=[slip for slip in slips_of_visits_on(ctx.reading, day, ctx.room_id) if slip.visit_id in ids],
        watches=watchlist.of_day(ctx, day),
        calls=doctor_calls(ctx.reading, day, ctx.room_id),
        checklist=checklist.day_of(ctx, day),
        usage=supplies.usage(ctx, day, day),
        supply_entries=entries_of_day(ctx.reading, ctx.room_id, day),
        to_fetch=supplies.restock(ctx) if today else (),
        incidents=incidentlist.of_day(ctx, day),
        due_back=due_back(ctx.reading, day, ctx.room_id),
        open_points=checklist.sweep(board or boards.read(ctx)) if today else (),
    )


def _visits(ctx: Context, day: date) -> Sequence[DayVisit]:
    heads = visit_heads(ctx.reading, day, ctx.room_id)
    found = visit_facts(ctx.reading, day, day, first_visit_kinds={FIRST_VISIT}, room_id=ctx.room_id)
    facts: list[VisitFacts] = next((visits for _day, _room, visits in found), [])
    # Both are the room's visits by id, within one state of the file.
    listed = [
        _visit(head, of) for head, of in zip(heads, facts, strict=True) if of.valid_entries or not of.entries
    ]
    return sorted(listed, key=lambda visit: (visit.facts.arrived_at or EPOCH, visit.ticket))


def _visit(head: VisitHead, facts: VisitFacts) -> DayVisit:
    return DayVisit(
        head.visit_id, head.ticket, head.return_on, facts, wait(facts), service(facts), total(facts)
    )
