"""The living demo on the screen: others come and go beneath, and the keys stay the user's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock, PacedClock
from assistant_tui.screens.desk import Desk
from assistant_tui.services.context import Context
from tests.conftest import NINE
from tests.screens.conftest import MID_MORNING, settled
from tests.screens.seeing import line_with, lines_of, said, settle, strike, text_of

SIZE = (120, 40)


def living(ctx: Context, folder: Path) -> Workstation:
    """The app on a demo that lives."""
    pulse = services.demo.begin_living(ctx, seed=3, language="en")
    return Workstation(settled(folder, ctx.database.path), ctx, ctx.clock, pulse=pulse)


async def pass_by(pilot: Pilot[None], ctx: Context, *, minutes: int) -> None:
    """Let so many minutes pass, ticking each half minute whatever is open on top."""
    assert isinstance(ctx.clock, FixedClock)
    (desk,) = (screen for screen in pilot.app.screen_stack if isinstance(screen, Desk))
    for _ in range(minutes * 2):
        ctx.clock.advance(seconds=30)
        desk.tick()
    await settle(pilot)


async def test_people_come_by_themselves_and_the_cursor_stays(
    demo: Callable[[str], Context], tmp_path: Path, english: str
) -> None:
    ctx = demo("en")
    before = {row.visit.ticket for row in services.board.read(ctx).line}
    app = living(ctx, tmp_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "down", "down", "down")
        selected = app.screen.selected_visit.ticket  # type: ignore[attr-defined]
        await pass_by(pilot, ctx, minutes=25)
        came = {row.visit.ticket for row in services.board.read(ctx).line} - before
        assert came
        for ticket in came:
            assert line_with(app, ticket)
        assert app.screen.selected_visit.ticket == selected  # type: ignore[attr-defined]
        assert not said(app), "it happens quietly"
        await strike(pilot, "3")
        assert all(ticket in text_of(app) for ticket in came)


async def test_undo_takes_back_the_call_not_who_came_after_it(
    demo: Callable[[str], Context], tmp_path: Path, english: str
) -> None:
    ctx = demo("en")
    app = living(ctx, tmp_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "home", "f", "2")
        await strike(pilot, "i")
        in_room = services.board.read(ctx).serving
        assert in_room is not None
        await pass_by(pilot, ctx, minutes=25)
        inside = {row.visit_id for row in services.board.read(ctx).inside}
        await strike(pilot, "f9")
        board = services.board.read(ctx)
        assert board.serving is None
        assert board.called is not None
        assert board.called.visit.visit_id == in_room.visit.visit_id
        assert {row.visit_id for row in board.inside} == inside


async def test_life_goes_on_beneath_a_dialog_and_what_is_typed_stays(
    demo: Callable[[str], Context], tmp_path: Path, english: str
) -> None:
    ctx = demo("en")
    app = living(ctx, tmp_path)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "f2", *"Ada F30")
        inside = {row.visit_id for row in services.board.read(ctx).inside}
        await pass_by(pilot, ctx, minutes=25)
        assert {row.visit_id for row in services.board.read(ctx).inside} != inside
        assert "Ada F30" in text_of(app)
        await strike(pilot, "enter")
        assert any(row.visit.name == "Ada" for row in services.board.read(ctx).line)
        assert line_with(app, "Ada          F 30")


async def test_the_header_says_how_fast_the_demo_runs(
    demo: Callable[[str], Context], tmp_path: Path, english: str
) -> None:
    ctx = demo("en")
    for speed, words in ((1.0, " DEMO "), (60.0, " DEMO x60 ")):
        clock = PacedClock(MID_MORNING, speed, FixedClock(NINE))
        at_speed = replace(ctx, clock=clock)
        app = Workstation(settled(tmp_path, ctx.database.path), at_speed, clock)
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            assert words in lines_of(app)[0]
