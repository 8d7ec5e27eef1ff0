"""Alerts beyond their line: bells, and an overlay over every screen and dialog until it is heard or done."""

from __future__ import annotations

import pytest

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.overlay import AlertOverlay
from assistant_tui.screens.dialogs.register import QuickRegister
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import PlainInput
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import lines_of, settle, strike, write

SIZE = (80, 24)


def desk_of(app: Workstation) -> Desk:
    assert isinstance(app.screen, Desk)
    return app.screen


def in_view(app: Workstation) -> type[object]:
    return type(app.screen)


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    rung: list[int] = []
    monkeypatch.setattr("assistant_tui.app.Workstation.bell", lambda _: rung.append(1))
    return rung


async def test_a_critical_patient_who_waits_is_over_every_screen_after_five_minutes(
    workstation: Opener, ctx: Context, clock: FixedClock, bells: list[int], english: str
) -> None:
    visit = register(ctx, "王芳", acuity=1)
    app = workstation(bell=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        assert len(bells) == 1
        for _ in range(299):
            clock.advance(seconds=1)
            desk.tick()
        await settle(pilot)
        assert in_view(app) is Desk
        assert 5 <= len(bells) <= 8  # at 2:00, 2:30, ... 4:30
        clock.advance(seconds=1)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is AlertOverlay
        shown = "\n".join(lines_of(app))
        assert "5 min  A001 is level 1 and waits" in shown

        await strike(pilot, "escape")  # on its way before the overlay could be read
        assert in_view(app) is AlertOverlay
        clock.advance(seconds=2)
        await strike(pilot, "escape")
        await settle(pilot)
        assert in_view(app) is Desk
        assert services.alerts.heard(ctx) == {f"wait/{visit.visit_id}": clock.at.replace(minute=10)}
        clock.advance(minutes=4)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is Desk
        clock.advance(minutes=2)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is AlertOverlay


async def test_what_was_being_typed_is_still_there_beneath(
    workstation: Opener, ctx: Context, clock: FixedClock, bells: list[int], english: str
) -> None:
    register(ctx, "王芳", acuity=1)
    app = workstation(bell=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        await strike(pilot, "f2")
        await write(pilot, "李娜 女")
        clock.advance(minutes=6)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is AlertOverlay
        clock.advance(seconds=2)
        await strike(pilot, "enter")
        await settle(pilot)
        assert in_view(app) is QuickRegister
        assert app.screen.query_one(PlainInput).value == "李娜 女"


async def test_doing_it_takes_the_overlay_away(
    workstation: Opener, ctx: Context, clock: FixedClock, bells: list[int], english: str
) -> None:
    visit = register(ctx, "王芳", acuity=1)
    app = workstation(bell=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        clock.advance(minutes=6)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is AlertOverlay
        services.queue.call(ctx, visit.visit_id)  # by another window
        clock.advance(seconds=20)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is Desk


async def test_undo_takes_back_what_was_done_not_that_an_alert_was_heard(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    visit = register(ctx, "王芳", acuity=1)
    services.alerts.acknowledge(ctx, f"wait/{visit.visit_id}")
    assert services.history.undo(ctx).action == "register"


async def test_one_key_hears_all_that_are_shown_and_the_desk_has_the_keys_again(
    workstation: Opener, ctx: Context, clock: FixedClock, bells: list[int], english: str
) -> None:
    register(ctx, "王芳", acuity=1)
    register(ctx, "李娜", acuity=1)
    app = workstation(bell=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        clock.advance(minutes=6)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is AlertOverlay
        for _ in range(3):  # the ticker goes on while the overlay is up
            clock.advance(seconds=1)
            desk.tick()
            await settle(pilot)
        await strike(pilot, "escape")
        await settle(pilot)
        assert in_view(app) is Desk
        for _ in range(3):
            clock.advance(seconds=1)
            desk.tick()
            await settle(pilot)
        assert in_view(app) is Desk
        await strike(pilot, "3")
        assert desk.pane.id == "whereabouts"
