"""`python -m bench.wait [--log FILE] [--quick] [--seed N] [--json FILE]`."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.wait.days import SCENARIOS, simulated
from bench.wait.figures import figures
from bench.wait.log import BadLogError, Session, read_log
from bench.wait.replay import ONLY_LEARNT, replay
from bench.wait.report import HEAD, Compared, document, lines, speed_line
from bench.wait.speed import measure_speed
from bench.wait.tellers import Estimate, KindMeans, PooledMean, Smoothed, Teller

FULL, QUICK = 120, 36
"""Simulated sessions of each scenario, with those that are only learnt from."""
SPEED_RUNS = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, write the JSON; 2 for a log that cannot be read."""
    options = _options().parse_args(arguments)
    try:
        sources = list(_logs(options.log)) if options.log else None
    except BadLogError as error:
        sys.stderr.write(f"bench.wait: {error}\n")
        return 2
    _show(HEAD)
    done = []
    for name, sessions in sources or _simulations(options.seed, QUICK if options.quick else FULL):
        done.append(compare(name, sessions, options.seed, _progress(name, len(sessions) - ONLY_LEARNT)))
        _show(*lines(done[-1]))
    speed = measure_speed(SPEED_RUNS, options.seed)
    _show(speed_line(speed))
    if options.json:
        text = json.dumps(document(done, speed, options.seed), ensure_ascii=False, indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


def compare(
    name: str, sessions: Sequence[Session], seed: int, after_each: Callable[[], None] = lambda: None
) -> Compared:
    """Replay the sessions to every teller, the simplest first: the others are held against it."""
    tellers: tuple[Teller, ...] = (PooledMean(), KindMeans(), Smoothed(), Estimate(seed))
    simple = [replay(sessions, teller) for teller in tellers[:-1]]
    tallies = [*simple, replay(sessions, tellers[-1], after_each=after_each)]
    found = figures(tallies, random.Random(seed))
    return Compared(
        name, len(tallies[0]), {teller.name: one for teller, one in zip(tellers, found, strict=True)}
    )


def _logs(path: Path) -> Iterator[tuple[str, list[Session]]]:
    sessions = read_log(path)
    if len(sessions) <= ONLY_LEARNT:
        raise BadLogError(
            f"{path}: {len(sessions)} sessions; more than {ONLY_LEARNT} are needed, the first are only learnt"
        )
    yield path.name, sessions


def _simulations(seed: int, number: int) -> Iterator[tuple[str, list[Session]]]:
    for scenario in SCENARIOS:
        yield scenario.name, simulated(scenario, seed, number)


def _show(*rows: str) -> None:
    sys.stdout.write("".join(f"{row}\n" for row in rows))
    sys.stdout.flush()


def _progress(name: str, sessions: int) -> Callable[[], None]:
    """Counts sessions on a terminal; says nothing into a file."""
    if not sys.stderr.isatty():
        return lambda: None
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        sys.stderr.write(f"\r{name}: {done}/{sessions} " + "\n" * (done == sessions))
        sys.stderr.flush()

    return one_more


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.wait", description=__doc__)
    parser.add_argument("--log", type=Path, help="a CSV file with session,order,kind,service_seconds")
    parser.add_argument("--quick", action="store_true", help="fewer simulated sessions: a rough table")
    parser.add_argument("--seed", type=int, default=1, help="for simulations, draws and intervals")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
