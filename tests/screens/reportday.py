"""A short day of the report's tests: two consultations are over, one patient is still here."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.context import Context
from tests.factory import register

PIN = "2468"


def short_day(ctx: Context, clock: FixedClock) -> None:
    """A001 and A002 have been seen and have left, after 10 and 30 minutes' wait; A003 waits since 09:40."""
    register(ctx, "王芳")
    register(ctx, "赵敏")
    clock.advance(minutes=10)
    seen(ctx, clock)
    clock.advance(minutes=10)
    seen(ctx, clock)
    register(ctx, "欧阳若兰")


def seen(ctx: Context, clock: FixedClock, *, minutes: int = 10) -> None:
    """The next patient is called, seen for so long, and leaves."""
    called = services.queue.call_next(ctx)
    services.queue.start(ctx, called.visit_id)
    clock.advance(minutes=minutes)
    services.queue.finish(ctx, called.visit_id, to=None)
