"""The report's whereabouts: how long patients were where, and where they were too long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from assistant_tui.domain.saying import say
from assistant_tui.readmodels.reports import Behind, Block, Head, Line, Section, Unit
from assistant_tui.readmodels.visitexport import StayFacts
from assistant_tui.services.reports.facts import DayFacts, DayVisit
from assistant_tui.services.reports.tables import (
    MINUTE,
    SPREAD,
    minutes_said,
    rows_of,
    since,
    spread_cells,
    tenths,
)

_HEADS = (
    Head("sum", say("In all"), Unit.MINUTES),
    *SPREAD,
    Head("late", say("Too long")),
)


def places(facts: DayFacts) -> Section:
    """Time by location, where most of it was spent first."""
    lines = sorted(_lines(facts), key=lambda line: (-(line.cells[0] or 0), line.code))
    block = Block("place", say("Time by location"), _HEADS, tuple(lines), bar="sum")
    return Section("places", say("Whereabouts"), (block,))


def _lines(facts: DayFacts) -> Iterator[Line]:
    at: defaultdict[str, list[tuple[DayVisit, StayFacts]]] = defaultdict(list)
    for visit in facts.visits:
        for stay in facts.stays.get(visit.visit_id, ()):
            at[stay.location].append((visit, stay))
    for code, stays in at.items():
        times = [_spent(facts, stay) for _, stay in stays]
        cells = (
            tenths(sum(times, timedelta(0)) / MINUTE),
            *spread_cells(times),
            _too_long(facts, code, times),
        )
        yield Line(code, facts.place(code), cells, behind=rows_of(stays, partial(_row, facts)))


def _row(facts: DayFacts, one: tuple[DayVisit, StayFacts]) -> Behind:
    visit, stay = one
    return Behind(stay.since, visit.ticket, minutes_said(_spent(facts, stay)), visit.visit_id)


def _spent(facts: DayFacts, stay: StayFacts) -> timedelta:
    """Up to now, of a stay that goes on."""
    return since(stay.since, stay.until or facts.now)


def _too_long(facts: DayFacts, code: str, times: list[timedelta]) -> int | None:
    """How many were longer than is normal there; None where the pack no longer says what is."""
    place = facts.places.get(code)
    return None if place is None else sum(time > place.dwell for time in times)
