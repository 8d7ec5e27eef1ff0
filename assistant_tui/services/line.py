"""The line of one room at an instant: who waits, in what order and why, and when each will be called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from assistant_tui.domain.acuity import FIRST_SERVED
from assistant_tui.domain.estimate import Expected, InLine, InRoom, estimate
from assistant_tui.domain.lineup import Place, is_overdue, line_up, stands_from
from assistant_tui.domain.pace import History, Past, Served, served_in_turn
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.queuerules import FirstCall, Waiting
from assistant_tui.pack.model import LocationKind, Pack, VisitKind
from assistant_tui.readmodels.board import EntryRow, VisitRow
from assistant_tui.services.context import Context
from assistant_tui.store.database import Database
from assistant_tui.store.queries.sessions import past_sessions

RETURN = "return"
"""The kind under which consultations about results are timed, whatever the visit began as."""

_EXAMS = frozenset({LocationKind.LAB, LocationKind.IMAGING})
_COMES_BACK = 0.8  # of those sent to an exam, so many return to the doctor the same day
_IN_LINE = frozenset({EntryStatus.WAITING, EntryStatus.SKIPPED})


def places(
    ctx: Context, visits: Iterable[VisitRow], calls: Sequence[FirstCall], now: datetime
) -> tuple[Place, ...]:
    """The order of service of all who wait or were skipped."""
    waiting = [as_waiting(visit, visit.entry) for visit in visits if visit.entry and in_line(visit.entry)]
    return line_up(waiting, calls, ctx.pack.queue, now, ctx.zone)


def in_line(entry: EntryRow) -> bool:
    """Whether the entry has a place in the line."""
    return entry.status in _IN_LINE


def as_waiting(visit: VisitRow, entry: EntryRow) -> Waiting:
    """What the order of service needs to know."""
    return Waiting(
        entry.entry_id,
        visit.ticket,
        EntryKind(entry.kind),
        EntryStatus(entry.status),
        entry.queued_at,
        entry.slot_at,
        visit.acuity,
        entry.give_way,
        entry.give_way_since,
        entry.moved,
    )


class Expectation(NamedTuple):
    """Between which instants she will be called: half of such patients by the first, nine in ten by both."""

    low_at: datetime
    high_at: datetime


def expectations(
    ctx: Context, line: Sequence[tuple[VisitRow, EntryRow]], visits: Sequence[VisitRow], now: datetime
) -> dict[int, Expectation]:
    """When each of the line will be called, by entry id; `visits` are all of the day.

    Told as of the beginning of the minute or, if that is later, of the last call: so the line is played
    through once a minute, and again when it has changed. Nobody is told an instant that is past.
    """
    if not line:
        return {}
    at_door = [visit for visit in visits if visit.entry and visit.entry.status == EntryStatus.CALLED]
    serving = [visit for visit in visits if visit.entry and visit.entry.status == EntryStatus.IN_PROGRESS]
    busy, next_in = (serving or at_door)[:1], at_door if serving else []
    as_of = now.replace(second=0, microsecond=0)
    if busy:
        as_of = max(as_of, min(now, _begun(busy[0], now)))
    queue = tuple(_in_line(ctx, visit, entry, now) for visit, entry in line)
    ahead = tuple(InLine(-visit.visit_id, _timed_as(visit)) for visit in next_in)
    ranges = _estimate(
        ahead + queue,
        tuple(expected for visit in visits if (expected := _coming_back(ctx.pack, visit, as_of))),
        _in_room(busy[0], as_of) if busy else None,
        History(_past(ctx.database, ctx.room_id, ctx.today(), ctx.pack.visit_kinds), _today(visits)),
        rules=ctx.pack.queue,
        now=as_of,
        # The same state tells the same wait: the seed is the state's own.
        seed=hash((ctx.room_id, ctx.today().toordinal(), tuple(one.entry_id for one in queue))),
    )
    return {
        one.entry_id: Expectation(
            max(now, as_of + ranges[one.entry_id].median), max(now, as_of + ranges[one.entry_id].p90)
        )
        for one in queue
    }


_estimate = lru_cache(maxsize=8)(estimate)
"""The same question has the same answer: most boards are read while nothing in the line has changed."""


def _in_line(ctx: Context, visit: VisitRow, entry: EntryRow, now: datetime) -> InLine:
    rules, waiting = ctx.pack.queue, as_waiting(visit, entry)
    placed = visit.acuity in FIRST_SERVED or entry.moved
    early = entry.slot_at is not None and now < entry.slot_at
    return InLine(
        entry.entry_id,
        _timed_as(visit),
        since=None if placed or is_overdue(waiting, rules, now) else stands_from(waiting, rules),
        not_before=entry.slot_at if early and not placed else None,
        returning=entry.kind == EntryKind.RETURN,
    )


def _timed_as(visit: VisitRow) -> str:
    assert visit.entry is not None
    return RETURN if visit.entry.kind == EntryKind.RETURN else visit.kind


def _in_room(visit: VisitRow, as_of: datetime) -> InRoom:
    return InRoom(_timed_as(visit), max(timedelta(0), as_of - _begun(visit, as_of)))


def _begun(visit: VisitRow, otherwise: datetime) -> datetime:
    """From when on her consultation takes the room: the call."""
    assert visit.entry is not None
    return visit.entry.called_at or visit.entry.started_at or otherwise


def _coming_back(pack: Pack, visit: VisitRow, now: datetime) -> Expected | None:
    if visit.entry is None or visit.entry.status != EntryStatus.COMPLETED or not visit.inside:
        return None
    place = next((one for one in pack.locations if visit.stay and one.code == visit.stay.location), None)
    if place is None or visit.stay is None or place.kind not in _EXAMS:
        return None
    back_at = visit.stay.back_by or visit.stay.since + place.dwell
    return Expected(RETURN, max(now, back_at), returning=True, likelihood=_COMES_BACK)


def _today(visits: Iterable[VisitRow]) -> tuple[Served, ...]:
    return tuple(
        served_in_turn(
            (begin, entry.ended_at, _timed_as(visit))
            for visit in visits
            if (entry := visit.entry)
            and entry.status == EntryStatus.COMPLETED
            and entry.ended_at
            and (begin := entry.called_at or entry.started_at)
        )
    )


@lru_cache(maxsize=4)
def _past(database: Database, room_id: int, before: date, kinds: Sequence[VisitKind]) -> Past:
    # Past days do not change while today is worked on: read once a day.
    return Past(past_sessions(database.raw, room_id, before), _defaults(kinds))


def _defaults(kinds: Sequence[VisitKind]) -> dict[str, timedelta]:
    times = {kind.code: kind.service for kind in kinds}
    of_returns = [kind.service for kind in kinds if kind.entry == EntryKind.RETURN]
    return {**times, RETURN: of_returns[0] if of_returns else min(times.values())}
