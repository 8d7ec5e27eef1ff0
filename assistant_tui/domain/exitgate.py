"""The exit gate: what is still open when a patient leaves, point by point.

Each point is settled, or overridden with a reason, before she is gone; none is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.itinerary import OpenItem
from assistant_tui.domain.orders import Question, questions
from assistant_tui.domain.saying import RuleError, Saying, say
from assistant_tui.domain.words import Words


class PointKind(StrEnum):
    """What kind of thing is open."""

    SIGN = "sign"
    PAY = "pay"
    PERFORM = "perform"
    RESULT = "result"
    READ = "read"
    REFUND = "refund"
    WATCH = "watch"
    RETURN_DATE = "return-date"
    DISCHARGE = "discharge"


_ITEM_WORDS: dict[Question, Saying] = {
    Question.SIGN: say("not signed"),
    Question.PAY: say("not paid"),
    Question.PERFORM: say("not done"),
    Question.RESULT: say("result not back"),
    Question.READ: say("result not read"),
    Question.REFUND: say("money not given back"),
}


@dataclass(frozen=True, slots=True)
class Belonging:
    """Something that belongs to a discharge, of visits with an item of one of these categories."""

    code: str
    name: str
    categories: frozenset[Category]


@dataclass(frozen=True, slots=True)
class GoesOn:
    """A watch that nobody has ended, by the name of its protocol."""

    watch_id: int
    name: Words


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that is open.

    `key` names it for good: `pay/17`, `watch/3`, `return-date`, `discharge/education`.
    """

    key: str
    kind: PointKind
    saying: Saying
    item_id: int | None = None


class GateError(RuleError):
    """She cannot leave yet; `points` are what is open."""

    def __init__(self, ticket: str, points: Sequence[OpenPoint]) -> None:
        super().__init__(
            say(
                "{ticket} cannot leave yet, open: {count}. Settle each, or give a reason",
                ticket=ticket,
                count=len(points),
            )
        )
        self.points = tuple(points)


def open_points(
    items: Iterable[OpenItem],
    *,
    return_date_known: bool,
    needs_return_date: Collection[Category] = (),
    belongings: Iterable[Belonging] = (),
    watches: Iterable[GoesOn] = (),
    passed: Collection[str] = (),
) -> list[OpenPoint]:
    """What still keeps her from leaving, in the order in which it is settled.

    An item that cannot be done before it is signed or paid is named for that alone (see `questions`); one
    that may be paid later is named for both.

    `needs_return_date` are the categories after which a date to come back is agreed; `passed` the keys of
    the points that have been settled by hand or overridden.
    """
    listed = tuple(items)
    found = [
        OpenPoint(f"{question}/{one.item_id}", PointKind(question), _about(one, question), one.item_id)
        for question in Question
        for one in listed
        if question in questions(one.item)
    ]
    found += [
        OpenPoint(f"watch/{one.watch_id}", PointKind.WATCH, say("{watch}: goes on still", watch=one.name))
        for one in watches
    ]
    had = {one.item.category for one in listed if one.item.counts and one.item.performed_at}
    if had & set(needs_return_date) and not return_date_known:
        found.append(OpenPoint("return-date", PointKind.RETURN_DATE, say("no date to come back agreed")))
    found += [
        OpenPoint(f"discharge/{one.code}", PointKind.DISCHARGE, say("{name}", name=one.name))
        for one in belongings
        if had & one.categories
    ]
    return [point for point in found if point.key not in passed]


def _about(one: OpenItem, question: Question) -> Saying:
    return say("{item}: {state}", item=one.name, state=_ITEM_WORDS[question])
