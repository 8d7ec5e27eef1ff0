"""Processor time while nobody touches the keys."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

from bench.row import Goal, Measured, Row
from bench.run import Run
from bench.terminal import LAST_LINE, Terminal

DESK = Goal("idle: the desk on a busy morning", "% core", 0.4)
WATCHES = Goal("idle: 12 running watches", "% core", 0.4)
GOALS = (DESK, WATCHES)
_WARMING_UP = (4, 2)
_WINDOW = 15.0
"""Seconds; in each window the board is read anew once."""


def measure(run: Run) -> Iterator[Row]:
    """The demo's queue, its clock and waits counting, against twelve Digits on one interval; side by side."""
    with Terminal(run.command("demo"), run.environ) as ours, run.app("digits") as floor:
        for terminal in (ours, floor):
            terminal.until(LAST_LINE)
        _both(ours, floor, run.times(*_WARMING_UP))
        windows = [_both(ours, floor, _WINDOW) for _ in range(run.times(4, 1))]
        yield Row(DESK, Measured(*zip(*windows, strict=True)))
    yield Row(WATCHES, note="not yet")


def _both(ours: Terminal, floor: Terminal, seconds: float) -> tuple[float, float]:
    """What both use in the same seconds, in per cent of a core."""
    used = [0.0, 0.0]

    def watch(side: int, terminal: Terminal) -> None:
        used[side] = terminal.watch(seconds) / seconds * 100

    threads = [Thread(target=watch, args=one) for one in enumerate((ours, floor))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return used[0], used[1]
