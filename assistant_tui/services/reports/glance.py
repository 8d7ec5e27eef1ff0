"""The report's first lines: the day at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from assistant_tui.domain.fees import fees
from assistant_tui.domain.metrics import is_left_unseen, is_noshow
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.spread import spread
from assistant_tui.readmodels.reports import Behind, Block, Head, Line, Rows, Section, Unit, Value
from assistant_tui.services.reports.duties import duties_of
from assistant_tui.services.reports.facts import DayFacts
from assistant_tui.services.reports.tables import MINUTE, per_cent, tenths
from assistant_tui.services.reports.waits import over_target
from assistant_tui.services.reports.watches import all_rounds

Lines = Mapping[str, Sequence[Behind]]
"""The rows behind the lines of the other sections, by `section/block/line`."""


class _Figure(NamedTuple):
    """A figure, and from which line of the other sections its rows are."""

    code: str
    words: Saying
    value: Value
    rows_of: str


def glance(facts: DayFacts, others: tuple[Section, ...]) -> Section:
    """The figures that one asks for first, a block for each unit: a column has one.

    The rows behind them are those of the other sections.
    """
    rows = {
        f"{section.code}/{block.code}/{line.code}": line.behind
        for section in others
        for block in section.blocks
        for line in block.lines
    }
    return Section("glance", say("At a glance"), tuple(_blocks(facts, rows)))


def _blocks(facts: DayFacts, rows: Lines) -> Iterator[Block]:
    visits = [visit.facts for visit in facts.visits]
    waited = [visit.wait / MINUTE for visit in facts.visits if visit.wait is not None]
    served = [visit.service / MINUTE for visit in facts.visits if visit.service is not None]
    rounds, tasks = all_rounds(facts), duties_of(facts.checklist.rows)
    money = fees(item.facts for slip in facts.slips for item in slip.items)
    yield _block(
        rows,
        "counts",
        Head("count", say("Count")),
        _Figure("visits", say("Visits"), len(visits), "visits/all/visits"),
        _Figure("noshow", say("did not come"), sum(map(is_noshow, visits)), "visits/all/noshow"),
        _Figure(
            "left_unseen",
            say("left before being seen"),
            sum(map(is_left_unseen, visits)),
            "visits/all/left_unseen",
        ),
        _Figure("incidents", say("Incidents"), len(facts.incidents), "incidents/kind/*"),
        _Figure("open", say("Still open"), len(facts.open_points) if facts.today else None, "open/sweep/*"),
    )
    yield _block(
        rows,
        "times",
        Head("minutes", say("Minutes"), Unit.MINUTES),
        _Figure("wait", say("Mean wait"), tenths(spread(waited).mean), "waits/all/all"),
        _Figure("wait_p90", say("9 in 10 waited up to"), tenths(spread(waited).p90), "waits/all/all"),
        _Figure("service", say("Mean consultation"), tenths(spread(served).mean), "service/all/all"),
    )
    yield _block(
        rows,
        "shares",
        Head("share", say("%"), Unit.PER_CENT),
        _Figure(
            "over",
            say("waited over target"),
            per_cent(over_target(facts, facts.visits), len(waited)),
            "waits/all/all",
        ),
        _Figure(
            "rounds",
            say("Rounds on time"),
            per_cent(rounds.on_time, rounds.due - rounds.open - rounds.cancelled),
            "watches/rounds/*",
        ),
        _Figure(
            "tasks", say("Tasks done"), per_cent(tasks.on_time + tasks.late, tasks.tasks), "checklist/phase/*"
        ),
    )
    yield _block(
        rows,
        "money",
        Head("amount", say("Amount"), Unit.MONEY),
        _Figure("paid", say("Taken in"), money.paid - money.refunded, "orders/fees/paid"),
        _Figure("unpaid", say("not paid yet"), money.open, "orders/fees/open"),
    )


def _block(rows: Lines, code: str, head: Head, *figures: _Figure) -> Block:
    lines = tuple(
        Line(one.code, one.words, (one.value,), behind=_behind(rows, one.rows_of))
        for one in figures
        if one.value is not None
    )
    return Block(code, head.words, (head,), lines)


def _behind(rows: Lines, rows_of: str) -> Sequence[Behind]:
    if not rows_of.endswith("/*"):
        return rows.get(rows_of, ())
    block = rows_of.removesuffix("*")
    # A line for all of them, where there is one, has them once already.
    if f"{block}all" in rows:
        return rows[f"{block}all"]
    of_block = [behind for line, behind in rows.items() if line.startswith(block)]
    return Rows(sum(map(len, of_block)), lambda: chain.from_iterable(of_block))
