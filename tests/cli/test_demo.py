"""`demo`: a day that is there while the screens are open, and gone afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant_tui.domain.clock import Clock, FixedClock, PacedClock
from assistant_tui.services import board
from assistant_tui.services.opening import open_workstation
from assistant_tui.services.pulse import Pulse
from assistant_tui.settings import Resolved
from tests.cli.conftest import Program


@dataclass
class Looking:
    """Stands for the screens: notes what they were opened on."""

    database: Path = Path()
    time: str = ""
    waiting: int = 0
    demo: bool = False
    speed: float = 0
    pulse: Pulse | None = None
    came: bool = False

    def __call__(self, resolved: Resolved, *, clock: Clock, pulse: Pulse | None = None) -> None:
        """Look at the day, as the screens would, and for half an hour of it."""
        context = open_workstation(resolved, clock=clock)
        self.pulse = pulse
        self.speed = clock.speed if isinstance(clock, PacedClock) else 0
        self.database = resolved.database_path
        self.time = f"{context.now().astimezone(context.zone):%H:%M}"
        self.waiting = len(board.read(context).line)
        self.demo = context.database.is_demo
        if pulse is not None:
            later = replace(context, clock=FixedClock(context.now() + timedelta(minutes=30)))
            self.came = pulse(later)
        context.database.close()


def test_the_demo_is_a_marked_day_of_its_own_that_goes_away(program: Program) -> None:
    before = {path: path.read_bytes() for path in program.folder.iterdir() if path.is_file()}
    screens = Looking()
    answer = program("demo", "--at", "10:15", "--pack", "dental", "--speed", "10", now=None, screens=screens)
    assert (answer.code, answer.out) == (0, "")
    assert screens.time == "10:15"
    assert screens.demo
    assert screens.waiting > 0
    assert screens.speed == 10
    assert screens.came, "it lives"
    assert not screens.database.parent.exists()
    assert {path: path.read_bytes() for path in program.folder.iterdir() if path.is_file()} == before


def test_without_a_command_the_screens_open_on_the_clinics_file(program: Program) -> None:
    screens = Looking()
    assert program(screens=screens).code == 0
    assert screens.database == program.database
    assert screens.time == "09:00"
    assert screens.pulse is None, "nothing happens there but what the user does"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--at", "25:00"), 4),
        (("--pack", "nothing"), 3),
        (("--seed", "x"), 2),
        (("--speed", "x"), 2),
        *((("--speed", speed), 4) for speed in ("0", "-1", "121", "nan", "inf")),
        ((), 1),
    ],
)
def test_a_demo_that_cannot_be_is_refused(program: Program, words: tuple[str, ...], code: int) -> None:
    answer = program("demo", *words, now=None)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err
