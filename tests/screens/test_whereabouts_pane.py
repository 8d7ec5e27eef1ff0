"""Screen 3: who is where, since when, who is late, and what the keys do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.menu import PatientMenu
from assistant_tui.screens.whereabouts import WhereaboutsPane
from assistant_tui.services.context import Context
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, lines_of, text_of, type_in

WIDE = (160, 32)
HOSTILE = "[b]王[/b] [link=x]\u202e芳\x1b[31m"


def desk_of(app: Workstation) -> Desk:
    assert isinstance(app.screen, Desk)
    return app.screen


def pane_of(app: Workstation) -> WhereaboutsPane:
    pane = desk_of(app).pane
    assert isinstance(pane, WhereaboutsPane)
    return pane


def rows_of(app: Workstation) -> list[str]:
    """The rows and headings of the view in sight, by what they begin with."""
    table = pane_of(app).table
    lines = [table.render_line(y).text for y in range(1, table.size.height)]
    return [line.lstrip("> ").split("  ")[0].strip() for line in lines if line.strip()]


def row_of(app: Workstation, ticket: str) -> str:
    """The row of this ticket."""
    table = pane_of(app).table
    lines = [table.render_line(y).text for y in range(1, table.size.height)]
    return next(line for line in lines if line[1:].startswith(f"{ticket} "))


async def go_there(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.press("3")
    await pilot.pause()


def send(ctx: Context, visit: VisitRow, location: str, escort: str = "", back_in: int | None = None) -> None:
    services.whereabouts.move(
        ctx,
        visit.visit_id,
        location,
        escort=escort,
        back_in=None if back_in is None else timedelta(minutes=back_in),
    )


def served(ctx: Context, name: str, to: str | None) -> VisitRow:
    visit = register(ctx, name)
    services.queue.call(ctx, visit.visit_id, reason="first" if services.board.read(ctx).line[1:] else "")
    services.queue.start(ctx, visit.visit_id)
    return services.queue.finish(ctx, visit.visit_id, to=to)


@pytest.mark.usefixtures("english")
async def test_waiting_area_and_room_are_on_the_board_even_when_empty(
    ctx: Context, workstation: Opener
) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        assert rows_of(app) == ["Waiting area", "一诊室"]
        assert "nobody" in line_with(app, "Waiting area")


@pytest.mark.usefixtures("english")
async def test_the_board_has_the_locations_of_the_pack_in_its_order_with_who_is_there(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    first, second, third = (register(ctx, name) for name in ("王芳", "曾敏", "单于飞"))
    clock.advance(minutes=1)
    send(ctx, second, "ultrasound")
    clock.advance(minutes=1)
    send(ctx, first, "cashier")
    send(ctx, third, "ultrasound")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        assert rows_of(app) == ["Waiting area", "一诊室", "Cashier", "A001", "Ultrasound", "A002", "A003"]
        assert "2 here" in line_with(app, "Ultrasound")


@pytest.mark.usefixtures("english")
async def test_a_row_tells_everything_of_a_stay(ctx: Context, clock: FixedClock, workstation: Opener) -> None:
    visit = register(ctx, "王芳")
    services.companions.add_companion(ctx, visit.visit_id, name="赵强", relation="husband", invite=True)
    services.companions.add_companion(ctx, visit.visit_id, name="王妈妈", relation="mother")
    send(ctx, visit, "lab", escort="李护士", back_in=45)
    clock.advance(minutes=20)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        row = row_of(app, "A001")
        for shown in (
            "A001",
            "王芳",
            "F 36",
            "09:00",
            " 20 ",
            " 30 ",
            "李护士",
            "09:45",
            "invite hu",
            "waiting #1",
        ):
            assert shown in row


@pytest.mark.usefixtures("english")
async def test_late_is_said_in_words_and_counted_above(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    for name in ("王芳", "曾敏", "单于飞"):
        send(ctx, register(ctx, name), "cashier")
        clock.advance(minutes=9)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        assert "3 here, 2 late" in line_with(app, " Cashier  ")
        assert "very late" in row_of(app, "A001")
        assert "late" in row_of(app, "A002")
        assert "very" not in row_of(app, "A002")
        assert "late" not in row_of(app, "A003")


@pytest.mark.usefixtures("english")
async def test_minutes_and_lateness_tick_between_two_readings_of_the_board(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    send(ctx, register(ctx, "王芳"), "cashier")
    clock.advance(minutes=9, seconds=55)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        read_at = desk_of(app).board.at
        row = row_of(app, "A001")
        assert "   9 " in row
        assert "late" not in row
        clock.advance(seconds=6)
        desk_of(app).tick()
        await pilot.pause()
        assert desk_of(app).board.at == read_at
        assert "  10 " in row_of(app, "A001")
        assert "late" in row_of(app, "A001")


@pytest.mark.parametrize("key", ["s", "ctrl+b"])
@pytest.mark.usefixtures("english")
async def test_the_list_has_the_longest_stay_first_and_those_who_left_last(
    ctx: Context, clock: FixedClock, workstation: Opener, key: str
) -> None:
    served(ctx, "王芳", to=None)
    clock.advance(minutes=3)
    served(ctx, "曾敏", to="lab")
    clock.advance(minutes=4)
    register(ctx, "单于飞")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        assert "A001" not in rows_of(app)
        await pilot.press(key)
        await pilot.pause()
        assert rows_of(app) == ["A002", "A003", "Left today", "A001"]
        assert "Laboratory" in row_of(app, "A002")
        assert "left 09:00" in row_of(app, "A001")
        assert "completed" in row_of(app, "A001")
        await pilot.press(key)
        await pilot.pause()
        assert rows_of(app)[0] == "Waiting area"


@pytest.mark.usefixtures("english")
async def test_the_cursor_stays_on_the_patient_from_view_to_view_and_through_a_move(
    ctx: Context, workstation: Opener
) -> None:
    visits = [register(ctx, name) for name in ("王芳", "曾敏", "单于飞")]
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        await pilot.press("end")
        await pilot.pause()
        for keys in (["s"], ["f4", "4"], ["s"], ["f4", "5"]):
            await pilot.press(*keys)
            await pilot.pause()
            assert pane_of(app).table.cursor_key == visits[2].visit_id
            assert pane_of(app).table.has_focus
            selected = desk_of(app).selected_visit
            assert selected is not None
            assert selected.visit_id == visits[2].visit_id
        assert "A003 单于飞" in text_of(app)


@pytest.mark.usefixtures("spoken_language")
async def test_the_filter_narrows_down_by_name_ticket_and_place(ctx: Context, workstation: Opener) -> None:
    send(ctx, register(ctx, "王芳"), "lab")
    register(ctx, "曾敏")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        for sought, found in (("曾敏", "A002"), ("a001", "A001"), (pane_of(app)._lens.place("lab"), "A001")):
            await pilot.press("slash")
            await type_in(pilot, sought)
            await pilot.pause()
            assert rows_of(app)[1:] == [found]
            await pilot.press("escape")
            await pilot.pause()
            assert {"A001", "A002"} <= set(rows_of(app))
        await pilot.press("slash")
        await type_in(pilot, "nobody at all")
        await pilot.pause()
        assert _("Nobody matches. Esc in the filter shows everybody.") in text_of(app)


@pytest.mark.usefixtures("english")
async def test_a_location_that_the_pack_no_longer_has_shows_its_code_at_the_end(
    ctx: Context, workstation: Opener
) -> None:
    visit = register(ctx, "王芳")
    ctx.database.raw.execute("UPDATE stay SET location = 'old-wing' WHERE visit_id = ?", (visit.visit_id,))
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        assert rows_of(app) == ["Waiting area", "一诊室", "old-wing", "A001"]
        await pilot.press("s")
        await pilot.pause()
        assert "old-wing" in row_of(app, "A001")


@pytest.mark.usefixtures("english")
async def test_names_are_hidden_in_both_views(ctx: Context, workstation: Opener) -> None:
    visit = register(ctx, "欧阳若兰")
    send(ctx, visit, "lab", escort="赵小强")
    services.companions.add_companion(ctx, visit.visit_id, name="钱多多")
    app = workstation(hide_names=True)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        for key in ("s", "s"):
            for name in ("若兰", "小强", "多多"):
                assert name not in text_of(app)
            await pilot.press(key)
            await pilot.pause()


@pytest.mark.usefixtures("spoken_language")
async def test_hostile_names_do_no_harm(ctx: Context, workstation: Opener) -> None:
    visit = register(ctx, HOSTILE, complaint=HOSTILE)
    send(ctx, visit, "lab", escort=HOSTILE)
    services.companions.add_companion(ctx, visit.visit_id, name=HOSTILE, relation=HOSTILE)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        for key in ("s", "f10", "s", "f10"):
            assert "[b]" in text_of(app)
            assert not {"\u202e", "\x1b"} & set(text_of(app))
            await pilot.press(key)
            await pilot.pause()


@pytest.mark.usefixtures("english")
async def test_enter_offers_what_can_be_done_and_d_lets_a_patient_leave(
    ctx: Context, workstation: Opener
) -> None:
    visit = served(ctx, "王芳", to="cashier")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PatientMenu)
        await pilot.press("escape", "d")
        await pilot.pause()
        assert rows_of(app) == ["Waiting area", "一诊室"]
    gone = services.board.read(ctx).gone
    assert [row.visit_id for row in gone] == [visit.visit_id]


@pytest.mark.usefixtures("chinese")
async def test_it_speaks_chinese(ctx: Context, workstation: Opener) -> None:
    send(ctx, register(ctx, "王芳"), "lab")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await go_there(pilot)
        assert rows_of(app) == ["候诊区", "一诊室", "检验科", "A001"]
        for word in ("姓名", "家属", "应返回", "1人"):
            assert word in text_of(app)


@pytest.mark.parametrize("size", [(1, 1), (20, 6), (80, 24), (120, 32), (300, 90)])
@pytest.mark.usefixtures("spoken_language")
async def test_any_size_will_do(ctx: Context, workstation: Opener, size: tuple[int, int]) -> None:
    register(ctx, "王芳")
    served(ctx, "曾敏", to=None)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await go_there(pilot)
        await pilot.press("s", "end", "slash", "x", "escape", "s", "home")
        await pilot.pause()
        assert len(lines_of(app)) == size[1]
        if size >= (80, 24):
            assert "A001" in text_of(app)
