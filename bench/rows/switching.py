"""From the key of another numbered screen to its last byte on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from bench.row import Goal, Row, interleaved
from bench.run import Run

SWITCH = Goal("switch of screen, to the last byte painted", "ms", 0.3)
GOALS = (SWITCH,)
_KEYS = (b"3", b"8", b"2")


def measure(run: Run) -> Iterator[Row]:
    """Queue, whereabouts, patients, and around again, against three of Textual's modes; all opened before."""
    with run.workstation(run.big) as ours, run.app("modes") as modes:
        our_keys, mode_keys = cycle(_KEYS), cycle(_KEYS)
        for terminal in (ours, modes):
            terminal.settle()
        yield Row(
            SWITCH,
            interleaved(
                lambda: ours.press(next(our_keys)),
                lambda: modes.press(next(mode_keys)),
                run.times(60, 6),
                warm_up=len(_KEYS),
            ),
        )
