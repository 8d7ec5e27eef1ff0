"""The report's loose ends: who was to come back, and what is still open before the room is left."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.saying import say
from assistant_tui.readmodels.reports import Behind, Block, Head, Line, Section
from assistant_tui.services.reports.facts import DayFacts
from assistant_tui.services.reports.tables import COUNT, counted, same, visit_rows
from assistant_tui.store.queries.dayreport import DueBack


def returns(facts: DayFacts) -> Section:
    """Who was expected back on this day by a date agreed earlier, and what dates were agreed on it."""
    return Section(
        "returns",
        say("Expected back"),
        (
            Block("due", say("Expected on this day"), COUNT, tuple(_due(facts))),
            Block("agreed", say("Dates agreed on this day"), COUNT, tuple(_agreed(facts))),
        ),
    )


def open_points(facts: DayFacts) -> Section:
    """What the closing sweep has found."""
    lines = tuple(
        Line(
            point.key,
            point.words,
            (point.count,),
            behind=(Behind(None, "", point.words, point.visit_id),) if point.visit_id else (),
        )
        for point in facts.open_points
    )
    block = Block("sweep", say("Before the room is left"), (Head("count", say("Count")),), lines)
    return Section("open", say("Still open"), (block,))


def _due(facts: DayFacts) -> Iterator[Line]:
    expected = [(one, _behind(one)) for one in facts.due_back]
    if not expected:
        return
    yield counted("due", say("expected"), [row for _, row in expected])
    yield counted("came", say("came back"), [row for one, row in expected if one.came is not None])
    missing = say("did not come") if not facts.today else say("not here yet")
    yield counted("missing", missing, [row for one, row in expected if one.came is None])


def _behind(one: DueBack) -> Behind:
    words = say("was here on {day} as {ticket}", day=one.day, ticket=one.ticket)
    return Behind(None, one.came or one.ticket, words, one.came_id or one.visit_id)


def _agreed(facts: DayFacts) -> Iterator[Line]:
    agreed = [visit for visit in facts.visits if visit.return_on is not None]
    if agreed:
        behind = visit_rows(agreed, lambda visit: say("on {day}", day=same(str(visit.return_on))))
        yield counted("agreed", say("agreed"), behind)
