"""The report's first lines: the day at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.fees import fees
from assistant_tui.domain.metrics import is_left_unseen, is_noshow, service, wait
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.spread import spread
from assistant_tui.readmodels.reports import Block, Head, Line, Section, Unit, Value
from assistant_tui.services.reports.duties import duties_of
from assistant_tui.services.reports.facts import DayFacts
from assistant_tui.services.reports.tables import MINUTE, per_cent, tenths
from assistant_tui.services.reports.waits import over_target
from assistant_tui.services.reports.watches import all_rounds


def glance(facts: DayFacts) -> Section:
    """The figures that one asks for first, a block for each unit: a column has one."""
    return Section("glance", say("At a glance"), tuple(_blocks(facts)))


def _blocks(facts: DayFacts) -> Iterator[Block]:
    visits = [visit.facts for visit in facts.visits]
    waited = [time / MINUTE for one in visits if (time := wait(one)) is not None]
    served = [time / MINUTE for one in visits if (time := service(one)) is not None]
    rounds, tasks = all_rounds(facts), duties_of(facts.checklist.rows)
    money = fees(item.facts for slip in facts.slips for item in slip.items)
    yield _block(
        "counts",
        Head("count", say("Number")),
        ("visits", say("Visits"), len(visits)),
        ("noshow", say("did not come"), sum(map(is_noshow, visits))),
        ("left_unseen", say("left before being seen"), sum(map(is_left_unseen, visits))),
        ("incidents", say("Incidents"), len(facts.incidents)),
        ("open", say("Still open"), len(facts.open_points) if facts.today else None),
    )
    yield _block(
        "times",
        Head("minutes", say("Minutes"), Unit.MINUTES),
        ("wait", say("Mean wait"), tenths(spread(waited).mean)),
        ("wait_p90", say("nine in ten waited at most"), tenths(spread(waited).p90)),
        ("service", say("Mean consultation"), tenths(spread(served).mean)),
    )
    yield _block(
        "shares",
        Head("share", say("%"), Unit.PER_CENT),
        ("over", say("waited over target"), per_cent(over_target(facts, facts.visits), len(waited))),
        (
            "rounds",
            say("Rounds on time"),
            per_cent(rounds.on_time, rounds.due - rounds.open - rounds.cancelled),
        ),
        ("tasks", say("Tasks done"), per_cent(tasks.on_time + tasks.late, tasks.tasks)),
    )
    yield _block(
        "money",
        Head("amount", say("Amount"), Unit.MONEY),
        ("paid", say("paid"), money.paid - money.refunded),
        ("unpaid", say("not paid yet"), money.open),
    )


def _block(code: str, head: Head, *figures: tuple[str, Saying, Value]) -> Block:
    lines = tuple(Line(name, words, (value,)) for name, words, value in figures if value is not None)
    return Block(code, head.words, (head,), lines)
