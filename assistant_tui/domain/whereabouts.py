"""Where the patients are: stays at locations, how long they last and whether they fit together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from assistant_tui.domain.saying import Saying, say

MINUTE = timedelta(minutes=1)


class Stay(NamedTuple):
    """A visit's time at one location, `[since, until)`; open while `until` is None.

    `escort` went along; `back_by` is when the patient is expected back.
    """

    visit_id: int
    location: str
    since: datetime
    until: datetime | None = None
    escort: str | None = None
    back_by: datetime | None = None


class DwellState(StrEnum):
    """How a stay compares with what is normal there."""

    USUAL = "usual"
    LATE = "late"
    ALERT = "alert"


class Dwell(NamedTuple):
    """How long a stay has lasted, in whole minutes, and what to think of it."""

    minutes: int
    state: DwellState


def dwell(stay: Stay, normal: timedelta, now: datetime) -> Dwell:
    """How long the stay has lasted, up to `now` or its end, held against the `normal` dwell of its location.

    Past the norm it is late, past twice the norm an alert. A time to be back by replaces the norm: past it
    the stay is late, past it by one norm more an alert. A stay that seems to begin in the future (the
    clock was set back) has lasted 0 minutes.
    """
    end = now if stay.until is None else stay.until
    late_from = stay.since + normal if stay.back_by is None else stay.back_by
    if end > late_from + normal:
        state = DwellState.ALERT
    elif end > late_from:
        state = DwellState.LATE
    else:
        state = DwellState.USUAL
    return Dwell(max(0, (end - stay.since) // MINUTE), state)


def check_stays(stays: Iterable[Stay], departed: bool) -> list[Saying]:
    """What is wrong with the stays of one visit; empty when nothing is.

    Invariants I1 (a visit that has not departed has exactly one open stay, a departed one none) and I4 (stays
    touch and do not overlap).
    """
    ordered = sorted(stays, key=lambda stay: (stay.since, stay.until is None, stay.until or stay.since))
    wrong = [
        say("the stay at {location} ends before it begins", location=stay.location)
        for stay in ordered
        if stay.until is not None and stay.until < stay.since
    ]
    for before, after in pairwise(ordered):
        names = {"location": before.location, "next": after.location}
        if before.until is None or before.until > after.since:
            wrong.append(say("the stay at {location} overlaps the one at {next}", **names))
        elif before.until < after.since:
            wrong.append(say("there is a gap between the stays at {location} and {next}", **names))
    still_open = sum(stay.until is None for stay in ordered)
    if departed and still_open:
        wrong.append(say("open stays of a departed visit: {count} instead of 0", count=still_open))
    elif not departed and still_open != 1:
        wrong.append(say("open stays of a visit still here: {count} instead of 1", count=still_open))
    return wrong
