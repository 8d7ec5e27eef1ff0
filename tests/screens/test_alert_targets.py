"""From each kind of alert, with one key, to what settles it; and how alerts ring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from textual.app import App
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.desktop import Desktop, System
from assistant_tui.desktop.programs import Command
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.orders import Question
from assistant_tui.domain.targets import Place
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.incident import FollowUp
from assistant_tui.screens.dialogs.record_round import RecordRound
from assistant_tui.screens.dialogs.triage import TriageForm
from assistant_tui.screens.handlers.alerting import PANE_OF
from assistant_tui.services import checklist
from assistant_tui.services.context import Context
from tests.conftest import ZONE
from tests.factory import register
from tests.screens import slipday
from tests.screens.conftest import Opener, settled
from tests.screens.seeing import line_with, lines_of, said, settle, strike, text_of
from tests.screens.watchday import observed
from tests.services.orders.catalogue import BLOOD

SIZE = (80, 24)


def desk_of(app: App[None]) -> Desk:
    """The desk, also from below a dialog."""
    return next(screen for screen in app.screen_stack if isinstance(screen, Desk))


async def led(pilot: Pilot[None], *keys: str) -> Desk:
    """Press the key for alerts and see where it leads."""
    await settle(pilot)
    await strike(pilot, *(keys or ("0",)))
    await settle(pilot)
    return desk_of(pilot.app)


def test_every_place_but_an_incident_has_its_screen() -> None:
    assert set(Place) - set(PANE_OF) == {Place.INCIDENT}


@pytest.mark.parametrize("key", ["0", "０", "ctrl+f8"])
async def test_a_round_is_recorded_on_screen_5_with_that_watch_selected(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str, key: str
) -> None:
    observed(ctx, "李娜", "post_op")
    clock.advance(minutes=2)
    second = observed(ctx, "王芳", "post_op")
    clock.advance(minutes=20, seconds=1)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        for ticket in ("A001", "A002"):  # again, and it is the next one's turn
            desk = await led(pilot, key)
            assert isinstance(app.screen, RecordRound)
            assert ticket in text_of(app)
            await strike(pilot, "escape")
        line = desk.pane.selected_watch
        assert desk.pane.id == "watch"
        assert line is not None
        assert line.watch is not None
        assert line.watch.watch_id == second.watch_id


async def test_an_unanswered_call_leads_to_the_queue(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    register(ctx, "李娜")
    visit = register(ctx, "王芳")
    services.queue.call(ctx, visit.visit_id, reason="faint")
    clock.advance(minutes=2)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "3")
        desk = await led(pilot)
        assert desk.pane.id == "queue"
        assert desk.require_visit().visit_id == visit.visit_id
        assert said(app) == ["A002 has not come: call again"]


async def test_a_long_stay_leads_to_whereabouts_past_a_filter_that_hides_it(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    visit = register(ctx, "王芳")
    services.queue.call_next(ctx)
    services.queue.finish(ctx, visit.visit_id, to="cashier")
    register(ctx, "李娜")
    clock.advance(minutes=30)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "3", "slash", *"A002", "enter")
        assert "王芳" not in "\n".join(lines_of(app)[3:14])
        desk = await led(pilot)
        assert desk.pane.id == "whereabouts"
        assert desk.require_visit().visit_id == visit.visit_id
        assert "王芳" in text_of(app)


@pytest.mark.parametrize("by_patient", [False, True])
async def test_a_late_slip_leads_to_its_item(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str, by_patient: bool
) -> None:
    slipday.drafted(ctx, register(ctx, "李娜"), BLOOD)
    visit = register(ctx, "王芳")
    slip = slipday.far(ctx, slipday.drafted(ctx, visit, BLOOD), services.orders.sign)
    clock.advance(minutes=25)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        if by_patient:
            await strike(pilot, "4", "l", "2")
        alerts = desk_of(app).board.alerts
        place = next(n for n, one in enumerate(alerts) if one.target.place is Place.SLIP)
        desk = await led(pilot, *["0"] * (place + 1))
        line = desk.require_slip()
        assert desk.pane.id == "orders"
        assert (line.slip.slip_id, line.question) == (slip.slip_id, Question.PAY)


async def test_a_task_leads_to_the_checklist_with_that_task(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    clock.at = datetime(2026, 11, 21, 12, 31, tzinfo=ZONE).astimezone(UTC)
    checklist.do(ctx, checklist.today(ctx).rows[-1].task.code)
    alert = next(one for one in services.board.read(ctx).alerts if one.target.place is Place.TASK)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        desk = await led(pilot)
        line = desk.pane.selected_task
        assert desk.pane.id == "checklist"
        assert line is not None
        assert line.task is not None
        assert line.task.task.code == alert.target.row


async def test_an_incident_is_followed_up_wherever_one_is(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    services.incidents.report(ctx, IncidentKind.LOSS, "钥匙")
    services.incidents.report(ctx, IncidentKind.DAMAGE, "血压计")
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await led(pilot)
        assert isinstance(app.screen, FollowUp)
        first = text_of(app)
        await strike(pilot, "escape")
        await led(pilot)
        assert isinstance(app.screen, FollowUp)
        assert {"钥匙" in first, "血压计" in first} == {True, False}
        assert ("血压计" in first) is not ("血压计" in text_of(app))


async def test_who_is_to_be_looked_at_again_is_triaged(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    visit = register(ctx, "王芳")
    services.triage.triage(ctx, visit.visit_id, level=3, reason="发热")
    clock.advance(minutes=31)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await led(pilot)
        assert isinstance(app.screen, TriageForm)


async def test_with_nothing_due_the_key_says_so(workstation: Opener, ctx: Context, english: str) -> None:
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await led(pilot)
        assert said(app) == ["Nothing is due."]


async def test_the_line_names_its_key_where_it_has_the_room(
    workstation: Opener, ctx: Context, clock: FixedClock, spoken_language: str
) -> None:
    observed(ctx, "王芳")
    clock.advance(minutes=21)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        hint = {"en": " 0 Record round", "zh_CN": " 0记录巡视"}[spoken_language]
        assert hint in lines_of(app)[2]
        await pilot.resize_terminal(30, 24)
        await settle(pilot)
        assert hint not in lines_of(app)[2]
        assert "A001" in lines_of(app)[2]


# How alerts ring.


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    rung: list[int] = []
    monkeypatch.setattr("assistant_tui.app.Workstation.bell", lambda _: rung.append(1))
    return rung


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    shown: list[str] = []
    monkeypatch.setattr("assistant_tui.app.Workstation._show_in_terminal", lambda _, text: shown.append(text))
    return shown


class Computer:
    """Has every program, or none; runs none, and notes what was asked."""

    def __init__(self, *, has: bool = True) -> None:
        self.asked: list[Command] = []
        system = System("linux", lambda name: name if has else None, {"DISPLAY": ":0"})
        self.desktop = Desktop(system, run=self._run, start=lambda job: job())

    def _run(self, command: Command) -> bool:
        self.asked.append(command)
        return True

    def ways(self) -> list[str]:
        """The programs that were run."""
        return [command.arguments[0] for command in self.asked]


@pytest.fixture
def ringing(ctx: Context, tmp_path: object) -> Callable[..., Workstation]:
    def open_app(computer: Computer, **settings: bool) -> Workstation:
        resolved = settled(tmp_path, ctx.database.path, **settings)  # type: ignore[arg-type]
        return Workstation(resolved, ctx, ctx.clock, desktop=computer.desktop)

    return open_app


async def test_tone_and_message_come_exactly_with_the_bell_and_name_no_patient(
    ringing: Callable[..., Workstation], ctx: Context, clock: FixedClock, bells: list[int], english: str
) -> None:
    register(ctx, "王芳", acuity=1)
    computer = Computer()
    app = ringing(computer, bell=True, sound=True, desktop=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        for _ in range(299):
            clock.advance(seconds=1)
            desk_of(app).tick()
        assert len(bells) > 3
        assert computer.ways() == ["pw-play", "notify-send"] * len(bells)
        assert computer.asked[1].arguments[-1] == "A001 is level 1 and waits: call now"
        assert not any("王" in part for command in computer.asked for part in command.arguments)


async def test_nothing_but_the_bell_is_on_unless_it_is_asked_for(
    ringing: Callable[..., Workstation], ctx: Context, bells: list[int], english: str
) -> None:
    register(ctx, "王芳", acuity=1)
    computer = Computer()
    app = ringing(computer, bell=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        assert (computer.asked, bells) == ([], [1])


async def test_what_the_computer_cannot_do_the_terminal_does(
    ringing: Callable[..., Workstation],
    ctx: Context,
    bells: list[int],
    terminal: list[str],
    english: str,
) -> None:
    for _ in range(2):
        register(ctx, "王芳", acuity=1)
    app = ringing(Computer(has=False), sound=True, desktop=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        assert bells == [1]
        assert terminal == ["A001 is level 1 and waits: call now, and 1 more"]


async def test_each_way_is_switched_in_the_program_and_kept(
    ringing: Callable[..., Workstation], ctx: Context, clock: FixedClock, bells: list[int], english: str
) -> None:
    computer = Computer()
    app = ringing(computer, bell=True)
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "ctrl+f9")
        assert line_with(app, "Bell of the terminal").rstrip().endswith("on")
        assert line_with(app, "Message on the desktop").rstrip().endswith("off")
        await strike(pilot, "1")
        await strike(pilot, "ctrl+f9", "3")
        await settle(pilot)
        assert "Message on the desktop: on" in said(app)
        register(ctx, "王芳", acuity=1)
        desk_of(app).refresh_board()
        assert (computer.ways(), bells) == (["notify-send"], [])
        kept = app._settings
        assert (kept.bell, kept.sound, kept.desktop) == (False, False, True)
