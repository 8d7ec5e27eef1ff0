"""From what the file keeps to what read models hold."""

from __future__ import annotations

from datetime import date, datetime

from assistant_tui.domain.clock import instant


def maybe_instant(value: int | None) -> datetime | None:
    """Milliseconds to an instant; NULL stays None."""
    return None if value is None else instant(value)


def day(value: str) -> date:
    """ISO text to a date."""
    return date.fromisoformat(value)


def marks(count: int) -> str:
    """`count` question marks for an IN list."""
    return ", ".join("?" * count)
