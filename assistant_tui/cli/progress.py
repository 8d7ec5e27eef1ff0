"""How far a long command has come: one line on a terminal's standard error, erased at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from assistant_tui.i18n import _

_PATIENCE = 1.0
"""Seconds that a command may take before it says how far it is."""
_PACE = 0.2
"""Seconds between two looks at the line."""
_ERASE = "\r\x1b[K"


@contextmanager
def progress(
    first: date, last: date, *, now: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[date], None]]:
    """A function to be told each day that is come to, of the days from `first` to `last`.

    Nothing is shown where standard error is no terminal, nor in the first second.
    """
    if not sys.stderr.isatty():
        yield lambda _day: None
        return
    due, whole, shown = now() + _PATIENCE, (last - first).days + 1, False

    def come_to(day: date) -> None:
        nonlocal due, shown
        moment = now()
        if moment >= due:
            due, shown = moment + _PACE, True
            percent = 100 * (day - first).days // whole
            _show(_ERASE + _("{percent}% read", percent=percent))

    try:
        yield come_to
    finally:
        if shown:
            _show(_ERASE)


def _show(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
