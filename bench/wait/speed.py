"""How long one estimate takes: the CPU time of this process alone, so that its neighbours do not count."""

from __future__ import annotations

import gc
import random
import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.estimate import Expected, InLine, InRoom, estimate
from assistant_tui.domain.pace import RECENT_SESSIONS, History, Past
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.domain.spread import quantile
from bench.wait.days import SCENARIOS, USUAL, simulated

LINE = 40
_NOW = datetime(2026, 1, 1, 3, tzinfo=UTC)


class Speed(NamedTuple):
    """Milliseconds of CPU time for one estimate of a whole line."""

    patients: int
    median_ms: float
    p95_ms: float
    runs: int


def measure_speed(runs: int, seed: int) -> Speed:
    """Estimate a line of 40, with returns to come, from as long a history as is ever looked at."""
    rng = random.Random(seed)
    *past, today = simulated(SCENARIOS[0], seed, RECENT_SESSIONS + 1)
    kinds = rng.choices(list(USUAL), k=LINE)
    line = [InLine(n, kind, _NOW - timedelta(minutes=LINE - n)) for n, kind in enumerate(kinds)]
    returns = [Expected("result", _NOW + timedelta(minutes=n), True, 0.8) for n in (5, 20, 40)]
    usual = {kind: timedelta(seconds=time) for kind, time in USUAL.items()}
    took = []
    gc.collect()
    for run in range(runs):
        begin = time.thread_time()
        estimate(
            line,
            returns,
            InRoom("first", timedelta(minutes=4)),
            History(Past(past, usual), today[:10]),
            rules=QueueRules(),
            now=_NOW,
            seed=run,
        )
        took.append((time.thread_time() - begin) * 1000)
    took.sort()
    return Speed(LINE, quantile(took, 0.5), quantile(took, 0.95), runs)
