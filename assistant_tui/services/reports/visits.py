"""The report's visits: who came, how, when, and who was not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from assistant_tui.domain.metrics import is_fulfilled, is_left_unseen, is_noshow, is_still_open
from assistant_tui.domain.queue import STATUS_WORDS, EntryKind
from assistant_tui.domain.saying import say
from assistant_tui.domain.spread import spread
from assistant_tui.readmodels.reports import Block, Head, Line, Section, Text, Unit
from assistant_tui.services.reports.facts import DayFacts, DayVisit
from assistant_tui.services.reports.tables import COUNT, MINUTE, counted, same, tenths, visit_rows

Key = TypeVar("Key", bound=Hashable)


def visits(facts: DayFacts) -> Section:
    """Visits in all, by kind, by how they came, and arrivals with their waits by hour."""
    return Section(
        "visits",
        say("Visits"),
        (
            Block("all", say("All"), COUNT, tuple(_all(facts))),
            Block("kind", say("By kind"), COUNT, tuple(_by_kind(facts))),
            Block("hour", say("Arrivals by hour"), _HOURLY, tuple(_by_hour(facts)), bar="count"),
        ),
    )


_HOURLY = (*COUNT, Head("wait", say("Mean wait"), Unit.MINUTES))


def _all(facts: DayFacts) -> Iterator[Line]:
    listed = facts.visits

    def line(code: str, words: Text, which: Callable[[DayVisit], bool]) -> Line:
        chosen = [visit for visit in listed if which(visit)]
        return counted(code, words, visit_rows(chosen, lambda visit: _told(facts, visit)))

    yield line("visits", say("Visits"), lambda _: True)
    yield line("first", say("for the first time"), lambda visit: visit.facts.first_visit)
    yield line("appointments", say("with a booked time"), lambda visit: visit.facts.slot_at is not None)
    yield line("walk_ins", say("without one"), lambda visit: visit.facts.slot_at is None)
    yield line("returns", say("came back with results"), _returned)
    yield line("fulfilled", say("were seen"), lambda visit: is_fulfilled(visit.facts))
    yield line("noshow", say("did not come"), lambda visit: is_noshow(visit.facts))
    yield line("left_unseen", say("left before being seen"), lambda visit: is_left_unseen(visit.facts))
    yield line("still_open", say("are still here"), lambda visit: is_still_open(visit.facts))


def _by_kind(facts: DayFacts) -> Iterator[Line]:
    for code, of_kind in by_kind(facts):
        yield counted(code, facts.kind(code), visit_rows(of_kind, lambda visit: _told(facts, visit)))


def _by_hour(facts: DayFacts) -> Iterator[Line]:
    for hour, of_hour in by_hour(facts):
        mean = spread(visit.wait / MINUTE for visit in of_hour if visit.wait is not None).mean
        behind = visit_rows(of_hour, lambda visit: _told(facts, visit))
        yield Line(f"{hour:02}", same(f"{hour:02}:00"), (len(of_hour), tenths(mean)), behind=behind)


def by_kind(facts: DayFacts) -> Iterator[tuple[str, Sequence[DayVisit]]]:
    """The visits of each kind that there were, in the pack's order; kinds that it no longer has come last."""
    groups = grouped(facts.visits, lambda visit: visit.facts.kind)
    order = [*facts.kinds, *sorted(groups.keys() - facts.kinds.keys())]
    return ((code, groups[code]) for code in order if code in groups)


def by_hour(facts: DayFacts) -> Iterator[tuple[int, Sequence[DayVisit]]]:
    """The visits by the hour of arrival on the clinic's clock, from the first to the last, empty ones too."""
    arrived = [visit for visit in facts.visits if visit.facts.arrived_at]
    groups = grouped(arrived, lambda visit: _hour(facts, visit))
    if groups:
        for hour in range(min(groups), max(groups) + 1):
            yield hour, groups.get(hour, [])


def grouped(visits: Sequence[DayVisit], key: Callable[[DayVisit], Key]) -> dict[Key, list[DayVisit]]:
    """The visits by a key of theirs."""
    groups: defaultdict[Key, list[DayVisit]] = defaultdict(list)
    for visit in visits:
        groups[key(visit)].append(visit)
    return dict(groups)


def _hour(facts: DayFacts, visit: DayVisit) -> int:
    assert visit.facts.arrived_at
    return visit.facts.arrived_at.astimezone(facts.zone).hour


def _returned(visit: DayVisit) -> bool:
    return any(entry.kind is EntryKind.RETURN for entry in visit.facts.valid_entries)


def _told(facts: DayFacts, visit: DayVisit) -> Text:
    kind, entries = facts.kind(visit.facts.kind), visit.facts.valid_entries
    return say("{kind}, {status}", kind=kind, status=STATUS_WORDS[entries[-1].status]) if entries else kind
