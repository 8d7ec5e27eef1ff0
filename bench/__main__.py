"""`python -m bench`: measure, and print the table."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from bench.machine import machine
from bench.row import NotMeasuredError, Row
from bench.rows import FAMILIES, Family
from bench.run import HERE, Run
from bench.table import HEAD, line

LATEST = HERE / "results" / "latest.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all rows or those of one family; all in full go to `bench/results/latest.json`."""
    options = _options().parse_args(arguments)
    begin = perf_counter()
    _show(machine())
    with tempfile.TemporaryDirectory() as scratch:
        run = Run(options.quick, options.seed, Path(scratch), log=options.log)
        _show(f"{run.size.visits} visits, {run.size.patients} patients\n", HEAD)
        rows = []
        for name in [options.only] if options.only else FAMILIES:
            for row in measured(FAMILIES[name], run):
                rows.append(row)
                _show(line(row))
    _show(f"\n* is held against the goal; {perf_counter() - begin:.0f} s")
    target = options.json or (None if options.only or options.quick else LATEST)
    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(document(rows), encoding="utf-8")
    return 0


def measured(family: Family, run: Run) -> Iterator[Row]:
    """A row for each goal of the family; those that cannot be measured here say why."""
    left = list(family.goals)
    try:
        for row in family.measure(run):
            left.remove(row.goal)
            yield row
    except NotMeasuredError as error:
        for goal in left:
            yield Row(goal, note=f"not measured: {error}")


def document(rows: Sequence[Row]) -> str:
    """The rows as JSON, one a line: what changes from run to run is easy to see."""
    lines = ",\n".join(json.dumps(row.as_json(), ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def _show(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smaller file and fewer runs: under a minute")
    parser.add_argument("--only", choices=FAMILIES, help="the rows of one family")
    parser.add_argument(
        "--json", type=Path, help=f"where the figures go, of all rows in full by default {LATEST.name}"
    )
    parser.add_argument("--log", type=Path, help="a doctor's sessions: session,order,kind,service_seconds")
    parser.add_argument("--seed", type=int, default=1, help="for the file, simulations and draws")
    return parser


if __name__ == "__main__":
    sys.exit(main())
