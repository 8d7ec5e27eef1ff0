"""Alerts beyond their line: bells, and an overlay over every screen and dialog until it is heard or done."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.overlay import AlertOverlay
from assistant_tui.screens.dialogs.record_round import RecordRound
from assistant_tui.screens.dialogs.register import QuickRegister
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import PlainInput
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import lines_of, said, settle, strike, text_of, write
from tests.screens.watchday import observed

SIZE = (80, 24)


def desk_of(app: Workstation) -> Desk:
    assert isinstance(app.screen, Desk)
    return app.screen


def deeds(ctx: Context) -> list[str]:
    """What was done, the newest first."""
    return [row.action for row in services.history.recent(ctx, 20)]


def in_view(app: App[None]) -> type[object]:
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
        assert services.board.read(ctx).heard == {f"wait/{visit.visit_id}": clock.at.replace(minute=10)}
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


async def overlaid(pilot: Pilot[None], desk: Desk, clock: FixedClock, **delta: float) -> None:
    """Time passes until the overlay is there and may be answered."""
    clock.advance(**delta)
    desk.tick()
    await settle(pilot)
    assert in_view(pilot.app) is AlertOverlay
    clock.advance(seconds=2)


async def test_escape_takes_it_away_though_what_it_names_is_over_by_then(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    """The board is up to 15 seconds old: one of two alerts was settled since, by another window."""
    done, open_still = register(ctx, "王芳", acuity=1), register(ctx, "李娜", acuity=1)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "5")
        desk = desk_of(app)
        await overlaid(pilot, desk, clock, minutes=6)
        services.queue.call(ctx, done.visit_id)
        await strike(pilot, "escape")
        assert in_view(app) is Desk
        assert list(services.board.read(ctx).heard) == [f"wait/{open_still.visit_id}"]
        desk.tick()
        await settle(pilot)
        assert in_view(app) is Desk


async def test_escape_takes_it_away_though_nothing_can_be_written(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(ctx, "王芳", acuity=1)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        await overlaid(pilot, desk, clock, minutes=6)

        def full(*_: object) -> None:
            raise RuleError(say("The disk is full"))

        monkeypatch.setattr("assistant_tui.services.alerts.hear", full)
        await strike(pilot, "escape")
        assert in_view(app) is Desk
        assert said(app) == ["The disk is full"]
        clock.advance(minutes=4)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is Desk
        await overlaid(pilot, desk, clock, minutes=2)  # five minutes are over


async def test_a_key_that_came_too_soon_says_so_and_two_of_them_go_no_further(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    register(ctx, "王芳", acuity=1)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        clock.advance(minutes=6)
        desk.tick()
        await settle(pilot)
        await strike(pilot, "escape")
        assert "press it again" in text_of(app)
        clock.advance(seconds=2)
        await strike(pilot, "escape", "escape")
        assert in_view(app) is Desk
        assert deeds(ctx).count(Deed.ACKNOWLEDGE) == 1


async def test_what_is_over_while_a_dialog_lies_above_takes_away_the_overlay_and_not_the_dialog(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    visit = register(ctx, "王芳", acuity=1)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        await overlaid(pilot, desk, clock, minutes=6)
        desk.action_carry_out("register")  # was on its way when the overlay came
        await settle(pilot)
        await write(pilot, "李娜 女")
        services.queue.call(ctx, visit.visit_id)
        clock.advance(seconds=20)
        desk.tick()
        await settle(pilot)
        assert in_view(app) is QuickRegister
        assert app.screen.query_one(PlainInput).value == "李娜 女"
        await strike(pilot, "escape")
        await settle(pilot)
        assert in_view(app) is Desk


async def test_what_is_entered_beneath_is_entered_once_and_closes_its_own_dialog(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    """Enter was on its way through the input when the overlay came in between."""
    register(ctx, "王芳", acuity=1)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        await strike(pilot, "f2")
        await write(pilot, "李娜 女")
        dialog = app.screen
        await overlaid(pilot, desk, clock, minutes=6)
        field = dialog.query_one(PlainInput)
        for _ in range(2):
            field.post_message(PlainInput.Submitted(field, field.value))
        await settle(pilot)
        assert in_view(app) is AlertOverlay
        assert [visit.name for visit in services.board.read(ctx).inside] == ["王芳", "李娜"]
        await strike(pilot, "escape")
        await settle(pilot)
        assert in_view(app) is Desk


async def test_enter_records_a_round_at_once_also_over_what_is_being_typed(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    observed(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        await strike(pilot, "f2")
        await write(pilot, "李娜 女")
        await overlaid(pilot, desk, clock, minutes=26)
        assert "Enter: record the round" in text_of(app)
        await strike(pilot, "enter")
        await settle(pilot)
        assert in_view(app) is RecordRound
        await write(pilot, "112")
        await strike(pilot, "enter")
        await settle(pilot)
        assert in_view(app) is QuickRegister
        assert app.screen.query_one(PlainInput).value == "李娜 女"
        assert deeds(ctx)[0] == Deed.RECORD_ROUND


async def test_enter_over_a_round_that_is_being_recorded_goes_on_with_it(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    observed(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        await strike(pilot, "f8")
        await write(pilot, "11")
        await overlaid(pilot, desk, clock, minutes=26)
        await strike(pilot, "enter")
        await settle(pilot)
        assert in_view(app) is RecordRound
        assert app.screen.query_one(PlainInput).value == "11"
        assert len(app.screen_stack) == 2


async def test_enter_goes_to_the_place_of_what_is_no_round(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    visit = register(ctx, "王芳", acuity=1)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        await strike(pilot, "5")
        await overlaid(pilot, desk, clock, minutes=6)
        await strike(pilot, "enter")
        await settle(pilot)
        assert in_view(app) is Desk
        assert desk.pane.id == "queue"
        assert desk.selected_visit is not None
        assert desk.selected_visit.visit_id == visit.visit_id


async def test_alerts_are_looked_at_each_second_without_asking_the_file(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    register(ctx, "王芳", acuity=1)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        assert desk.board.alerts
        asked: list[str] = []
        ctx.reading.set_trace_callback(asked.append)
        clock.advance(seconds=1)
        desk.tick()
        ctx.reading.set_trace_callback(None)
        assert [one for one in asked if "data_version" not in one] == []


async def test_what_is_overdue_at_the_start_is_a_dialog_like_any_other(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    """The styles of dialogs are read after the first frame."""
    register(ctx, "王芳", acuity=1)
    clock.advance(minutes=6)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        assert in_view(app) is AlertOverlay
        dialog = app.screen.query_one(".dialog").region
        assert (dialog.x, dialog.y) == (8, 2)
        assert "1 Check" in text_of(app)
