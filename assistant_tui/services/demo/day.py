"""The demo's days, one after the other: the past ones in bulk, then today through the services."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial

from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.context import Context
from assistant_tui.services.demo import carescene, duties, scene
from assistant_tui.services.demo.carewords import CareWords
from assistant_tui.services.demo.cast import Cast
from assistant_tui.services.demo.hours import hours_of
from assistant_tui.services.demo.morning import Morning
from assistant_tui.services.demo.past import live_through
from assistant_tui.services.demo.pastcare import PastCare
from assistant_tui.services.demo.pastslips import PastSlips
from assistant_tui.services.demo.schedule import Schedule
from assistant_tui.services.demo.wishes import Wishes
from assistant_tui.store.database import Database

Look = Callable[[Context], object]


def live(
    ctx: Context,
    clock: FixedClock,
    cast: Cast,
    wishes: Wishes,
    rng: random.Random,
    *,
    today: date,
    until: datetime,
    look: Look | None = None,
) -> None:
    """Fill the new file of `ctx`, whose clock this is, up to the instant `until` of `today`.

    `look` is called again and again while today is played.
    """
    with unhurried(ctx.database):
        slips = PastSlips(ctx, wishes, cast.nurse())
        past = PastCare(ctx, random.Random(wishes.rng.getrandbits(32)), wishes.language, cast.nurse())
        known = live_through(ctx, clock, cast, rng, slips=slips, care=past, today=today)
        rules = ctx.pack.queue
        hours = hours_of(until, ctx.zone, rules.call_interval * rules.calls_before_skip)
        clock.at = min(until, hours.opens)
        schedule = Schedule(clock, until, partial(look, ctx) if look else None)
        morning = Morning(ctx, schedule=schedule, hours=hours, cast=cast, rng=rng, wishes=wishes, known=known)
        duties.plan(ctx, schedule, opens=hours.opens, at=until, language=wishes.language)
        scene.plan(morning)
        care = random.Random(wishes.rng.getrandbits(32))
        carescene.plan(morning, care, CareWords(wishes.language, care))
        morning.plan()
        schedule.run()


@contextmanager
def unhurried(database: Database) -> Iterator[None]:
    """Let the disk take its time: a demo that a power cut interrupts is made anew."""
    (kept,) = database.raw.execute("PRAGMA synchronous").fetchone()
    database.raw.execute("PRAGMA synchronous = OFF")
    try:
        yield
    finally:
        database.raw.execute(f"PRAGMA synchronous = {int(kept)}")
