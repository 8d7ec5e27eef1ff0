"""What is due about running watches: alerts for the alert line, beside those of `attention`.

A round that nobody did becomes one that was missed when the next falls due: then the next one is what is
to be done, and there is one alert for a watch, not one for each round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.attention import NOW, SOON, Alert
from assistant_tui.domain.saying import say
from assistant_tui.domain.targets import Place, Target
from assistant_tui.domain.watches import Standing

DOCTOR_COMES_WITHIN = timedelta(minutes=5)
"""A doctor who was asked to come at once and has not come after this is asked again."""
_MINUTE = timedelta(minutes=1)


class Happened(NamedTuple):
    """A row and its instant: an alarming round that no call has followed, or a call still unanswered."""

    row_id: int
    at: datetime


class WatchState(NamedTuple):
    """A running watch as the alerts look at it; `name` is what is observed, as shown."""

    watch_id: int
    visit_id: int
    ticket: str
    name: str
    standing: Standing
    alarm: Happened | None = None
    call: Happened | None = None


def watch_alerts(watches: Iterable[WatchState], now: datetime) -> Iterator[Alert]:
    """What is due at `now`: rounds, a call for the doctor after an alarming value, a doctor still to come."""
    for watch in watches:
        yield from _round_due(watch)
        yield from _doctor_to_be_called(watch)
        yield from _doctor_to_come(watch, now)


def _round_due(watch: WatchState) -> Iterator[Alert]:
    due, since = watch.standing.due, watch.standing.since
    if due is not None and since is not None:
        words = say(
            "{ticket} {watch}: round {number} is due", ticket=watch.ticket, watch=watch.name, number=due
        )
        key = f"round/{watch.watch_id}/{due}"
        target = Target(Place.ROUND, watch.watch_id)
        yield Alert(SOON, words, watch.visit_id, key, since, target, escalates=True)


def _doctor_to_be_called(watch: WatchState) -> Iterator[Alert]:
    if watch.alarm is not None and watch.call is None:
        words = say("{ticket} {watch}: call the doctor", ticket=watch.ticket, watch=watch.name)
        key, target = f"alarm/{watch.alarm.row_id}", Target(Place.WATCH, watch.watch_id)
        yield Alert(NOW, words, watch.visit_id, key, watch.alarm.at, target, escalates=True)


def _doctor_to_come(watch: WatchState, now: datetime) -> Iterator[Alert]:
    if watch.call is None:
        return
    late_from = watch.call.at + DOCTOR_COMES_WITHIN
    if now > late_from:
        minutes = (now - watch.call.at) // _MINUTE
        words = say(
            "{ticket}: the doctor was called {minutes} min ago and has not come",
            ticket=watch.ticket,
            minutes=minutes,
        )
        key, target = f"doctor/{watch.call.row_id}", Target(Place.WATCH, watch.watch_id)
        yield Alert(NOW, words, watch.visit_id, key, late_from, target, escalates=True)
