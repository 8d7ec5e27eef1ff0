"""The wait estimate: how far off, whom it holds for, how long it takes; `bench.wait` has the details."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.row import Goal, Judged, Measured, Row
from bench.run import Run
from bench.wait.days import SCENARIOS, simulated
from bench.wait.log import Session, read_log
from bench.wait.replay import Tally, replay
from bench.wait.speed import measure_speed
from bench.wait.tellers import Estimate, PooledMean

SIMULATED = Goal("wait estimate: mean error, simulated sessions", "min", 0.8)
REAL = Goal("wait estimate: mean error, a doctor's sessions", "min", 0.85)
BY_P90 = Goal("wait estimate: called by the p90 told", "", 0.9, Judged.VALUE, tolerance=0.03)
SPEED = Goal("wait estimate: 40 patients, processor time", "ms", 10.0, Judged.VALUE)
GOALS = (SIMULATED, REAL, BY_P90, SPEED)


def measure(run: Run) -> Iterator[Row]:
    """Walk-forward, against n ahead times the mean of all consultations so far."""
    scenarios = SCENARIOS if not run.quick else SCENARIOS[::7]
    number = run.times(60, 30)
    tallies = _told([simulated(scenario, run.seed, number) for scenario in scenarios], run.seed)
    yield _error(SIMULATED, *tallies)
    if run.log is None:
        yield Row(REAL, note="needs --log FILE")
    else:
        yield _error(REAL, *_told([read_log(run.log)], run.seed))
    _, ours = tallies
    told = sum(one.p90s for one in ours)
    yield Row(BY_P90, Measured([sum(one.by_p90 for one in ours) / told]), runs=told)
    speed = measure_speed(run.times(50, 10), run.seed)
    yield Row(SPEED, Measured([speed.median_ms]), runs=speed.runs)


def _told(logs: Sequence[list[Session]], seed: int) -> tuple[list[Tally], list[Tally]]:
    """The tallies of the floor, and ours."""
    floor = [tally for log in logs for tally in replay(log, PooledMean())]
    return floor, [tally for log in logs for tally in replay(log, Estimate(seed))]


def _error(goal: Goal, floor: Sequence[Tally], ours: Sequence[Tally]) -> Row:
    told = sum(one.told for one in ours)
    minutes = [sum(one.error for one in side) / told / 60 for side in (ours, floor)]
    return Row(goal, Measured([minutes[0]], [minutes[1]]), runs=told)
