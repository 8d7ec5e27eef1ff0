"""From the start of the process to the first frame that shows today's queue, and what memory that took."""

from __future__ import annotations

from collections.abc import Iterator

from bench.clinic.days import SERVED
from bench.row import Goal, Measured, Row, interleaved
from bench.run import Run
from bench.terminal import LAST_LINE

FIRST_FRAME = Goal("start to the first frame with today's queue", "ms", 1.25)
MEMORY = Goal("memory then, all libraries loaded", "MB", 2.2)
GOALS = (FIRST_FRAME, MEMORY)

_FIRST_IN_LINE = b"A%03d" % (SERVED + 2)
"""The ticket at the head of the queue: it is on the screen when the queue is."""


def measure(run: Run) -> Iterator[Row]:
    """The program on the million visits, as its user starts it, against an empty Textual app."""
    path = run.big

    def ours() -> float:
        with run.workstation(path) as terminal:
            return terminal.until(_FIRST_IN_LINE, LAST_LINE)

    def empty() -> float:
        with run.app("empty") as terminal:
            return terminal.until(LAST_LINE)

    yield Row(FIRST_FRAME, interleaved(ours, empty, run.times(20, 2)))
    yield Row(MEMORY, _memory(run))


def _memory(run: Run) -> Measured:
    def ours() -> float:
        with run.workstation(run.big) as terminal:
            terminal.until(_FIRST_IN_LINE)
            terminal.settle()
            return terminal.resident_megabytes()

    def empty() -> float:
        with run.app("empty") as terminal:
            terminal.until(LAST_LINE)
            terminal.settle()
            return terminal.resident_megabytes()

    return interleaved(ours, empty, run.times(5, 1), warm_up=0)
