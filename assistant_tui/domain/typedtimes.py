"""Days and times of day as people type them, at the desk, in a shell and in TOML."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo

from assistant_tui.domain.saying import InputError, say

_TIME = re.compile("([0-9]{1,2}):([0-9]{2})")


def date_typed(text: str) -> date:
    """A date typed as `YYYY-MM-DD` (ISO 8601). Raises InputError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(say("“{text}” is no date: write one like 2026-11-21", text=text)) from None


def clock_time(hour: int, minute: int) -> time | None:
    """The time of day of these numbers; None where no clock shows them."""
    try:
        return time(hour, minute)
    except ValueError:
        return None


def time_of(text: str) -> time | None:
    """The time of day of `8:30` or `08:30`; None for anything else."""
    found = _TIME.fullmatch(text)
    return clock_time(int(found[1]), int(found[2])) if found else None


def time_typed(text: str) -> time:
    """The same with blanks around it or the colon of a Chinese keyboard. Raises InputError."""
    found = time_of(text.strip().replace("：", ":"))
    if found is None:
        raise InputError(say("“{text}” is no time of day: write one like 10:42", text=text))
    return found


def instant_typed(text: str, day: date, zone: tzinfo) -> datetime:
    """The UTC instant of a local time typed as `HH:MM`, on that day. Raises InputError."""
    return datetime.combine(day, time_typed(text), zone).astimezone(UTC)
