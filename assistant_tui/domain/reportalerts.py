"""Days whose report nobody has signed: one calm alert for all of them, beside those of `attention`.

It names the last of them, leads to it and has its key: `report/<day>`. Once that is signed, the one before is
next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from assistant_tui.domain.attention import NOTE, Alert
from assistant_tui.domain.saying import say
from assistant_tui.domain.targets import Place, Target


def to_sign(unsigned: Sequence[date], first_signed: date | None) -> tuple[date, ...]:
    """Of the days without a signature, oldest first, those that somebody is reminded of.

    From the first day on that was ever signed, all of them. Of a room where none ever was, the last alone:
    a new clinic learns that there is something to sign, and a file of old days asks for nothing.
    """
    if first_signed is None:
        return tuple(unsigned[-1:])
    return tuple(day for day in unsigned if day > first_signed)


def report_alert(days: Sequence[date], since: datetime) -> Alert:
    """The alert about these days, at least one, oldest first; `since` is when the last of them was over."""
    last, earlier = days[-1], len(days) - 1
    shown = f"{last:%m-%d}"
    words = (
        say("The report of {day} is not signed, and {count} before it", day=shown, count=earlier)
        if earlier
        else say("The report of {day} is not signed", day=shown)
    )
    return Alert(NOTE, words, None, f"report/{last}", since, Target(Place.REPORT, last.isoformat()))
