"""The demo: a throw-away file with some weeks behind it, in the middle of a busy morning.

Its people are invented (`data/demo/`), its file is marked as a demo, and everything of its day was done
through the services, with a clock moved along: what it shows is what the program does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from assistant_tui.domain.clock import Clock, FixedClock, PacedClock, day_of
from assistant_tui.domain.saying import InputError, say
from assistant_tui.pack.model import Pack
from assistant_tui.services.context import Context
from assistant_tui.services.demo.hours import opening
from assistant_tui.services.pulse import Pulse

USUAL_TIME = "10:42"
"""When the demo opens, unless told otherwise: the clinic's local time."""

USUAL_SEED = 1
USUAL_SPEED = 1.0

_SLOWEST, _FASTEST = 0.1, 120.0


def checked_speed(speed: float) -> float:
    """How many times as fast as the wall's the demo's clock runs. Raises InputError out of all bounds."""
    if not _SLOWEST <= speed <= _FASTEST:
        raise InputError(
            say(
                "The demo's speed is from {slowest} to {fastest}; 1 is as fast as a real day",
                slowest=f"{_SLOWEST:g}",
                fastest=f"{_FASTEST:g}",
            )
        )
    return speed


def make_demo(
    path: Path,
    pack: Pack,
    *,
    language: str,
    seed: int = USUAL_SEED,
    at: datetime,
    zone: tzinfo,
    clock: Clock | None = None,
    speed: float = USUAL_SPEED,
    look: Callable[[Context], object] | None = None,
) -> Context:
    """Make a demo file at `path` whose day has reached the instant `at`; answers it open, at work.

    The same pack, language, seed, instant and zone make the same file. With no `clock` the time runs on from
    `at`, `speed` times as fast as the wall's. The people speak `language`: `zh_CN`, or anything else for
    English. `look` is called again and again while today is played.

    Raises StoreError when there is a file already or none can be made.
    """
    from assistant_tui.services.demo.aims import aims  # noqa: PLC0415 - as those below
    from assistant_tui.services.demo.cast import Cast  # noqa: PLC0415 - SQLModel and the services with them
    from assistant_tui.services.demo.day import live  # noqa: PLC0415
    from assistant_tui.services.demo.past import days_before  # noqa: PLC0415
    from assistant_tui.services.demo.wishes import Wishes  # noqa: PLC0415
    from assistant_tui.services.setup import set_up  # noqa: PLC0415

    rng = random.Random(seed)
    at = at.astimezone(UTC)
    today = day_of(at, zone)
    standing = FixedClock(opening(days_before(today)[0], zone))
    cast = Cast(pack, language, rng, today)
    # Its own chances: another slip makes nobody come at another time.
    wishes = Wishes(pack, language, random.Random(f"{seed} slips"))
    ctx = set_up(path, cast.desk(), pack, clock=standing, zone=zone, demo=True)
    try:
        live(ctx, standing, cast, wishes, rng, today=today, until=at, look=look)
    except BaseException:
        ctx.database.close()
        raise
    return replace(ctx, clock=clock or PacedClock(at, speed), aims=aims(today))


def begin_living(ctx: Context, *, seed: int = USUAL_SEED, language: str) -> Pulse:
    """Let the demo of `ctx` live from now on: answers the pulse to be called while somebody watches."""
    from assistant_tui.services.demo.living import Living  # noqa: PLC0415 - SQLModel and the services with it

    return Living(ctx, seed=seed, language=language).pulse
