"""Two thousand random keys, clicks, pastes and resizes over every screen: no crash, no broken file."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.actions import ACTIONS
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.screens.desk import Desk
from assistant_tui.services.context import Context
from tests.screens.conftest import settled
from tests.screens.seeing import settle, strike

SEEDS = 8
EVENTS = 250
QUITS = {key for action in ACTIONS if action.id == "quit" for key in action.keys}
BOUND = sorted({key for action in ACTIONS for key in action.keys} - QUITS)
MOVING = (
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"),
    *("escape", "enter", "enter", "enter", "backspace"),
)
OTHER = ("f1", "f2", "f7", "f8", "f12", "space", "delete", *(f"ctrl+{letter}" for letter in "acdkosuv"))
TYPED = [*"abcwfxyz0123456789０９女男王芳初诊，。；“[]/\\@=%{}"]
GROUPS: list[Sequence[str]] = [BOUND, MOVING, OTHER, TYPED]
PASTES = (
    "王芳 女34 13800001111 复诊 下腹痛",
    "[@click=app.quit]x[/] [/b] [TODO] 张三",
    "\x1b[31m\u202e👩‍👩‍👧 \x00line\nline",
    "1 老人头晕",
    "长" * 300,
)


def some_key(rng: random.Random) -> str:
    """Mostly keys that do something somewhere."""
    (group,) = rng.choices(GROUPS, weights=(6, 5, 1, 3))
    return rng.choice(group)


async def happen(pilot: Pilot[None], rng: random.Random, clock: FixedClock) -> None:
    """Something that a user, a window or time may do."""
    width, height = pilot.app.size
    what = rng.random()
    if what < 0.86:
        await strike(pilot, some_key(rng))
    elif what < 0.91:
        await pilot.click(offset=(rng.randrange(width), rng.randrange(height)), times=rng.choice((1, 2)))
    elif what < 0.94:
        pilot.app.post_message(Paste(rng.choice(PASTES)))
        await settle(pilot)
    elif what < 0.96:
        await pilot.resize_terminal(rng.randint(20, 160), rng.randint(5, 50))
    else:
        clock.at += timedelta(seconds=rng.choice((-40, 1, 30, 200)))
        for screen in pilot.app.screen_stack:
            if isinstance(screen, Desk):
                screen.tick()


async def drive(app: Workstation, rng: random.Random, clock: FixedClock, events: deque[int]) -> None:
    """Until the events are used up, or one of them has closed the program."""
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        while events:
            events.pop()
            await happen(pilot, rng, clock)
            if app._exit:
                return


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_random_keys_crash_nothing_and_break_nothing(
    demo: Callable[[str], Context], tmp_path: Path, seed: int, chinese: str
) -> None:
    rng = random.Random(seed)
    ctx = demo("zh_CN")
    assert isinstance(ctx.clock, FixedClock)
    events = deque(range(EVENTS))
    while events:
        await drive(Workstation(settled(tmp_path, ctx.database.path), ctx, ctx.clock), rng, ctx.clock, events)
    assert list(services.checking.check(ctx.database.path)) == []
