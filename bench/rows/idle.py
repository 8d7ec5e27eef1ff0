"""Processor time while nobody touches the keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

from assistant_tui import pack
from assistant_tui.domain.clock import FixedClock, SystemClock
from assistant_tui.services import watches
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.registration import Registration, register
from assistant_tui.services.setup import Desk, set_up
from bench.clinic import ZONE
from bench.row import Goal, Measured, Row
from bench.run import Run
from bench.terminal import LAST_LINE, Terminal

DESK = Goal("idle: the desk on a busy morning", "% core", 0.4)
WATCHES = Goal("idle: 12 running watches", "% core", 0.4)
GOALS = (DESK, WATCHES)
WATCHED = 12
_SEEN = {"bleeding": "none", "urination": "yes", "consciousness": "awake"}
_WARMING_UP = (4, 1)
_WINDOW = (15, 3)
"""Seconds, and in a quick run; in each full window the board is read anew once."""


def measure(run: Run) -> Iterator[Row]:
    """The demo's queue, its clock and waits counting, against twelve Digits on one interval; side by side.

    Then screen 5 with twelve running watches, their bars and counts going on, against the same.
    """
    yield Row(DESK, _idle(run, "demo"))
    yield Row(WATCHES, _idle(run, "--db", str(_twelve_observed(run)), key=b"5"))


def _idle(run: Run, *arguments: str, key: bytes = b"") -> Measured:
    """The program, after this key if one is given, and the floor beside it."""
    with Terminal(run.command(*arguments), run.environ) as ours, run.app("digits") as floor:
        for terminal in (ours, floor):
            terminal.until(LAST_LINE)
        if key:
            ours.press(key)
        _both(ours, floor, run.times(*_WARMING_UP))
        window = run.times(*_WINDOW)
        windows = [_both(ours, floor, window) for _ in range(run.times(4, 1))]
        return Measured(*zip(*windows, strict=True))


def _twelve_observed(run: Run) -> Path:
    """Twelve patients have been observed for 1 to 12 minutes: no round falls due meanwhile."""
    path = run.scratch / "watches.db"
    clock = FixedClock(SystemClock().now() - WATCHED * timedelta(minutes=1))
    chosen = pack.load(pack.find("general", pack.pack_folders()))
    ctx = set_up(path, Desk("Room 1", "王主任", "李敏"), chosen, clock=clock, zone=ZONE)
    for number in range(WATCHED):
        visit = register(ctx, Registration(PatientFacts(f"患者{number + 1}", "female", "1990")))
        watch = watches.start(ctx, visit.visit_id, "post_op", procedure="清创缝合术", surgeon="陈医生")
        for pain in ("2", "5", "3"):
            watches.record(ctx, watch.watch_id, {**_SEEN, "pain": pain})
        clock.advance(minutes=1)
    ctx.database.close()
    return path


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
