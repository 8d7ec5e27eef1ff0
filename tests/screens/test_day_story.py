"""A whole day by keyboard alone, in both sizes and languages, and a sound file at its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.i18n import language, use_language
from assistant_tui.screens.desk import Desk
from tests.conftest import NINE
from tests.screens.conftest import settled
from tests.screens.seeing import settle, strike, text_of, write

SIZES = {"zh_CN": (80, 24), "en": (120, 32)}
DONE = [
    *(Deed.SET_UP, Deed.REGISTER, Deed.REGISTER, Deed.REGISTER, Deed.TELL_WAIT),
    *(Deed.CALL, Deed.START, Deed.FINISH, Deed.QUEUE_AGAIN),
    *(Deed.CALL, Deed.RECALL, Deed.RECALL, Deed.SKIP),
    *(Deed.HOLD, Deed.RESUME, Deed.MOVE_IN_LINE, Deed.UNDO, Deed.REDO),
    *(Deed.EDIT_PATIENT, Deed.NO_SHOW, Deed.LEAVE, Deed.CALL, Deed.FINISH),
]


async def enter(pilot: Pilot[None], *lines: str) -> None:
    """Type each line and press Enter after it."""
    for line in lines:
        await write(pilot, line)
        await strike(pilot, "enter")


async def go_to(pilot: Pilot[None], ticket: str) -> None:
    """Arrow keys to the row of this ticket."""
    await strike(pilot, "home")
    desk = pilot.app.screen
    assert isinstance(desk, Desk)
    for _ in range(9):
        if desk.selected_visit and desk.selected_visit.ticket == ticket:
            return
        await strike(pilot, "down")
    raise AssertionError(f"{ticket} is not in the list:\n{text_of(pilot.app)}")


async def morning(pilot: Pilot[None], clock: FixedClock) -> None:
    """First run, three patients, a wait told; the first one is seen and comes back with results."""
    await strike(pilot, "enter", "1")
    await enter(pilot, "一诊室", "王主任", "李敏")
    for line in ("王芳 女34 13800001111 下腹痛", "李四 男50", "张三 女8"):
        await strike(pilot, "f2")
        await enter(pilot, line)
        clock.advance(minutes=2)
    await go_to(pilot, "A002")
    await strike(pilot, "t", "enter")
    await strike(pilot, "f5")
    clock.advance(minutes=1)
    await strike(pilot, "ctrl+s")
    clock.advance(minutes=8)
    await strike(pilot, "ctrl+f")
    await lab(pilot)
    await strike(pilot, "3")
    await go_to(pilot, "A001")
    clock.advance(minutes=25)
    await strike(pilot, "b", "2")


async def lab(pilot: Pilot[None]) -> None:
    """On to the laboratory: find it by typing its code."""
    await write(pilot, "lab")
    await strike(pilot, "enter")


async def noon(pilot: Pilot[None], clock: FixedClock) -> None:
    """The second one does not answer; waits are put off, moved, taken back; a record is corrected."""
    for _ in range(4):  # a call, two more, and the last press is the missed call
        await strike(pilot, "f5" if not _ else "f6")
        clock.advance(minutes=1)
    await go_to(pilot, "A003")
    await strike(pilot, "o")
    await enter(pilot, "phone")
    await go_to(pilot, "A003")
    await strike(pilot, "r")
    await go_to(pilot, "A003")
    await strike(pilot, "m")
    await enter(pilot, "1 faint")
    await strike(pilot, "ctrl+z", "ctrl+y")
    await strike(pilot, "f10")
    assert "王芳" not in text_of(pilot.app)
    await strike(pilot, "f10")
    assert "王芳" in text_of(pilot.app)
    await strike(pilot, "f3")
    await enter(pilot, "wf")
    await strike(pilot, "ctrl+e", "end")
    await write(pilot, "芳")
    await strike(pilot, "ctrl+s", "2")
    assert "王芳芳" in text_of(pilot.app)


async def evening(pilot: Pilot[None], clock: FixedClock) -> None:
    """One did not come, one left; the last is seen, and the program is closed."""
    await go_to(pilot, "A002")
    await strike(pilot, "z")
    await go_to(pilot, "A003")
    await strike(pilot, "x")
    await enter(pilot, "")
    await strike(pilot, "f5")
    clock.advance(minutes=6)
    await strike(pilot, "f", "1")
    await strike(pilot, "ctrl+q")


@pytest.mark.parametrize("spoken", SIZES)
async def test_a_day_by_keyboard_alone(tmp_path: Path, spoken: str) -> None:
    before = language()
    use_language(spoken)
    clock = FixedClock(NINE)
    app = Workstation(settled(tmp_path, tmp_path / "clinic.db"), None, clock)
    try:
        async with app.run_test(size=SIZES[spoken]) as pilot:
            await settle(pilot)
            await morning(pilot, clock)
            await noon(pilot, clock)
            await evening(pilot, clock)
            assert app._exit
        assert app.ctx is not None
        rows = services.history.recent(app.ctx, 100)
        assert [row.action for row in reversed(rows)] == DONE
        board = services.board.read(app.ctx)
        assert (board.line, board.inside) == ((), ())
        app.ctx.database.close()
        assert list(services.checking.check(tmp_path / "clinic.db")) == []
    finally:
        use_language(before)
