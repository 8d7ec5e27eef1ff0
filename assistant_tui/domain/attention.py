"""What the alert line shows: derived from how things stand at an instant, worst first.

One pure function from a `Situation` to alerts. There is one alert for each cause, however many rules it
breaks: a patient who has waited too long and past what she was told is one alert, the worse of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.calls import NextStep, call_step
from assistant_tui.domain.clock import milliseconds
from assistant_tui.domain.metrics import promise_breaks
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.targets import Place, Target
from assistant_tui.domain.whereabouts import DwellState, Stay, dwell

NOW, SOON, NOTE = 1, 2, 3
"""The priorities: drop everything; next thing to do; when a hand is free."""

_MINUTE = timedelta(minutes=1)


class WaitingPatient(NamedTuple):
    """Somebody waiting for the room; `since` is arrival or slot, whichever is later."""

    visit_id: int
    ticket: str
    since: datetime
    acuity: int = Acuity.ROUTINE


class PlacedPatient(NamedTuple):
    """Somebody's open stay, the name of its location as shown, and the location's normal dwell.

    `awaits_call` marks a stay in the waiting area: with a wait for the room it is one and the same thing.
    """

    ticket: str
    stay: Stay
    place: str
    normal: timedelta
    awaits_call: bool = False


class OpenCall(NamedTuple):
    """Somebody called `made` times, last at `last_call`, who has not come yet."""

    visit_id: int
    entry_id: int
    ticket: str
    made: int
    last_call: datetime


class OpenPromise(NamedTuple):
    """Somebody was told to be called by `by`; it counts while she waits."""

    visit_id: int
    ticket: str
    by: datetime


class FamilyWaiting(NamedTuple):
    """A companion (`who`: husband, mother, a name) to be asked in once the patient is in the room.

    `in_room_since` is None until the patient is.
    """

    family_id: int
    visit_id: int
    ticket: str
    who: str
    in_room_since: datetime | None = None


class Situation(NamedTuple):
    """Everything alerts are made of, at one instant."""

    rules: QueueRules
    waiting: tuple[WaitingPatient, ...] = ()
    placed: tuple[PlacedPatient, ...] = ()
    calls: tuple[OpenCall, ...] = ()
    promises: tuple[OpenPromise, ...] = ()
    family: tuple[FamilyWaiting, ...] = ()


class Alert(NamedTuple):
    """Something due or late: `priority` 1 (worst) to 3, and since when it has been so.

    `key` names the cause; it stays the same as long as the cause lasts, also when its priority rises.
    `target` is where it is settled. One that `escalates` gets louder while nothing is done: see `escalation`.
    """

    priority: int
    saying: Saying
    visit_id: int | None
    key: str
    since: datetime
    target: Target
    escalates: bool = False


def attention(state: Situation, now: datetime, further: Iterable[Alert] = ()) -> tuple[Alert, ...]:
    """The alerts at `now`, by priority, then longest due first; the order within `state` does not matter.

    What is left from an earlier day has been due for longest and can wait longest: it comes last.
    `further` are alerts that other rules have raised, such as those about slips.
    """
    worst: dict[str, Alert] = {}
    for alert in sorted([*_raised(state, now), *further], key=_urgency):
        worst.setdefault(alert.key, alert)
    return tuple(worst.values())


def _urgency(alert: Alert) -> tuple[int, bool, datetime, str, str]:
    left_over = alert.target.place is Place.REPORT
    return (alert.priority, left_over, alert.since, alert.key, str(alert.saying))


def _raised(state: Situation, now: datetime) -> Iterator[Alert]:
    """Every rule that is broken, several for one cause perhaps."""
    yield from _long_waits(state, now)
    yield from _broken_promises(state, now)
    yield from _unanswered_calls(state, now)
    yield from _long_stays(state, now)
    yield from _family_to_invite(state)


def _wait_key(visit_id: int) -> str:
    return f"wait/{visit_id}"


def _long_waits(state: Situation, now: datetime) -> Iterator[Alert]:
    for patient in state.waiting:
        key, target = _wait_key(patient.visit_id), Target(Place.QUEUE, patient.visit_id)
        if patient.acuity == Acuity.CRITICAL:
            saying = say("{ticket} is level 1 and waits: call now", ticket=patient.ticket)
            yield Alert(NOW, saying, patient.visit_id, key, patient.since, target, escalates=True)
        over_from = patient.since + state.rules.max_wait
        if now > over_from:
            minutes = (now - patient.since) // _MINUTE
            saying = say("{ticket} has waited {minutes} min", ticket=patient.ticket, minutes=minutes)
            yield Alert(NOTE, saying, patient.visit_id, key, over_from, target)


def _broken_promises(state: Situation, now: datetime) -> Iterator[Alert]:
    waiting = {patient.visit_id for patient in state.waiting}
    for promise in state.promises:
        latest = promise_breaks(promise.by)
        if promise.visit_id in waiting and now > latest:
            minutes = (now - promise.by) // _MINUTE
            saying = say(
                "{ticket} should have been called {minutes} min ago", ticket=promise.ticket, minutes=minutes
            )
            key, target = _wait_key(promise.visit_id), Target(Place.QUEUE, promise.visit_id)
            yield Alert(SOON, saying, promise.visit_id, key, latest, target)


def _unanswered_calls(state: Situation, now: datetime) -> Iterator[Alert]:
    for call in state.calls:
        step = call_step(call.made, call.last_call, state.rules, now)
        if not step.expired:
            continue
        if step.next is NextStep.SKIP:
            saying = say(
                "{ticket} has not come after {calls} calls: skip", ticket=call.ticket, calls=call.made
            )
        else:
            saying = say("{ticket} has not come: call again", ticket=call.ticket)
        key, target = f"call/{call.entry_id}/{call.made}", Target(Place.QUEUE, call.visit_id)
        yield Alert(SOON, saying, call.visit_id, key, step.until, target)


def _long_stays(state: Situation, now: datetime) -> Iterator[Alert]:
    waiting = {patient.visit_id for patient in state.waiting}
    for placed in state.placed:
        stay = placed.stay
        spent = dwell(stay, placed.normal, now)
        alarming = spent.state is DwellState.ALERT
        if placed.awaits_call and stay.visit_id in waiting:
            key, target = _wait_key(stay.visit_id), Target(Place.QUEUE, stay.visit_id)
        else:
            key = f"stay/{stay.visit_id}/{milliseconds(stay.since)}"
            target = Target(Place.WHEREABOUTS, stay.visit_id)
        if stay.back_by is not None and spent.state is not DwellState.USUAL:
            saying = say(
                "{ticket} should have been back from {place} {minutes} min ago",
                ticket=placed.ticket,
                place=placed.place,
                minutes=(now - stay.back_by) // _MINUTE,
            )
            yield Alert(SOON if alarming else NOTE, saying, stay.visit_id, key, stay.back_by, target)
        elif alarming:
            saying = say(
                "{ticket} has been at {place} for {minutes} min",
                ticket=placed.ticket,
                place=placed.place,
                minutes=spent.minutes,
            )
            yield Alert(SOON, saying, stay.visit_id, key, stay.since + 2 * placed.normal, target)


def _family_to_invite(state: Situation) -> Iterator[Alert]:
    for family in state.family:
        if family.in_room_since is not None:
            saying = say("{ticket} is in the room: ask {who} in", ticket=family.ticket, who=family.who)
            key, target = f"family/{family.family_id}", Target(Place.QUEUE, family.visit_id)
            yield Alert(SOON, saying, family.visit_id, key, family.in_room_since, target)
