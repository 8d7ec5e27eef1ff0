"""Telling the wait: the estimate is said to the patient and held against what happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.i18n import language
from assistant_tui.services import board, visits
from assistant_tui.services.answers import find_visit_in_line
from assistant_tui.services.context import Context
from assistant_tui.store.tables import Promise

STEP = 5  # minutes: nobody tells a wait to the minute
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """The wait as told: the sentence in the language in use, and the instants it promises."""

    visit_id: int
    ticket: str
    sentence: str
    low_at: datetime
    high_at: datetime
    low_minutes: int
    high_minutes: int


def offer(ctx: Context, visit_id: int) -> Told:
    """What would be said now; records nothing. Raises RuleError when she is not waiting in the line."""
    row = find_visit_in_line(board.read(ctx), visit_id)
    now = ctx.now()
    assert row.low_at is not None
    assert row.high_at is not None
    low = (row.low_at - now) // _MINUTE // STEP * STEP
    high = max(-(-(row.high_at - now) // _MINUTE // STEP) * STEP, low + STEP)
    sentence = ctx.pack.phrase("tell_wait").said_in(
        language(), ticket=row.visit.ticket, name=row.visit.name, room=ctx.room_name, low=low, high=high
    )
    return Told(visit_id, row.visit.ticket, sentence, now + low * _MINUTE, now + high * _MINUTE, low, high)


def tell(ctx: Context, told: Told) -> Told:
    """The sentence has been said: record the promise as it was offered.

    Raises RuleError when the patient is no longer waiting.
    """
    with ctx.work(Deed.TELL_WAIT) as work:
        visit = visits.visit_in(work, told.visit_id)
        entry = visits.active_entry(work, visit)
        if entry is None:
            raise RuleError(say("{ticket} is not waiting any more", ticket=visit.ticket))
        at = work.heading.at
        work.add(
            Promise(
                visit_id=visit.key,
                entry_id=entry.key,
                told_at=at,
                low_at=max(at, told.low_at),
                high_at=max(at, told.high_at),
                told_by=ctx.actor,
            )
        )
        work.commit()
    return told
