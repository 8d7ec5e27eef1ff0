"""Waiting for the screen: until the event loop has nothing left to do, and not by the clock.

Textual's pilot sleeps after each key, twice 20 ms or more, until the machine looks idle. That is slow when it
is idle and no proof when it is busy. What a key sets off runs in one event loop, though, and the loop knows
what is still to run: when that is nothing, and drawing the screens asks for nothing more, all is shown.
What waits for time or for a thread is not waited for: a test that means such a thing waits for it by name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot

_MOST_DRAWINGS = 50
"""A screen that still asks to be drawn after so many never comes to rest: a mistake."""


async def quiet(app: App[None]) -> None:
    """Until what has been asked for is done and on the screen."""
    for _ in range(_MOST_DRAWINGS):
        await _nothing_ready()
        if not app.is_running:
            return
        if app._resize_timer is not None:
            app._check_resize()  # the window's new size, which a timer of Textual tells within 8 ms
        app.screen._on_timer_update()  # as the screen's own timer does, each sixtieth of a second
        if not _ready():
            return
    raise AssertionError("The screen does not come to rest")


async def _nothing_ready() -> None:
    while _ready():
        await asyncio.sleep(0)


def _ready() -> bool:
    """Whether the loop has something to run at once, besides whoever asks."""
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


@contextmanager
def quick_pilots() -> Iterator[None]:
    """Every pilot waits as `quiet` does."""

    async def for_screen(pilot: Pilot[None], timeout: float = 0) -> bool:
        await quiet(pilot.app)
        return True

    async def for_idle(min_sleep: float = 0, max_sleep: float = 0) -> None:
        await quiet(active_app.get())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pilot, "_wait_for_screen", for_screen)
        for module in ("textual.app", "textual.pilot"):
            patch.setattr(f"{module}.wait_for_idle", for_idle)
        yield
