"""Whole commands, each a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence

from assistant_tui.domain.clock import day_of
from bench.clinic import NOW, ZONE
from bench.row import Goal, Measured, Row, interleaved, milliseconds
from bench.run import APPS, Run

HELP = Goal("--help", "ms", 0.45)
STATS = Goal("export stats on the million visits", "ms", 0.45)
GOALS = (HELP, STATS)


def measure(run: Run) -> Iterator[Row]:
    """Against the same command in Typer 0.29 with plain sqlite3."""
    peer = [run.peer_python, str(APPS / "peer.py")]
    yield Row(HELP, _compared(run, run.command("--help"), [*peer, "--help"]))
    ours = run.command("export", "stats", "--db", str(run.big), "--now", NOW.isoformat())
    theirs = [*peer, "export", "stats", str(run.floors), "--date", day_of(NOW, ZONE).isoformat()]
    yield Row(STATS, _compared(run, ours, theirs))


def _compared(run: Run, ours: Sequence[str], floor: Sequence[str]) -> Measured:
    def command(argv: Sequence[str]) -> None:
        subprocess.run(argv, env=run.environ, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - our own

    return interleaved(
        milliseconds(lambda: command(ours)), milliseconds(lambda: command(floor)), run.times(30, 4)
    )
