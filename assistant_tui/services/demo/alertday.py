"""A demo day played from its opening to its end, to see which alerts there are and what becomes of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from assistant_tui.domain.clock import FixedClock, day_of
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.alertday import AlertDay
from assistant_tui.services.context import Context
from assistant_tui.services.demo import USUAL_SEED, make_demo
from assistant_tui.services.demo.assistant import Assistant
from assistant_tui.services.demo.day import unhurried
from assistant_tui.services.demo.living import Living
from assistant_tui.services.demo.schedule import STEP
from assistant_tui.services.demo.tally import Tally

_AFTERWARDS = timedelta(minutes=30)  # after the clinic has closed: what is still open then stays so


def play(
    path: Path, pack: Pack, *, language: str, seed: int = USUAL_SEED, at: datetime, zone: tzinfo
) -> AlertDay:
    """Make a demo file at `path` up to the instant `at` and play on to half an hour after closing, or for
    half an hour at least; answers its alerts, those before `at` among them.

    The same pack, language, seed, instant and zone play the same. Raises as `make_demo`.
    """
    tally, clock = Tally(), FixedClock(at.astimezone(UTC))
    ctx = make_demo(path, pack, language=language, seed=seed, at=at, zone=zone, clock=clock, look=tally.look)
    try:
        with unhurried(ctx.database):
            closed = datetime.combine(day_of(at, zone), pack.hours.closed, zone).astimezone(UTC)
            play_on(
                ctx, clock, tally, seed=seed, language=language, until=max(closed, clock.at) + _AFTERWARDS
            )
    finally:
        ctx.database.close()
    return tally.day()


def play_on(
    ctx: Context, clock: FixedClock, tally: Tally, *, seed: int, language: str, until: datetime
) -> None:
    """Play the open demo of `ctx`, whose clock this is: everybody in it, the user's part too."""
    life = Living(ctx, seed=seed, language=language)
    assistant = Assistant(ctx, seed=seed, language=language)
    while clock.at < until:
        clock.at = min(until, clock.at + STEP)
        seen = tally.look(ctx)
        if life.pulse(ctx):
            seen = tally.look(ctx)
        if assistant.act(ctx, seen):
            tally.look(ctx)
