"""The rows of the orders screen: a slip under what it waits for, or one item of a patient's slips.

A row knows which steps its items can take: for keys, menu and footer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from assistant_tui import services
from assistant_tui.actions import ASKS, Action
from assistant_tui.domain.orders import (
    Question,
    Step,
    hindrance,
    overdue_since,
    unpaid_since,
    waiting_since,
)
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import language
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow, SlipRow

_ORDER = tuple(Question)


class SlipLine(NamedTuple):
    """A slip, the `items` that the row is about, and what they wait for together, if for anything.

    Of a `single` item only that one can be acted on, otherwise the whole slip.
    """

    slip: SlipRow
    items: tuple[ItemRow, ...]
    question: Question | None
    single: bool = False

    @property
    def key(self) -> Hashable:
        """What names the row across refreshes."""
        return self.items[0].item_id if self.single else (self.question, self.slip.slip_id)

    @property
    def since(self) -> datetime | None:
        """Since when one of the items has waited for it."""
        if self.question is None:
            return None
        return min(waiting_since(item.facts, self.question) for item in self.items)

    @property
    def amount(self) -> int:
        """What the row's items cost, in minor units."""
        return sum(item.facts.amount for item in self.items)

    @property
    def facts(self) -> frozenset[str]:
        """The steps that can be taken, and whether something is waited for: what actions apply by."""
        able = {step.value for step in Step if any(_can(item, step) for item in self._within)}
        return frozenset(able if self.question is None else able | {ASKS})

    def takers(self, step: Step) -> tuple[ItemRow, ...]:
        """The items for this step: those that wait for it, otherwise all that can take it all the same."""
        able = tuple(item for item in self._within if _can(item, step))
        return tuple(item for item in able if _waits_for(item, step)) or able

    def why_not(self, action: Action) -> Saying:
        """Why the action cannot be done to this slip now."""
        for step in Step:
            if step in action.when:
                item = self._within[0]
                reason = hindrance(item.facts, step) or action.words
                return say("{item}: {reason}", item=item.name.said_in(language()), reason=reason)
        return say("Slip {number} waits for nothing", number=self.slip.number)

    @property
    def _within(self) -> tuple[ItemRow, ...]:
        return self.items if self.single else self.slip.items


def _can(item: ItemRow, step: Step) -> bool:
    return hindrance(item.facts, step) is None


def _waits_for(item: ItemRow, step: Step) -> bool:
    return any(question.value == step.value for question in item.questions)


def waiting_lines(slips: Iterable[SlipRow]) -> Mapping[Question, list[SlipLine]]:
    """The slips under each question that one of their items asks, worst first as in `services.slips.asking`.

    Every item is asked once: a busy day has 1,600.
    """
    found: dict[Question, list[SlipLine]] = {question: [] for question in _ORDER}
    for slip in slips:
        asking: defaultdict[Question, list[ItemRow]] = defaultdict(list)
        for item in slip.items:
            for question in item.questions:
                asking[question].append(item)
        for question, items in asking.items():
            found[question].append(SlipLine(slip, tuple(items), question))
    return {question: sorted(lines, key=_urgency) for question, lines in found.items() if lines}


def _urgency(line: SlipLine) -> tuple[bool, datetime, int]:
    assert line.question is not None
    return min(services.slips.urgency(item, line.question) for item in line.items)


def lines_by_visit(slips: Iterable[SlipRow]) -> list[list[SlipLine]]:
    """Every item, visit by visit: those of today by ticket, then those of earlier days."""
    by_visit: defaultdict[int, list[SlipRow]] = defaultdict(list)
    for slip in slips:
        by_visit[slip.visit_id].append(slip)
    latest = max((slip.day for hers in by_visit.values() for slip in hers), default=None)

    def place(hers: Sequence[SlipRow]) -> tuple[bool, int, str]:
        first = hers[0]
        return first.day != latest, -first.day.toordinal(), first.ticket

    return [
        [
            SlipLine(slip, (item,), first_question(item), single=True)
            for slip in of_visit
            for item in slip.items
        ]
        for of_visit in sorted(by_visit.values(), key=place)
    ]


def first_question(item: ItemRow) -> Question | None:
    """What the item waits for first; None when for nothing."""
    asked = item.questions
    return next((question for question in _ORDER if question in asked), None)


def late_from(item: ItemRow, question: Question, visit: VisitRow | None) -> datetime | None:
    """From when on the item is late for this, as the alerts judge it; None while it cannot be.

    Unpaid for too long, a result past its usual time, unsigned while the patient stands where it is done.
    """
    if question is Question.PAY:
        return unpaid_since(item.facts)
    if question is Question.RESULT:
        return overdue_since(item.facts, item.usual)
    stay = visit.stay if visit and visit.inside else None
    if question is Question.SIGN and stay and stay.location == item.location and not item.facts.begun:
        return max(stay.since, item.facts.drafted_at)
    return None


def is_late(line: SlipLine, visit: VisitRow | None, now: datetime) -> bool:
    """Whether one of the row's items is late for what it waits for."""
    question = line.question
    if question is None:
        return False
    return any((since := late_from(item, question, visit)) and now > since for item in line.items)


def item_name(item: ItemRow) -> str:
    """`血常规`, or `血常规 x2`."""
    name = item.name.said_in(language())
    return f"{name} x{item.quantity}" if item.quantity > 1 else name


def names_of(items: Iterable[ItemRow]) -> str:
    """The items' names, one after the other."""
    return listed(map(item_name, items))


def listed(texts: Iterable[str]) -> str:
    """One after the other, as the language in use writes it."""
    return ("、" if language() == "zh_CN" else ", ").join(texts)
