"""From the key of an action to its rows on the disk and its last byte on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bench.row import Goal, Judged, Row, interleaved
from bench.run import Run
from bench.terminal import COLUMNS, ROWS

CALL_NEXT = Goal("call next: key to disk to screen", "ms", 3.0, Judged.P95_RATIO)
GOALS = (CALL_NEXT,)
_CALL_NEXT, _UNDO = b"\x1b[15~", b"u"
_CLICK_CORNER = b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % ((COLUMNS - 10, ROWS - 3) * 2)
"""On what the program says in the corner, which goes away when it is clicked on."""


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
            for _ in range(2):
                ours.press(_CLICK_CORNER)
            return took

        yield Row(CALL_NEXT, interleaved(call, lambda: floor.press(_CALL_NEXT), run.times(60, 8)))
