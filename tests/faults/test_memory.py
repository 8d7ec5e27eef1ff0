"""Eight simulated hours at the desk, the app open all the time: memory stays flat."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.screens.desk import Desk
from assistant_tui.services.context import Context
from tests.factory import register
from tests.faults.work import NAMES, act
from tests.screens.conftest import Opener, workstation
from tests.screens.seeing import strike

__all__ = ["workstation"]

HOURS = 8
PATIENTS = 400
CI_PATIENTS = 60
INSIDE = 20
STEPS_AN_HOUR = 150
CI_STEPS_AN_HOUR = 6
CACHES = 30_000
"""Blocks of memory, of over a million, that caches of bounded size take while they fill."""
MOST_GROWTH = 12_000
"""Blocks that may be held more after the eighth hour than after the fourth, when the caches are full."""

Report = Callable[[str], None]


def fill(ctx: Context, patients: int) -> None:
    """So many came today; all but `INSIDE` have left again."""
    for number in range(patients):
        visit = register(ctx, NAMES[number % len(NAMES)])
        if number >= INSIDE:
            services.queue.leave(ctx, visit.visit_id)


async def work_the_hours(workstation: Opener, ctx: Context, rng: Random, steps: int) -> list[int]:
    """Eight hours of actions, taken back again, keys and ticks; answers the blocks held after each hour."""
    app, held = workstation(), []
    assert isinstance(ctx.clock, FixedClock)
    async with app.run_test(size=(120, 32)) as pilot:
        desk = app.screen
        assert isinstance(desk, Desk)
        for _ in range(HOURS):
            for _ in range(steps):
                if act(ctx, rng) is not None:
                    services.history.undo(ctx)
                ctx.clock.at += timedelta(hours=1) / steps
                desk.tick()
                await strike(pilot, str(rng.choice((2, 3, 8))), rng.choice(("down", "up")))
            gc.collect()
            held.append(sys.getallocatedblocks())
    return held


async def test_memory_stays_flat_through_a_day(workstation: Opener, ctx: Context, report: Report) -> None:
    fill(ctx, CI_PATIENTS)
    held = await work_the_hours(workstation, ctx, Random(8), CI_STEPS_AN_HOUR)
    report(f"blocks of memory held, hour by hour: {held}")
    assert held[-1] - held[1] < CACHES


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_memory_stays_flat_through_a_day_with_four_hundred_patients(
    workstation: Opener, ctx: Context, report: Report
) -> None:
    fill(ctx, PATIENTS)
    held = await work_the_hours(workstation, ctx, Random(8), STEPS_AN_HOUR)
    report(f"blocks of memory held, hour by hour: {held}")
    assert held[-1] - held[3] < MOST_GROWTH
