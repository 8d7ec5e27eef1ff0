"""Where a patient goes next: computed from her slips and where she is, never planned ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from assistant_tui.domain.catalogue import Category, Preparation
from assistant_tui.domain.orders import Item, Question
from assistant_tui.domain.saying import Saying, say

FLOOR_WALK = 3
"""Minutes that a change of floor takes, the lift included."""
LONGEST_AWAITED = timedelta(hours=4)
"""Nobody sits and waits for a result that usually takes longer: it is told another day."""

_TO_READ = say("the doctor reads the results")


class Errand(StrEnum):
    """What she goes there for."""

    PAY = "pay"
    TEST = "test"
    COLLECT = "collect"
    DOCTOR = "doctor"
    AWAIT = "await"


class Spot(NamedTuple):
    """Where a location lies: its floor, and how many minutes' walk from that floor's stairs."""

    floor: int = 1
    walk: float = 0


class OpenItem(NamedTuple):
    """One open item as the itinerary sees it: `where` it is done (None: nowhere of its own) and how prepared.

    `last` puts it after all others: medicines are collected on the way out. `usual` is how long its result
    usually takes.
    """

    item_id: int
    name: str
    item: Item
    where: str | None = None
    preparations: tuple[Preparation, ...] = ()
    last: bool = False
    usual: timedelta = timedelta(minutes=30)


class NextStop(NamedTuple):
    """The location to go to, what for, in words, and the items that it is about."""

    location: str
    errand: Errand
    reason: Saying
    items: tuple[int, ...]


class Map(NamedTuple):
    """What the itinerary knows of the clinic: where things lie, in the order of the pack.

    Without a cashier (None) one pays at the desk in the waiting area.
    """

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


def next_stop(open_items: Iterable[OpenItem], here: str, around: Map) -> NextStop | None:
    """Where she goes from `here`; None when her slips ask for nothing more that needs her.

    What must be paid first goes before everything, then what can be done, fasting tests first and the nearest
    before the farther; then the doctor, who reads the results once all are in, signs, or has a consent
    signed; then what may be paid later; then waiting for results that are to come; medicines last. The order
    of the items does not matter.
    """
    items = sorted(open_items, key=_by_number)
    that_ask: dict[Question, list[OpenItem]] = {question: [] for question in Question}
    for one in items:
        for question in one.item.asks:
            that_ask[question].append(one)
    unpaid, undone, unread = that_ask[Question.PAY], that_ask[Question.PERFORM], that_ask[Question.READ]
    doable = [one for one in undone if _can_be_done(one)]
    consents = [one for one in undone if one.item.category is Category.CONSENT]
    awaited = [one for one in that_ask[Question.RESULT] if one.usual <= LONGEST_AWAITED]
    complete = unread and results_in(items)
    waiting = around.waiting
    return (
        _to_pay([one for one in unpaid if one.item.pay_first], around)
        or _nearest([one for one in doable if not one.last], here, around)
        or _stop(waiting, Errand.DOCTOR, _TO_READ, unread if complete else ())
        or _stop(waiting, Errand.DOCTOR, say("the doctor has slips to sign"), that_ask[Question.SIGN])
        or _stop(waiting, Errand.DOCTOR, say("to sign: {items}", items=_names(consents)), consents)
        or _to_pay(unpaid, around)
        or _stop(
            waiting, Errand.AWAIT, say("until the result is back: {items}", items=_names(awaited)), awaited
        )
        or _stop(waiting, Errand.DOCTOR, _TO_READ, unread)
        or _nearest([one for one in doable if one.last], here, around)
    )


def results_in(open_items: Iterable[OpenItem]) -> tuple[int, ...]:
    """The items whose results the doctor can read now, once no other of today is missing; else nothing.

    That is the moment when a patient comes back into the line. A test that is signed but not done yet
    counts as missing; one that takes days, or that was refused or voided, does not.
    """
    items = sorted(open_items, key=_by_number)
    missing = any(
        one.item.gives_result
        and one.item.counts
        and (one.item.signed or one.item.begun)
        and one.item.resulted_at is None
        and one.usual <= LONGEST_AWAITED
        for one in items
    )
    return () if missing else _ids(one for one in items if Question.READ in one.item.asks)


def _by_number(one: OpenItem) -> int:
    return one.item_id


def _nearest(doable: Sequence[OpenItem], here: str, around: Map) -> NextStop | None:
    """The place to do one of these at; fasting tests first, then the nearest, then in the pack's order."""
    if not doable:
        return None
    places = list(around.spots)

    def rank(one: OpenItem) -> tuple[bool, float, int, str]:
        place = one.where or ""
        number = places.index(place) if place in around.spots else len(places)
        return Preparation.FASTING not in one.preparations, around.minutes(here, place), number, place

    first = min(doable, key=rank)
    if first.where is None:
        return None
    about = [one for one in doable if one.where == first.where]
    names = _names(about)
    if first.last:
        return _stop(first.where, Errand.COLLECT, say("to collect: {items}", items=names), about)
    fasting = Preparation.FASTING in first.preparations
    words = say("{items}, while fasting", items=names) if fasting else say("{items}", items=names)
    return _stop(first.where, Errand.TEST, words, about)


def _to_pay(unpaid: Sequence[OpenItem], around: Map) -> NextStop | None:
    place = around.cashier or around.waiting
    return _stop(place, Errand.PAY, say("to pay: {items}", items=_names(unpaid)), unpaid)


def _stop(place: str, errand: Errand, reason: Saying, about: Sequence[OpenItem]) -> NextStop | None:
    return NextStop(place, errand, reason, _ids(about)) if about else None


def _can_be_done(one: OpenItem) -> bool:
    return one.where is not None and one.item.category is not Category.CONSENT and not one.item.held


def _names(items: Iterable[OpenItem]) -> str:
    return ", ".join(one.name for one in items)


def _ids(items: Iterable[OpenItem]) -> tuple[int, ...]:
    return tuple(one.item_id for one in items)
