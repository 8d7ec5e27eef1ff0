"""Event logs: what happened in a case, activity by activity, and what has to be assumed to know how long.

A log tells either when activities start and complete, or has one event for each activity. The words are those
of process mining (IEEE 1849, XES): a case is what this program calls a visit.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from assistant_tui.domain.saying import Saying, say


class Phase(StrEnum):
    """What an event says about its activity; `UNUSED` events are kept and say nothing about where she was."""

    START = "start"
    COMPLETE = "complete"
    POINT = "point"
    UNUSED = "unused"


class Adjustment(StrEnum):
    """What was decided where a log is silent or contradicts itself; each is counted and reported."""

    OUT_OF_ORDER = "out-of-order"
    REPEATED_EVENT = "repeated-event"
    UNUSED_TRANSITION = "unused-transition"
    NO_START = "no-start"
    NO_END = "no-end"
    NO_LENGTH = "no-length"
    OVERLAP_CUT = "overlap-cut"
    GAP_FILLED = "gap-filled"
    NO_ACTIVITY = "no-activity"
    PAST_MIDNIGHT = "past-midnight"
    SKIPPED_TIME = "skipped-time"
    REPEATED_TIME = "repeated-time"
    RENAMED = "renamed"


ADJUSTMENT_WORDS: dict[Adjustment, Saying] = {
    Adjustment.OUT_OF_ORDER: say("events that the file has after a later one of their case: put in order"),
    Adjustment.REPEATED_EVENT: say("events that repeat an earlier row: kept, and they count"),
    Adjustment.UNUSED_TRANSITION: say("events that neither start nor complete: kept, not used for stays"),
    Adjustment.NO_START: say("activities without a start: they begin with the event before"),
    Adjustment.NO_END: say("activities without an end: they last until the next event"),
    Adjustment.NO_LENGTH: say("stays of no length"),
    Adjustment.OVERLAP_CUT: say("activities cut where another one of the case began"),
    Adjustment.GAP_FILLED: say("gaps between activities: waiting"),
    Adjustment.NO_ACTIVITY: say("cases in which no activity starts or completes: waiting throughout"),
    Adjustment.PAST_MIDNIGHT: say("cases that end on a later day: all of it is on the day of arrival"),
    Adjustment.SKIPPED_TIME: say("times that summer time leaves out: moved on by an hour"),
    Adjustment.REPEATED_TIME: say("times that there are twice when summer time ends: the first is taken"),
    Adjustment.RENAMED: say("names with signs that cannot be shown: made safe, but kept in the events"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a case; `number` is its place in the file."""

    number: int
    activity: str
    phase: Phase
    at: datetime


@dataclass(frozen=True, slots=True)
class Performed:
    """One performance of an activity: `start` and `end` as the log tells them, None where it does not.

    `since` and `until` are the same, estimated from the neighbouring events where they are not told;
    `place` orders the performances of a case by their first event.
    """

    activity: str
    start: datetime | None
    end: datetime | None
    since: datetime
    until: datetime
    place: int


def phase_of(transition: str) -> Phase:
    """What a lifecycle transition says, written in any case; an empty one is an event that stands alone."""
    plain = transition.strip().casefold()
    if not plain:
        return Phase.POINT
    return {"start": Phase.START, "complete": Phase.COMPLETE}.get(plain, Phase.UNUSED)


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events by time, those of the same instant as the file has them."""
    return sorted(events, key=lambda event: (event.at, event.number))


def performed(events: Iterable[Event]) -> list[Performed]:
    """The performances that the events of one case tell of, in the order of their first events.

    A complete belongs to the earliest start of its activity that is still open; one without such a start may
    belong to a start of the same instant that the file has later.
    """
    used = [event for event in in_order(events) if event.phase is not Phase.UNUSED]
    found: list[Performed] = []
    started: defaultdict[str, deque[int]] = defaultdict(deque)  # places in `found`, by activity
    ended: defaultdict[tuple[str, datetime], deque[int]] = defaultdict(deque)
    for place, event in enumerate(used):
        name, at = event.activity, event.at
        if event.phase is Phase.COMPLETE:
            if started[name]:
                open_one = started[name].popleft()
                found[open_one] = replace(found[open_one], end=at, until=at)
                continue
            ended[name, at].append(len(found))
            found.append(Performed(name, None, at, _before(used, place), at, place))
        elif event.phase is Phase.START and ended[name, at]:
            lone = ended[name, at].popleft()
            found[lone] = replace(found[lone], start=at, since=at)
        else:
            if event.phase is Phase.START:
                started[name].append(len(found))
            found.append(Performed(name, at, None, at, _after(used, place), place))
    return found


def missing(performances: Sequence[Performed]) -> Counter[Adjustment]:
    """How many starts and ends the log does not tell."""
    return Counter(
        {
            Adjustment.NO_START: sum(one.start is None for one in performances),
            Adjustment.NO_END: sum(one.end is None for one in performances),
        }
    )


def _before(used: Sequence[Event], place: int) -> datetime:
    """The event before, other than a start of the same instant: that begins what comes after."""
    at = used[place].at
    for event in reversed(used[:place]):
        if event.phase is not Phase.START or event.at != at:
            return event.at
    return at


def _after(used: Sequence[Event], place: int) -> datetime:
    """The next event, other than a complete of the same instant: that ends what was before."""
    at = used[place].at
    for following in range(place + 1, len(used)):
        event = used[following]
        if event.phase is not Phase.COMPLETE or event.at != at:
            return event.at
    return at
