"""The desk: what is selected, what others write, clocks that jump, files that cannot be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.geometry import Offset
from textual.widgets import Static

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.record import Record
from assistant_tui.screens.dialogs.register import QuickRegister
from assistant_tui.services.context import Context
from assistant_tui.store.database import Database
from assistant_tui.widgets.alert_line import AlertChosen, AlertLine
from assistant_tui.widgets.plain_input import PlainInput
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, lines_of, said, settle, strike, text_of, write

SIZE = (120, 32)


def desk_of(app: Workstation) -> Desk:
    assert isinstance(app.screen, Desk), app.screen
    return app.screen


def deeds(ctx: Context) -> int:
    (count,) = ctx.reading.execute("SELECT COUNT(*) FROM journal").fetchone()
    assert isinstance(count, int)
    return count


# Whom an action is about.


async def test_coming_back_from_the_patients_the_queue_has_its_own_selection(
    workstation: Opener, ctx: Context, english: str
) -> None:
    register(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await strike(pilot, "8", "2", "enter")
        assert "A001 王芳" in text_of(app)
        assert "Send to" in text_of(app)


async def test_on_the_patients_screen_keys_act_on_the_visit_of_whoever_is_inside(
    workstation: Opener, ctx: Context, english: str
) -> None:
    register(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "8", "f4", "4")
        assert services.board.read(ctx).inside[0].stay is not None
        assert [visit.stay.location for visit in services.board.read(ctx).inside if visit.stay] == ["lab"]


async def test_the_consultation_is_finished_wherever_the_cursor_is(
    workstation: Opener, ctx: Context, english: str
) -> None:
    first, second = register(ctx, "王芳"), register(ctx, "李四")
    services.queue.call_next(ctx)
    services.queue.start(ctx, first.visit_id)
    app = workstation()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await strike(pilot, "end")
        selected = desk_of(app).selected_visit
        assert selected is not None
        assert selected.visit_id == second.visit_id
        await strike(pilot, "ctrl+f")
        assert "A001 王芳 goes on to" in text_of(app)
        await strike(pilot, "1")
    assert [visit.ticket for visit in services.board.read(ctx).gone] == ["A001"]


async def test_the_menu_of_a_waiting_patient_does_not_offer_to_finish_another_ones_consultation(
    workstation: Opener, ctx: Context, english: str
) -> None:
    register(ctx, "王芳")
    register(ctx, "李四")
    services.queue.call_next(ctx)
    app = workstation()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await strike(pilot, "end")
        assert {"finish", "start", "skip"}.isdisjoint(one.id for one in desk_of(app).on_selection())
        await strike(pilot, "home")
        assert {"finish", "start", "skip"} <= {one.id for one in desk_of(app).on_selection()}


async def test_with_nobody_in_view_nobody_is_selected(
    workstation: Opener, ctx: Context, english: str
) -> None:
    register(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "slash", *"nobody", "enter")
        assert "Nobody is selected" in text_of(app)
        before = deeds(ctx)
        await strike(pilot, "f4")
        assert said(app) == ["Select a patient first"]
        assert deeds(ctx) == before


async def test_an_alert_leads_to_the_patient_wherever_she_is(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    register(ctx, "李四")
    visit = register(ctx, "王芳")
    services.queue.call(ctx, visit.visit_id, reason="faint")
    services.queue.finish(ctx, visit.visit_id, to="cashier")
    clock.advance(minutes=25)
    app = workstation()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "A002" in lines_of(app)[2]
        line = app.screen.query_one(AlertLine)
        line.post_message(
            AlertChosen(next(one for one in line._alerts if one.key.startswith(f"stay/{visit.visit_id}/")))
        )
        await settle(pilot)
        assert desk_of(app).pane.id == "whereabouts"
        assert desk_of(app).selected_visit == services.board.read(ctx).visit(visit.visit_id)


async def test_the_palette_opens_a_record_and_leaves_the_selection(
    workstation: Opener, ctx: Context, english: str
) -> None:
    register(ctx, "王芳")
    register(ctx, "李四")
    app = workstation()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await strike(pilot, "ctrl+p", *"李四", "enter")
        assert isinstance(app.screen, Record)
        assert "李四" in text_of(app)
        await strike(pilot, "escape")
        selected = desk_of(app).selected_visit
        assert selected is not None
        assert selected.name == "王芳"


# Other programs, other times.


async def test_what_another_program_writes_is_seen_at_the_next_tick(
    workstation: Opener, ctx: Context, english: str
) -> None:
    app = workstation()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        with closing(Database.open(ctx.database.path)) as other:
            register(replace(ctx, database=other), "欧阳若兰")
        desk_of(app).tick()
        await settle(pilot)
        assert "欧阳若兰" in text_of(app)


@pytest.mark.parametrize("jump", [timedelta(hours=-2), timedelta(seconds=-1), timedelta(hours=3)])
async def test_a_clock_that_jumps_breaks_nothing(
    workstation: Opener, ctx: Context, clock: FixedClock, jump: timedelta, english: str
) -> None:
    register(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        clock.at += jump
        desk_of(app).tick()
        await strike(pilot, "f5", "i", "f", "1")
        assert [visit.ticket for visit in services.board.read(ctx).gone] == ["A001"]
        assert f"{clock.at.astimezone(ctx.zone):%H:%M:%S}" in lines_of(app)[0]
    assert list(services.checking.check(ctx.database.path)) == []


async def test_a_new_day_begins_with_the_first_ticket_and_whoever_is_still_inside(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    for name in ("王芳", "张三"):
        register(ctx, name)
    services.queue.no_show(ctx, 1)
    app = workstation()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        clock.advance(days=1)
        desk_of(app).tick()
        await strike(pilot, "f2", *"李四 男40", "enter")
        tickets = [(row.visit.ticket, row.visit.name) for row in desk_of(app).board.line]
        assert tickets == [("A002", "张三"), ("A001", "李四")]  # nobody who is still inside is forgotten
        assert desk_of(app).board.gone == ()
        assert " 24h " in line_with(app, "waited 1440 min")


async def test_a_restart_shows_the_same_state(
    workstation: Opener, ctx: Context, clock: FixedClock, spoken_language: str
) -> None:
    for name in ("王芳", "李四", "张三"):
        register(ctx, name)
    services.queue.call_next(ctx)
    clock.advance(seconds=20)
    seen = []
    for _ in range(2):
        app = workstation()
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            seen.append(text_of(app))
    assert seen[0] == seen[1]


# Files that cannot be written.


@contextmanager
def full_disk(ctx: Context) -> Iterator[None]:
    """The file may not grow any more."""
    (pages,) = ctx.reading.execute("PRAGMA page_count").fetchone()
    ctx.reading.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        ctx.reading.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def locked_file(ctx: Context) -> Iterator[None]:
    """Another program is writing and does not come to an end."""
    ctx.reading.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(ctx.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def typing(app: Workstation) -> bool:
    """Whether the registration is open."""
    return isinstance(app.screen, QuickRegister)


Failure = Callable[[Context], AbstractContextManager[None]]


@pytest.mark.parametrize(
    ("failing", "words"), [(full_disk, "disk is full"), (locked_file, "Another program is writing")]
)
async def test_what_was_typed_outlives_a_file_that_cannot_be_written(
    workstation: Opener, ctx: Context, english: str, failing: Failure, words: str
) -> None:
    register(ctx, "王芳")
    app = workstation()
    line = "李四 男40 " + "很长的主诉" * 30
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "f2")
        app.screen.query_one(PlainInput).value = line
        await settle(pilot)
        with failing(ctx):
            while words not in text_of(app):  # until the last free page is used up
                await strike(pilot, "enter")
                if not typing(app):
                    await strike(pilot, "f2")
                    app.screen.query_one(PlainInput).value = line
                    await settle(pilot)
            assert words in text_of(app)
            assert app.screen.query_one(PlainInput).value == line
        before = len(services.board.read(ctx).inside)
        await strike(pilot, "enter")
        assert len(services.board.read(ctx).inside) == before + 1
    assert list(services.checking.check(ctx.database.path)) == []


async def test_a_key_that_cannot_be_carried_out_says_so_and_works_later(
    workstation: Opener, ctx: Context, english: str
) -> None:
    register(ctx, "王芳")
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        with locked_file(ctx):
            await strike(pilot, "f5", "3", "2")
            assert said(app) == ["Another program is writing to the file. Try again in a moment"]
            assert "1 waiting" in text_of(app)
        await strike(pilot, "f5")
        assert "Called A001" in text_of(app)


# Answers that cannot be right.


@pytest.mark.parametrize(
    "wrong",
    [
        ("end c", "", "It is the turn of A001: give a reason"),
        ("end m", "", "Type the place and the reason"),
        ("end m", "first please", "Type the place and the reason"),
        ("end m", "1", "A move by hand needs a reason"),
        ("end m", "9 faint", "Type a place from 1 to 2"),
        ("end m", "0 faint", "Type a place from 1 to 2"),
        ("end m", "٣ faint", "Type a place from 1 to 2"),
        ("end m", "9" * 60 + " x", "Type a place from 1 to 2"),
        ("end E", "  ", "Say why this was a mistake"),
    ],
)
async def test_a_wrong_answer_is_explained_and_kept(
    workstation: Opener, ctx: Context, english: str, wrong: tuple[str, str, str]
) -> None:
    keys, typed, words = wrong
    register(ctx, "王芳")
    register(ctx, "李四")
    app = workstation()
    before = deeds(ctx)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, *keys.split())
        await write(pilot, typed)
        await strike(pilot, "enter")
        assert f"! {words}" in text_of(app)
        assert app.screen.query_one(PlainInput).value == typed
        assert deeds(ctx) == before
        await strike(pilot, "escape")
        assert desk_of(app).selected_visit is not None
        assert deeds(ctx) == before


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("f", "A001 is not in the queue"),
        ("end t", "A002 is not waiting any more"),
        ("end o", "A002 is not in the queue"),
        ("enter", "Nobody has been called"),
    ],
)
async def test_what_another_program_did_meanwhile_is_said_in_words(
    workstation: Opener, ctx: Context, english: str, keys: str, words: str
) -> None:
    """The patients have left since the dialog was opened: Enter is refused, and the program goes on."""
    register(ctx, "王芳")
    register(ctx, "李四")
    services.queue.call_next(ctx)
    app = workstation()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, *keys.split())
        for visit in (1, 2):
            services.queue.no_show(ctx, visit)
        before = deeds(ctx)
        await strike(pilot, "enter")
        assert deeds(ctx) == before
        assert words in "\n".join([text_of(app), *said(app)])
        await strike(pilot, "escape", "f5")
        assert said(app)[-1] == "Nobody is waiting"


async def test_a_press_on_a_widget_that_is_just_gone_does_no_harm(
    workstation: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = workstation()
    async with app.run_test(notifications=True) as pilot:
        gone = Static("gone")  # a toast whose time has come has no parent any more
        monkeypatch.setattr(app.screen, "get_widget_and_offset_at", lambda *_: (gone, Offset(0, 0)))
        await pilot.mouse_down(offset=(2, 2))
        await pilot.pause()
        assert not app.crashed
        assert isinstance(app.screen, Desk)
