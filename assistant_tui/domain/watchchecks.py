"""What must always hold of the watches in a file; `assistant-tui check` asks, as in `invariants`.

I6: every due round ends as done, missed or cancelled with a reason; none vanishes; late entry keeps both when
it happened and when it was entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.timetable import Every, Timetable
from assistant_tui.domain.watches import RoundStatus


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round as it is in the file, unless voided; only one of a `number` belongs to the timetable."""

    number: int | None
    due_at: datetime | None
    status: RoundStatus
    happened_at: datetime | None


@dataclass(frozen=True, slots=True)
class WatchRecord:
    """A watch as it is in the file, unless voided, with its rounds."""

    watch_id: int
    ticket: str
    protocol: str
    timetable: Timetable
    started_at: datetime
    ended_at: datetime | None
    rounds: tuple[RoundRecord, ...]


def broken_watches(watches: Iterable[WatchRecord]) -> list[Saying]:
    """Everything that is wrong with these watches."""
    return [
        say(
            "{ticket}, {protocol} ({watch}): {fault}",
            ticket=one.ticket,
            protocol=one.protocol,
            watch=one.watch_id,
            fault=fault,
        )
        for one in watches
        for fault in (*_vanished(one), *_out_of_time(one))
    ]


def _vanished(one: WatchRecord) -> Iterable[Saying]:
    """Rounds that fell due before the last one that was judged, or before the end, and are not on record."""
    known = {each.number for each in one.rounds if each.number is not None}
    judged = [_number(each) for each in one.rounds if each.status is not RoundStatus.CANCELLED]
    needed = max(judged, default=0)
    if one.ended_at is not None and isinstance(one.timetable, Every):
        needed = max(needed, one.timetable.passed(one.started_at, one.ended_at, UTC))
    for number in range(1, needed + 1):
        if number not in known:
            yield say("round {number} has vanished", number=number)


def _out_of_time(one: WatchRecord) -> Iterable[Saying]:
    numbered: Sequence[RoundRecord] = [each for each in one.rounds if each.number is not None]
    for each in numbered:
        # Where ward rounds are due depends on the clinic's time zone, which may have been set anew since.
        if isinstance(one.timetable, Every) and each.due_at != one.timetable.due(
            one.started_at, _number(each), UTC
        ):
            yield say("round {number} is not due when it should be", number=each.number)
    if any(each.happened_at is not None and each.happened_at < one.started_at for each in one.rounds):
        yield say("a round was done before the watch began")


def _number(each: RoundRecord) -> int:
    return each.number or 0
