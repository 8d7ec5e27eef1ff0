"""The report's times: waits, whether what patients were told held, and consultations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from operator import attrgetter
from typing import Any

from assistant_tui.domain.metrics import promise_kept
from assistant_tui.domain.saying import Saying, say
from assistant_tui.readmodels.reports import Behind, Block, Head, Line, Section, Text, Value
from assistant_tui.services.reports.facts import DayFacts, DayVisit
from assistant_tui.services.reports.tables import (
    COUNT,
    MINUTE,
    SPREAD,
    by_time,
    counted,
    minutes_said,
    per_cent,
    same,
    spread_cells,
    visit_rows,
)
from assistant_tui.services.reports.visits import by_hour, by_kind

STEPS = (0, 10, 20, 30, 45, 60, 90, 120)
"""Where the classes of the distribution of waits begin, in minutes; the last one is open."""
_OVER = (*SPREAD, Head("over", say("Over target")))

TimeOf = Callable[[DayVisit], Any]
"""One of the times of a visit, None where it has none."""
_WAIT, _SERVICE, _TOTAL = attrgetter("wait"), attrgetter("service"), attrgetter("total")


def waits(facts: DayFacts) -> Section:
    """Waits in all, by kind and hour, how they are distributed, and promises."""
    goal = facts.target / MINUTE
    return Section(
        "waits",
        say("Waiting times"),
        (
            Block("all", say("All"), _OVER, (_waited(facts, "all", say("All"), facts.visits),)),
            Block("kind", say("By kind"), _OVER, tuple(_waits_by_kind(facts))),
            Block(
                "hour", say("By hour of arrival"), _OVER, tuple(_waits_by_hour(facts)), bar="mean", goal=goal
            ),
            Block("spread", say("How long"), COUNT, tuple(_distribution(facts)), bar="count"),
            Block("promises", say("Waits told"), COUNT, tuple(_promises(facts))),
        ),
    )


def services(facts: DayFacts) -> Section:
    """Consultations in all and by kind, and how long patients were at the clinic."""
    return Section(
        "service",
        say("Consultations"),
        (
            Block(
                "all",
                say("In the room"),
                SPREAD,
                (
                    _timed("all", say("All"), facts.visits, _SERVICE),
                    *(_timed(code, facts.kind(code), listed, _SERVICE) for code, listed in by_kind(facts)),
                ),
            ),
            Block(
                "total",
                say("At the clinic"),
                SPREAD,
                (
                    _timed("all", say("All"), facts.visits, _TOTAL),
                    *(_timed(code, facts.kind(code), listed, _TOTAL) for code, listed in by_kind(facts)),
                ),
            ),
        ),
    )


def over_target(facts: DayFacts, visits: Iterable[DayVisit]) -> int:
    """How many waited longer than the target."""
    return sum(1 for visit in visits if visit.wait is not None and visit.wait > facts.target)


def _waits_by_kind(facts: DayFacts) -> Iterator[Line]:
    return (_waited(facts, code, facts.kind(code), listed) for code, listed in by_kind(facts))


def _waits_by_hour(facts: DayFacts) -> Iterator[Line]:
    return (_waited(facts, f"{hour:02}", same(f"{hour:02}:00"), listed) for hour, listed in by_hour(facts))


def _waited(facts: DayFacts, code: str, words: Text, visits: Sequence[DayVisit]) -> Line:
    line = _timed(code, words, visits, _WAIT)
    over: Value = over_target(facts, visits) if line.cells[0] else None
    return line._replace(cells=(*line.cells, over))


def _timed(code: str, words: Text, visits: Sequence[DayVisit], time_of: TimeOf) -> Line:
    timed = [visit for visit in visits if time_of(visit) is not None]
    behind = visit_rows(timed, lambda visit: minutes_said(time_of(visit)))
    return Line(code, words, spread_cells(map(time_of, timed)), behind=behind)


def _distribution(facts: DayFacts) -> Iterator[Line]:
    """A line for each class up to that of the longest wait."""
    waited = [visit for visit in facts.visits if visit.wait is not None]
    longest = max(map(_WAIT, waited), default=timedelta(-1))
    for first, last in zip(STEPS, (*STEPS[1:], None), strict=True):
        if longest < first * MINUTE:
            break
        until = timedelta.max if last is None else last * MINUTE
        within = [visit for visit in waited if first * MINUTE <= _WAIT(visit) < until]
        behind = visit_rows(within, lambda visit: minutes_said(_WAIT(visit)))
        yield counted(f"{first:03}", _class(first, last), behind)


def _class(first: int, last: int | None) -> Saying:
    if last is None:
        return say("{first} min and more", first=first)
    return say("{first} to {last} min", first=first, last=last)


def _promises(facts: DayFacts) -> Iterator[Line]:
    told: list[tuple[Behind, bool | None]] = []
    for visit in facts.visits:
        for entry in visit.facts.valid_entries:
            for promise in entry.promises:
                verdict = promise_kept(promise, entry)
                words = say(
                    "told by {until}, called {called}",
                    until=f"{promise.until.astimezone(facts.zone):%H:%M}",
                    called=f"{entry.first_called_at.astimezone(facts.zone):%H:%M}"
                    if entry.first_called_at
                    else say("never"),
                )
                told.append((Behind(promise.told_at, visit.ticket, words, visit.visit_id), verdict))
    if not told:
        return
    yield counted("told", say("Waits told"), by_time(row for row, _ in told))
    kept = [row for row, verdict in told if verdict is True]
    broken = [row for row, verdict in told if verdict is False]
    share = per_cent(len(kept), len(kept) + len(broken))
    note = None if share is None else say("{share} %", share=share)
    yield counted("kept", say("kept"), by_time(kept), note=note)
    yield counted("broken", say("not kept"), by_time(broken))
