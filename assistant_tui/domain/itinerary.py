"""Where a patient goes next: computed from her slips and where she is, never planned ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant_tui.domain.catalogue import Category, Preparation
from assistant_tui.domain.orders import Item, Question, questions
from assistant_tui.domain.saying import Saying, say

FLOOR_WALK = 3
"""Minutes that a change of floor takes, the lift included."""


class Errand(StrEnum):
    """What she goes there for."""

    PAY = "pay"
    TEST = "test"
    COLLECT = "collect"
    DOCTOR = "doctor"
    AWAIT = "await"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a location lies: its floor, and how many minutes' walk from that floor's stairs."""

    floor: int = 1
    walk: float = 0


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open item as the itinerary sees it: `where` it is done (None: nowhere of its own) and how prepared.

    `last` puts it after all others: medicines are collected on the way out.
    """

    item_id: int
    name: str
    item: Item
    where: str | None = None
    preparations: tuple[Preparation, ...] = ()
    last: bool = False


@dataclass(frozen=True, slots=True)
class NextStop:
    """The location to go to, what for, in words, and the items that it is about."""

    location: str
    errand: Errand
    reason: Saying
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """What the itinerary knows of the clinic: where things lie, in the order of the pack."""

    cashier: str | None
    waiting: str
    spots: Mapping[str, Spot]

    def minutes(self, here: str, there: str) -> float:
        """The walk between two locations; one that is not on the map is nowhere in particular, and near."""
        one, other = self.spots.get(here), self.spots.get(there)
        if here == there or one is None or other is None:
            return 0
        if one.floor == other.floor:
            return abs(one.walk - other.walk)
        return one.walk + other.walk + FLOOR_WALK * abs(one.floor - other.floor)


def next_stop(open_items: Sequence[OpenItem], here: str, around: Map) -> NextStop | None:
    """Where she goes from `here`; None when none of her slips asks for anything more.

    What must be paid first goes before everything, then what can be done, fasting tests first and the nearest
    before the farther; then the doctor, who reads results or signs; then waiting for results that are to
    come; medicines last.
    """
    asked = {one.item_id: questions(one.item) for one in open_items}
    unpaid = [one for one in open_items if Question.PAY in asked[one.item_id] and one.item.pay_first]
    doable = [one for one in open_items if Question.PERFORM in asked[one.item_id] and _can_be_done(one)]
    tests = [one for one in doable if not one.last]
    if unpaid and around.cashier:
        return NextStop(
            around.cashier, Errand.PAY, say("to pay: {items}", items=_names(unpaid)), _ids(unpaid)
        )
    if tests:
        return _to_tests(tests, here, around)
    for question, words in (
        (Question.READ, say("the doctor reads the results")),
        (Question.SIGN, say("the doctor has slips to sign")),
    ):
        if about := [one for one in open_items if question in asked[one.item_id]]:
            return NextStop(around.waiting, Errand.DOCTOR, words, _ids(about))
    if about := [one for one in open_items if Question.RESULT in asked[one.item_id]]:
        return NextStop(
            around.waiting,
            Errand.AWAIT,
            say("until the result is back: {items}", items=_names(about)),
            _ids(about),
        )
    if doable:
        first = doable[0].where
        assert first is not None
        about = [one for one in doable if one.where == first]
        return NextStop(first, Errand.COLLECT, say("to collect: {items}", items=_names(about)), _ids(about))
    return None


def _to_tests(tests: Sequence[OpenItem], here: str, around: Map) -> NextStop:
    order = list(around.spots)

    def rank(one: OpenItem) -> tuple[bool, float, int]:
        assert one.where is not None
        place = order.index(one.where) if one.where in order else len(order)
        return Preparation.FASTING not in one.preparations, around.minutes(here, one.where), place

    first = min(tests, key=rank)
    assert first.where is not None
    about = [one for one in tests if one.where == first.where]
    if Preparation.FASTING in first.preparations:
        reason = say("{items}, while fasting", items=_names(about))
    else:
        reason = say("{items}", items=_names(about))
    return NextStop(first.where, Errand.TEST, reason, _ids(about))


def _can_be_done(one: OpenItem) -> bool:
    held = one.item.held_by or not one.item.consented
    return one.where is not None and one.item.category is not Category.CONSENT and not held


def _names(items: Iterable[OpenItem]) -> str:
    return ", ".join(one.name for one in items)


def _ids(items: Iterable[OpenItem]) -> tuple[int, ...]:
    return tuple(one.item_id for one in items)
