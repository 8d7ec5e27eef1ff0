"""Screen 2: the line with its reasons, the room above it, the filter, and what ticks."""

from __future__ import annotations

import re

from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.services.context import Context
from assistant_tui.widgets.table import LineTable
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, lines_of, said, settle, strike, text_of

WIDE, NARROW = (120, 32), (80, 24)
ROOM_LINE = 3


def morning(ctx: Context, clock: FixedClock) -> list[VisitRow]:
    """Three patients, three minutes apart."""
    visits = []
    for name in ("王芳", "李四", "张三"):
        visits.append(register(ctx, name))
        clock.advance(minutes=3)
    return visits


async def tick(pilot: Pilot[None]) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, Desk)
    screen.tick()
    await settle(pilot)


def tickets(app: Workstation) -> list[str]:
    """The rows of the list from the top, by ticket."""
    rows = [re.match(r"[> ][ >\d-]{2,3} {1,2}(A\d+) ", line) for line in lines_of(app)[ROOM_LINE + 2 :]]
    return [row[1] for row in rows if row]


async def test_the_line_says_who_is_next_and_why(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    morning(ctx, clock)
    services.queue.move_in_line(ctx, 3, position=1, reason="faint")
    app = workstation()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert tickets(app) == ["A003", "A001", "A002"]
        assert "in turn" in line_with(app, "2 A001")
        assert "2 Queue 3" in lines_of(app)[1]


async def test_waits_and_the_countdown_follow_the_clock(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    morning(ctx, clock)
    services.queue.call_next(ctx)
    app = workstation()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "Called A001 王芳 call 1 1:00" in lines_of(app)[ROOM_LINE]
        assert "   6 " in line_with(app, " 1 A002")
        clock.advance(seconds=10)
        await tick(pilot)
        assert "Called A001 王芳 call 1 0:50" in lines_of(app)[ROOM_LINE]
        clock.advance(seconds=51)
        await tick(pilot)
        assert "No answer A001 王芳 F6: call again" in lines_of(app)[ROOM_LINE]
        assert "   7 " in line_with(app, " 1 A002")


async def test_f6_climbs_the_ladder_and_the_last_press_is_the_missed_call(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "f6")
        assert said(app) == ["Nobody has been called: F5 calls the next patient"]
        await strike(pilot, "f5", "f6", "f6")
        assert "call 3" in lines_of(app)[ROOM_LINE]
        clock.advance(minutes=2)
        await tick(pilot)
        assert "F6: missed the call" in lines_of(app)[ROOM_LINE]
        await strike(pilot, "f6")
        assert "A001 missed the call: 3 others go first" in said(app)
        assert tickets(app) == ["A002", "A003", "A001"]


async def test_a_second_call_waits_for_the_first_to_be_settled(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "f5", "f5")
        assert said(app)[-1].startswith("A001 has been called and is not in yet")
        await strike(pilot, "ctrl+s", "f5", "ctrl+s")
        assert said(app)[-1].startswith("A001 is still in the room")
        assert "In the room A001 王芳" in lines_of(app)[ROOM_LINE]
        assert "Called A002 李四" in lines_of(app)[ROOM_LINE]


async def test_the_cursor_stays_on_its_patient_while_the_line_moves(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await strike(pilot, "end")
        services.queue.move_in_line(ctx, 3, position=1, reason="faint")
        clock.advance(seconds=20)
        await tick(pilot)
        assert line_with(app, "1 A003").startswith(">")


async def test_the_filter_narrows_by_ticket_and_name_and_esc_shows_all(
    workstation: Opener, ctx: Context, clock: FixedClock, chinese: str
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await strike(pilot, "／", *"李四")
        assert "李四" in text_of(app)
        assert "张三" not in text_of(app)
        await strike(pilot, "enter", "f5")  # the keys work on with the filter in place
        assert "已叫 A001 王芳" in lines_of(app)[ROOM_LINE]
        await strike(pilot, "slash", "escape")
        assert "张三" in text_of(app)


async def test_hold_stands_apart_with_its_reason(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    visits = morning(ctx, clock)
    services.queue.hold(ctx, visits[0].visit_id, reason="phone")
    app = workstation()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert tickets(app) == ["A002", "A003", "A001"]
        assert "on hold: phone" in line_with(app, "- A001")
        assert " On hold" in text_of(app)


async def test_a_broken_promise_is_said_on_the_alert_line(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    visits = morning(ctx, clock)
    services.promises.tell(ctx, services.promises.offer(ctx, visits[1].visit_id))
    clock.advance(hours=1)
    app = workstation()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "A002 should have been called" in lines_of(app)[2]


async def test_the_panel_gives_way_in_a_low_window_and_nothing_else_does(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        assert tickets(app) == ["A001", "A002", "A003"]
        assert "F5 Call next" in lines_of(app)[-1]
        await pilot.resize_terminal(120, 32)
        await settle(pilot)
        assert "No earlier visit" in text_of(app)


async def test_the_first_key_goes_to_the_list_and_never_to_a_closed_filter(
    workstation: Opener, english: None
) -> None:
    app = workstation()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        line = app.screen.query_one(FilterLine)
        assert isinstance(app.focused, LineTable)
        assert not line.can_focus
        await strike(pilot, "slash")
        assert isinstance(app.focused, FilterLine)
        await strike(pilot, "x", "x", "x")
        assert line_with(app, "Nobody matches")
        await strike(pilot, "escape")
        assert isinstance(app.focused, LineTable)
        assert not line.can_focus
