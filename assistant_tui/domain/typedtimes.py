"""Days and times of day as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from assistant_tui.domain.saying import InputError, say


def date_typed(text: str) -> date:
    """A date typed as `YYYY-MM-DD` (ISO 8601). Raises InputError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(say("“{text}” is no date: write one like 2026-11-21", text=text)) from None


def instant_typed(text: str, day: date, zone: tzinfo) -> datetime:
    """The UTC instant of a local time typed as `HH:MM`, on that day. Raises InputError."""
    try:
        typed = datetime.strptime(text.strip().replace("：", ":"), "%H:%M").time()  # noqa: DTZ007 - a time of day
    except ValueError:
        raise InputError(say("“{text}” is no time of day: write one like 10:42", text=text)) from None
    return datetime.combine(day, typed, zone).astimezone(UTC)
