"""From a cursor key in a list to the last byte that it paints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from bench.row import Goal, Judged, Measured, Row, interleaved
from bench.run import Run
from bench.terminal import Terminal

LISTS = {
    rows: Goal(f"cursor key in a list of {rows:,} rows", "ms", 1.5, Judged.P95_RATIO) for rows in (60, 10_000)
}
DESK = Goal("cursor key at the desk: queue, panel, key line", "ms", 1.5, Judged.P95_RATIO)
GOALS = (*LISTS.values(), DESK)
_DOWN, _UP = b"\x1b[B", b"\x1b[A"
_STEPS = 55
"""So many rows down and up again: the list scrolls on the way."""


def measure(run: Run) -> Iterator[Row]:
    """The list alone, and the desk with all that follows its cursor, against a key for one label."""
    with run.app("one_key") as floor:
        for rows, goal in LISTS.items():
            with run.app("long_list", str(rows)) as one_list:
                yield Row(goal, _walk(one_list, floor, run))
        with run.workstation(run.big) as desk:
            yield Row(DESK, _walk(desk, floor, run))


def _walk(terminal: Terminal, floor: Terminal, run: Run) -> Measured:
    for one in (terminal, floor):
        one.settle()
    ours, theirs = (cycle([*[_DOWN] * _STEPS, *[_UP] * _STEPS]) for _ in range(2))
    times, warm_up = run.times(2 * _STEPS, 12), run.times(_STEPS // 4, 3)
    return interleaved(
        lambda: terminal.press(next(ours)), lambda: floor.press(next(theirs)), times, warm_up=warm_up
    )
