"""From the key of an action to its rows on the disk and its last byte on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bench.row import Goal, Judged, Row, interleaved
from bench.run import Run

CALL_NEXT = Goal("call next: key to disk to screen", "ms", 3.0, Judged.P95_RATIO)
GOALS = (CALL_NEXT,)
_CALL_NEXT, _UNDO = b"\x1b[15~", b"u"


def measure(run: Run) -> Iterator[Row]:
    """Call the next of 60, against a minimal app that writes the same rows with plain sqlite3.

    Each call is taken back, so that every one finds the same queue; that is not timed.
    """
    with run.workstation(run.big) as ours, run.app("one_key", str(run.floors)) as floor:
        for terminal in (ours, floor):
            terminal.settle()

        def call() -> float:
            took = ours.press(_CALL_NEXT)
            ours.press(_UNDO)
            return took

        yield Row(CALL_NEXT, interleaved(call, lambda: floor.press(_CALL_NEXT), run.times(60, 8)))
