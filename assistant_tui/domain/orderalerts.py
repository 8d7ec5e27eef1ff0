"""What is late about a patient's slips: alerts for the alert line, beside those of `attention`.

One alert for each patient and each thing to do about her, however many items it is about; it names them all.
Its key is of the item that has been late for longest: `order/<item id>/<what>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.attention import NOTE, SOON, Alert
from assistant_tui.domain.itinerary import OpenItem
from assistant_tui.domain.orders import UNPAID_TOO_LONG, Question, overdue_since, unpaid_since
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.targets import Place, Target

_MINUTE = timedelta(minutes=1)
_WHAT = {Question.PAY: "unpaid", Question.RESULT: "result", Question.SIGN: "unsigned"}


class PatientSlips(NamedTuple):
    """The open items of a patient who is inside, and where she is `since` when.

    `here` is the code of the location that she stands at, `place` its name as shown.
    """

    visit_id: int
    ticket: str
    here: str
    place: str
    since: datetime
    items: tuple[OpenItem, ...]


class _Late(NamedTuple):
    """An item that is late since `since`, and from `worse` on so late that it is the next thing to do."""

    one: OpenItem
    since: datetime
    worse: datetime


def order_alerts(slips: Iterable[PatientSlips], now: datetime) -> Iterator[Alert]:
    """What is late at `now`: items unpaid for 20 minutes, results past their usual time, slips unsigned while
    the patient stands where they are to be done. Unpaid or awaited for twice as long is the next thing to do.
    """
    for patient in slips:
        yield from _unpaid(patient, now)
        yield from _results(patient, now)
        yield from _unsigned_on_the_spot(patient, now)


def _unpaid(patient: PatientSlips, now: datetime) -> Iterator[Alert]:
    late = [
        _Late(one, since, since + UNPAID_TOO_LONG)
        for one in patient.items
        if (since := unpaid_since(one.item)) and now > since
    ]
    if late:
        first = min(one.since for one in late) - UNPAID_TOO_LONG
        minutes = (now - first) // _MINUTE
        words = say(
            "{ticket} has not paid for {minutes} min: {items}",
            ticket=patient.ticket,
            minutes=minutes,
            items=_names(late),
        )
        yield _alert(patient, late, Question.PAY, words, now)


def _results(patient: PatientSlips, now: datetime) -> Iterator[Alert]:
    late = [
        _Late(one, since, since + one.usual)
        for one in patient.items
        if (since := overdue_since(one.item, one.usual)) and now > since
    ]
    # Each department is asked apart.
    for where in sorted({one.one.where or "" for one in late}):
        there = [one for one in late if (one.one.where or "") == where]
        minutes = (now - min(one.since for one in there)) // _MINUTE
        words = say(
            "{ticket} result late by {minutes} min: {items}",
            ticket=patient.ticket,
            minutes=minutes,
            items=_names(there),
        )
        yield _alert(patient, there, Question.RESULT, words, now)


def _unsigned_on_the_spot(patient: PatientSlips, now: datetime) -> Iterator[Alert]:
    late = []
    for one in patient.items:
        if one.where == patient.here and Question.SIGN in one.item.asks and not one.item.begun:
            since = max(patient.since, one.item.drafted_at)
            late.append(_Late(one, since, since))
    if late:
        words = say(
            "{ticket} stands at {place}, not signed: {items}",
            ticket=patient.ticket,
            place=patient.place,
            items=_names(late),
        )
        yield _alert(patient, late, Question.SIGN, words, now)


def _alert(
    patient: PatientSlips, late: Sequence[_Late], asked: Question, words: Saying, now: datetime
) -> Alert:
    first = min(late, key=lambda one: (one.since, one.one.item_id))
    worse = [one.worse for one in late if now >= one.worse]
    key = f"order/{first.one.item_id}/{_WHAT[asked]}"
    target = Target(Place.SLIP, first.one.item_id, asked)
    if worse:
        return Alert(SOON, words, patient.visit_id, key, min(worse), target)
    return Alert(NOTE, words, patient.visit_id, key, first.since, target)


def _names(late: Iterable[_Late]) -> str:
    return ", ".join(one.one.name for one in sorted(late, key=lambda one: one.one.item_id))
