"""`pack.toml`: the pack's name, hours, queue rules, ticket series, visit kinds, what belongs to leaving."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.duties import Hours
from assistant_tui.domain.queue import EntryKind
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.domain.saying import say
from assistant_tui.domain.words import Words
from assistant_tui.pack.hours import read_hours
from assistant_tui.pack.model import PackBelonging, Series, VisitKind
from assistant_tui.pack.parts import choices, entries, used_once, words
from assistant_tui.toml import Shape, Table

USUAL_SPREAD = 1.8
"""90th percentile over mean of a consultation: what a lognormal with a standard deviation of 0.65 gives."""
WIDEST_SPREAD = 2.2
"""A lognormal's 90th percentile cannot be further from its mean than exp(1.28 ** 2 / 2) = 2.27 times."""
SHORTEST_WORD = 2
"""Characters; quick entry also finds words written on to a name, and 初 or 复 are characters of names."""

_SERIES_CODE = Shape(re.compile(r"[A-Z]{1,2}"), say("one or two capital letters"))


class PackFile(NamedTuple):
    """What `pack.toml` says."""

    code: str
    name: Words
    hours: Hours
    queue: QueueRules
    series: tuple[Series, ...]
    visit_kinds: tuple[VisitKind, ...]
    belongings: tuple[PackBelonging, ...]
    return_date_after: frozenset[Category]


def read_pack_file(top: Table) -> PackFile:
    """The parts of `pack.toml`, checked against each other."""
    series = entries(top, "series", _series)
    used_once("code", ((table, one.code) for table, one in series))
    kinds = entries(top, "visit_kind", _visit_kind)
    used_once("code", ((table, kind.code) for table, kind in kinds))
    used_once("words", ((table, word.casefold()) for table, kind in kinds for word in kind.words))
    belongings = entries(top, "discharge", _belonging) if "discharge" in top else []
    used_once("code", ((table, one.code) for table, one in belongings))
    known = {one.code for _, one in series}
    for table, kind in kinds:
        if kind.series and kind.series not in known:
            table.wrong("series", say("There is no series {code}", code=kind.series))
    return PackFile(
        code=top.code("code"),
        name=words(top, "name"),
        hours=read_hours(top.table("hours", optional=True)),
        queue=_queue_rules(top.table("queue", optional=True)),
        series=tuple(one for _, one in series),
        visit_kinds=tuple(kind for _, kind in kinds),
        belongings=tuple(one for _, one in belongings),
        return_date_after=_return_date_after(top.table("leaving", optional=True)),
    )


def _queue_rules(table: Table | None) -> QueueRules:
    usual = QueueRules()
    if table is None:
        return usual
    rules = QueueRules(
        max_wait=table.minutes("max_wait_minutes", usual.max_wait),
        returns_after=table.whole("returns_after", usual.returns_after, 1, 20),
        appointment_credit=table.minutes("appointment_credit_minutes", usual.appointment_credit, least=0),
        appointment_grace=table.minutes("appointment_grace_minutes", usual.appointment_grace, least=0),
        skip_behind=table.whole("skip_behind", usual.skip_behind, 0, 20),
        calls_before_skip=table.whole("calls_before_skip", usual.calls_before_skip, 1, 10),
        call_interval=table.seconds("call_interval_seconds", usual.call_interval, 5, 600),
    )
    table.finish()
    return rules


def _series(table: Table) -> Series:
    return Series(
        code=table.code("code", _SERIES_CODE),
        name=words(table, "name"),
        width=table.whole("width", 3, 1, 5),
    )


def _visit_kind(table: Table) -> VisitKind:
    understood = table.texts("words")
    for word in understood:
        if word.split() != [word]:
            table.wrong("words", say("“{word}” has a space: quick entry reads word by word", word=word))
        elif len(word) < SHORTEST_WORD:
            table.wrong("words", say("“{word}” is too short: quick entry would find it in names", word=word))
    return VisitKind(
        code=table.code("code"),
        name=words(table, "name"),
        words=understood,
        entry=table.choice("entry", EntryKind),
        series=table.text("series"),
        service=table.minutes("service_minutes"),
        spread=table.number("spread", USUAL_SPREAD, 1, WIDEST_SPREAD),
    )


def _belonging(table: Table) -> PackBelonging:
    after = choices(table, "after", Category)
    if not after:
        table.wrong("after", say("after needs at least one category"))
    return PackBelonging(code=table.code("code"), name=words(table, "name"), after=frozenset(after))


def _return_date_after(table: Table | None) -> frozenset[Category]:
    if table is None:
        return frozenset()
    found = choices(table, "return_date_after", Category) if "return_date_after" in table else ()
    table.finish()
    return frozenset(found)
