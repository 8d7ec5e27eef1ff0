"""Screen 1: the day's duties, what each key does to them, and what is stored then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.duties import TaskState, TaskStatus
from assistant_tui.i18n import _
from assistant_tui.printing import browser
from assistant_tui.readmodels.checklist import TaskRow
from assistant_tui.screens.checklist import ChecklistPane
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.count_sheet import CountSheet
from assistant_tui.screens.dialogs.task_form import TaskForm
from assistant_tui.screens.dialogs.task_history import TaskHistory
from assistant_tui.services import checklist, supplies
from assistant_tui.services.context import Context
from tests.conftest import ZONE
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, said, settle, strike, text_of, write

WIDE = (120, 40)


def at(clock: FixedClock, hour: int, minute: int = 0) -> None:
    """Set the clock to that time of the tests' Saturday."""
    clock.at = datetime(2026, 11, 21, hour, minute, tzinfo=ZONE).astimezone(UTC)


def pane_of(app: Workstation) -> ChecklistPane:
    assert isinstance(app.screen, Desk), app.screen
    pane = app.screen.pane
    assert isinstance(pane, ChecklistPane)
    return pane


def selected(app: Workstation) -> str:
    """The code of the task under the cursor."""
    line = pane_of(app).selected_task
    return line.task.task.code if line and line.task else ""


def heard(app: Workstation) -> str:
    """Everything that is being said."""
    return "\n".join(said(app))


def task(ctx: Context, code: str) -> TaskRow:
    (found,) = (row for row in checklist.today(ctx).rows if row.task.code == code)
    return found


async def open_checklist(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await strike(pilot, "1")


@pytest.mark.usefixtures("english")
async def test_tasks_stand_by_phase_with_when_they_are_due(clock: FixedClock, workstation: Opener) -> None:
    at(clock, 7, 50)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        shown = text_of(app)
        assert "Opening  0 of 10" in shown
        assert "07:45-08:00  The doctor's desk" in shown
        assert "12:00-13:00  Ultraviolet lamp" in shown
        assert "Before the room is left" not in shown
        assert selected(app) == "air"


@pytest.mark.usefixtures("english")
async def test_space_ticks_and_goes_on_and_u_takes_it_back(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    at(clock, 7, 50)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        await strike(pilot, "space", "space")
        assert [task(ctx, code).state(ctx.now()) for code in ("air", "clean", "couch")] == [
            TaskState.DONE,
            TaskState.DONE,
            TaskState.DUE,
        ]
        assert selected(app) == "couch"
        assert "[x]" in text_of(app)
        assert "Opening  2 of 10" in text_of(app)
        assert "[1 Checklist 8]" in text_of(app)
        await strike(pilot, "u")
        assert task(ctx, "clean").record is None
        await strike(pilot, "up", "up", "space")
        assert "done already, by 李敏" in heard(app)


@pytest.mark.usefixtures("english")
async def test_the_lamp_is_begun_and_ended_by_the_same_key(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    at(clock, 12, 2)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        pane_of(app).table.select(("task", "uv"))
        await strike(pilot, "space")
        assert task(ctx, "uv").state(ctx.now()) is TaskState.RUNNING
        clock.advance(minutes=31)
        pane_of(app).tick(clock.now())
        assert "end it: 31 min" in text_of(app)
        await strike(pilot, "x")
        assert "end it first" in heard(app)
        await strike(pilot, "space")
        assert task(ctx, "uv").record is not None
        assert "ended, 31 min" in heard(app)
        assert "done, 31 min" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_skipping_asks_for_a_reason_and_a_note_can_follow(ctx: Context, workstation: Opener) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        await strike(pilot, "x", "enter")
        assert "why it is skipped" in text_of(app)
        await write(pilot, "rain")
        await strike(pilot, "enter")
        record = task(ctx, "air").record
        assert record is not None
        assert (record.status, record.reason) == (TaskStatus.SKIPPED, "rain")
        await strike(pilot, "n")
        await write(pilot, "later")
        await strike(pilot, "enter")
        assert "rain; later" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_what_is_to_be_written_down_asks_for_it(ctx: Context, workstation: Opener) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        pane_of(app).table.select(("task", "meeting"))
        await strike(pilot, "space")
        await write(pilot, "no doctor at two")
        await strike(pilot, "enter")
        record = task(ctx, "meeting").record
        assert record is not None
        assert record.note == "no doctor at two"


@pytest.mark.usefixtures("english")
async def test_a_task_is_added_for_today_changed_and_taken_off(ctx: Context, workstation: Opener) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        await strike(pilot, "ctrl+a")
        assert isinstance(app.screen, TaskForm)
        await strike(pilot, "ctrl+s")
        assert "Say what is to be done" in text_of(app)
        await write(pilot, "fix the lamp")
        await strike(pilot, "down", "down", "3", "ctrl+s")
        (added,) = (row.task for row in checklist.today(ctx).rows if row.own)
        assert (added.name.en, added.phase.value, added.once) == ("fix the lamp", "closing", ctx.today())
        pane_of(app).table.select(("task", added.code))
        await strike(pilot, "c", "down", "down", "down", "down", "down")
        await write(pilot, "16:45")
        await strike(pilot, "ctrl+s")
        assert task(ctx, added.code).until == "16:45"
        await strike(pilot, "r")
        assert not [row for row in checklist.today(ctx).rows if row.own]
        await strike(pilot, "u")
        assert task(ctx, added.code).own


@pytest.mark.usefixtures("english")
async def test_history_is_told_day_by_day(ctx: Context, clock: FixedClock, workstation: Opener) -> None:
    clock.advance(days=-1)
    checklist.do(ctx, "air", "windy")
    clock.advance(days=1)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        pane_of(app).table.select(("task", "air"))
        await strike(pilot, "d")
        assert isinstance(app.screen, TaskHistory)
        assert "11-20 Fri" in text_of(app)
        assert "windy" in text_of(app)


async def test_history_names_day_and_weekday_in_full_on_a_small_screen(
    ctx: Context, workstation: Opener, spoken_language: str
) -> None:
    checklist.do(ctx, "air")
    app = workstation()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_checklist(pilot)
        pane_of(app).table.select(("task", "air"))
        await strike(pilot, "d")
        assert ("11-21 周六" if spoken_language == "zh_CN" else "11-21 Sat") in text_of(app)


@pytest.mark.usefixtures("english")
async def test_at_closing_the_sweep_leads_to_whoever_is_still_here(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    visit = register(ctx)
    at(clock, 16, 29)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        assert "Before the room is left" not in text_of(app)
        at(clock, 16, 31)
        assert isinstance(app.screen, Desk)
        app.screen.refresh_board()
        await settle(pilot)
        assert "A001 is still here" in text_of(app)
        pane_of(app).table.action_last()
        await strike(pilot, "n")
        assert "not a task" in heard(app)
        await strike(pilot, "space")
        desk = app.screen
        assert desk.pane.id == "whereabouts"
        assert desk.selected_visit is not None
        assert desk.selected_visit.visit_id == visit.visit_id


@pytest.mark.usefixtures("english")
async def test_a_day_off_says_so_and_asks_for_nothing(clock: FixedClock, workstation: Opener) -> None:
    clock.advance(days=1)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        assert "does not work on this day" in text_of(app)
        assert "[ ]" not in text_of(app)


@pytest.mark.usefixtures("spoken_language")
@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_of_a_year_whose_holidays_are_not_published_the_list_says_so_and_asks_as_usual(
    clock: FixedClock, workstation: Opener, size: tuple[int, int]
) -> None:
    clock.at = datetime(2031, 3, 3, 7, 50, tzinfo=ZONE).astimezone(UTC)  # a Monday
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_checklist(pilot)
        assert _("The holidays of {year} are not confirmed yet", year="2031") in text_of(app)
        assert "[ ]" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_the_count_sheet_is_filled_by_numbers_and_enter_alone(
    ctx: Context, workstation: Opener
) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        await strike(pilot, "s")
        assert isinstance(app.screen, CountSheet)
        await strike(pilot, "1", "enter", "enter", "2", "enter")
        await strike(pilot, "x", "enter")
        assert "whole number" in text_of(app)
        await strike(pilot, "backspace", "escape")
        assert "Not saved" in text_of(app)
        await strike(pilot, "ctrl+s")
        assert "2 entered, 2 to restock" in heard(app)
        assert [(row.supply.code, row.fetch) for row in supplies.restock(ctx)] == [
            ("gloves-m", 3),
            ("masks", 1),
        ]
        await strike(pilot, "s", "tab", "5", "ctrl+s")
        assert supplies.sheet(ctx)[0].level == 6
        await strike(pilot, "s", "ctrl+b")
        assert "Surgical masks" in text_of(app)
        assert "gloves" not in text_of(app).split("There")[1]
        await strike(pilot, "escape", "u", "u")
        assert supplies.sheet(ctx)[0].level is None


@pytest.mark.usefixtures("english")
async def test_pars_are_typed_on_the_count_sheet_and_taken_back_with_one_key(
    ctx: Context, workstation: Opener
) -> None:
    before = supplies.sheet(ctx)[0].supply.par
    app = workstation()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_checklist(pilot)
        await strike(pilot, "s", "1", "ctrl+s", "s", "tab", "tab")
        assert "Tab: par " in text_of(app)
        await strike(pilot, "tab")
        assert "Supplies: how much there should be" in text_of(app)
        assert "how many there should be" in text_of(app)
        await strike(pilot, "9", "enter")
        assert line_with(app, "gloves, med..").split()[-3] == "8"  # what is to be fetched then
        await strike(pilot, "ctrl+s")
        assert "Par levels changed: 1" in heard(app)
        assert supplies.restock(ctx)[0].fetch == 8
        await strike(pilot, "u")
        assert supplies.sheet(ctx)[0].supply.par == before


@pytest.mark.usefixtures("english")
async def test_the_restock_list_is_printed_from_the_count_sheet_as_it_is_stored(
    ctx: Context, workstation: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[str] = []
    monkeypatch.setattr(browser, "open_in_browser", pages.append)
    app = workstation()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_checklist(pilot)
        await strike(pilot, "s", "ctrl+l")
        assert "Nothing that was counted is below its par" in text_of(app)
        await strike(pilot, "1", "ctrl+l")
        assert "Save first: Ctrl+S" in text_of(app)
        assert pages == []
        await strike(pilot, "ctrl+s", "s", "ctrl+l")
        assert "The restock list is open in the browser" in text_of(app)
        assert len(pages) == 1
        assert "Examination gloves, medium" in pages[0]


@pytest.mark.usefixtures("spoken_language")
@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_everything_fits_in_both_languages(
    ctx: Context, clock: FixedClock, workstation: Opener, size: tuple[int, int]
) -> None:
    register(ctx)
    at(clock, 17)
    checklist.skip(ctx, "desk", "桌子搬走了")
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_checklist(pilot)
        for keys in ((), ("s",), ("ctrl+a",), ("d",)):
            await strike(pilot, *keys)
            assert max(map(len, text_of(app).splitlines())) <= size[0]
            if keys:
                await strike(pilot, "escape")
            assert isinstance(app.screen, Desk)


@pytest.mark.usefixtures("english")
async def test_the_alert_line_tells_what_is_late_once_the_list_is_used(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    at(clock, 9)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_checklist(pilot)
        assert services.board.read(ctx).alerts == ()
        await strike(pilot, "space")
        assert "Opening: 9 tasks overdue" in text_of(app)
