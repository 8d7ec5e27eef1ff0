"""Screen 9: the day explained, open points, remark, signature, amendments; and what is stored then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.domain.targets import Place, Target
from assistant_tui.printing import browser, pages
from assistant_tui.readmodels.reports import Signature
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.behind import BehindRows
from assistant_tui.screens.dialogs.doctor_pin import DoctorPin
from assistant_tui.screens.dialogs.remark import RemarkDialog
from assistant_tui.screens.dialogs.sign_report import SignReport
from assistant_tui.screens.dialogs.timeline import VisitTimeline
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.report import ReportPane
from assistant_tui.screens.report_columns import columns_of
from assistant_tui.screens.report_lines import sections_of
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_area import PlainArea
from assistant_tui.widgets.table.layout import place
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.reportday import PIN, seen, short_day
from tests.screens.seeing import line_with, lines_of, said, settle, strike, text_of, write
from tests.screens.test_hostile_names import HOSTILE, require_whole

WIDE, SMALL = (120, 32), (80, 24)
HIGH = (80, 160)
"""So high that the whole report is in view, without a panel."""
TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def in_view(app: Workstation) -> type:
    """The class of the desk or the dialog over it."""
    return type(app.screen)


def desk_of(app: Workstation) -> Desk:
    assert isinstance(app.screen, Desk), app.screen
    return app.screen


def pane_of(app: Workstation) -> ReportPane:
    pane = desk_of(app).pane
    assert isinstance(pane, ReportPane), pane
    return pane


def section(app: Workstation) -> str:
    """The section that the cursor is in."""
    return pane_of(app).selected_line.section.code


def heard(app: Workstation) -> str:
    """Everything that is being said."""
    return "\n".join(said(app))


def signatures(ctx: Context, day: date = TODAY) -> tuple[Signature, ...]:
    return services.reports.state(ctx, day).signatures


async def press(pilot: Pilot[None], *keys: str) -> None:
    await strike(pilot, *keys)
    await settle(pilot)


async def open_report(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await press(pilot, "9")


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_every_line_fits_in_both_languages(
    ctx: Context, clock: FixedClock, workstation: Opener, spoken_language: str, size: tuple[int, int]
) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_report(pilot)
        turned = 0
        while pane_of(app).table.scroll_offset.y < pane_of(app).table.max_scroll_y:
            require_whole(pilot)
            await press(pilot, "pagedown")
            turned += 1
        assert turned > 1
        require_whole(pilot)


@pytest.mark.usefixtures("english")
async def test_the_day_stands_by_section_with_bars_against_the_goal(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=HIGH) as pilot:
        await open_report(pilot)
        names = [
            *("At a glance", "Visits", "Waiting times", "Consultations", "Whereabouts", "Checklist"),
            *("Still open", "The last 30 days"),
        ]
        headings = [line for line in lines_of(app) if line.strip() in names]
        assert [line.strip() for line in headings] == names
        assert ["Mean", "wait", "20.0", "min"] in [line.split() for line in lines_of(app)]
        assert line_with(app, "| 60.0").split()[:3] == ["By", "hour", "of"]
        assert line_with(app, " 30 to 45 min").endswith("#" * 32)
        by_hour = [line for line in lines_of(app) if line.startswith(" 09:00") and line.endswith("|")]
        assert ["#" in line for line in by_hour] == [True]


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
def test_a_window_of_80_has_every_column_of_a_busy_day(
    demo: Callable[[str], Context], spoken: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("english" if spoken == "en" else "chinese")
    ctx = demo(spoken)
    lens = Lens(ctx.pack, ctx.zone, ctx.room_name, ctx.today())
    state, trend = services.reports.state(ctx), services.reports.trend(ctx)
    seen_bars = 0
    for _section, lines in sections_of(state, trend, lens):
        for columns in columns_of(lines).values() if lines else ():
            placed = place(columns, 79)
            assert {at.column.key for at in placed} >= {column.key for column in columns} - {"note"}
            seen_bars += placed[-1].column.key == "bar"
    assert seen_bars == 5


@pytest.mark.usefixtures("english")
async def test_arrows_go_from_section_to_section(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=SMALL) as pilot:
        await open_report(pilot)
        assert section(app) == "glance"
        await press(pilot, "right", "right")
        assert section(app) == "waits"
        assert pane_of(app).table.scroll_offset.y > 0
        await press(pilot, "down", "down", "left")
        assert pane_of(app).selected_line.key == ("waits", "all", "all")
        await press(pilot, "left")
        assert section(app) == "visits"
        await press(pilot, *["left"] * 3)
        assert section(app) == "glance"
        await press(pilot, *["right"] * 30)
        assert section(app) == "trend"


@pytest.mark.usefixtures("english")
async def test_each_figure_shows_the_rows_behind_it_and_each_row_its_visit(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE) as pilot:
        await open_report(pilot)
        pane_of(app).table.select(("waits", "all", "all"))
        await settle(pilot)
        assert "Waiting times: All" in text_of(app)
        assert line_with(app, "09:00 A002").split()[-2:] == ["30", "min"]
        assert "赵敏" not in text_of(app)
        await press(pilot, "enter")
        assert in_view(app) is BehindRows
        await press(pilot, "down", "enter")
        assert in_view(app) is VisitTimeline
        assert "A002 赵敏" in text_of(app)
        await press(pilot, "escape")
        assert in_view(app) is BehindRows
        await press(pilot, "escape")
        assert pane_of(app).selected_line.key == ("waits", "all", "all")


@pytest.mark.usefixtures("english")
async def test_a_figure_without_rows_says_so(ctx: Context, workstation: Opener) -> None:
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_report(pilot)
        await press(pilot, "enter")
        assert "There is nothing behind this figure" in heard(app)


@pytest.mark.usefixtures("english")
async def test_what_is_open_leads_to_where_it_is_settled(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_report(pilot)
        assert "still open: 1" in text_of(app)
        while section(app) != "open":
            await press(pilot, "right")
        assert "Enter leads to where it is settled" in text_of(app)
        await press(pilot, "space")
        desk = desk_of(app)
        assert desk.pane.id == "whereabouts"
        assert desk.require_visit().ticket == "A003"
        await press(pilot, "2", "x", "enter", "9")
        assert "nothing is open" in text_of(app)
        assert services.board.read(ctx).inside == ()


@pytest.mark.usefixtures("english")
async def test_the_day_is_settled_remarked_on_signed_amended_and_signed_again(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_report(pilot)
        assert "11-21 Sat  not signed yet" in text_of(app)
        seen(ctx, clock)
        await press(pilot, "ctrl+a")
        await write(pilot, "The lift was broken")
        await press(pilot, "ctrl+s")
        assert "Remark  The lift was broken" in text_of(app)

        await press(pilot, "ctrl+s")
        assert in_view(app) is SignReport
        assert "王主任 has no PIN yet" in text_of(app)
        assert "cannot be taken back" in text_of(app)
        assert "The lift was broken" in text_of(app)
        await press(pilot, "ctrl+g", *PIN, "enter", *PIN, "enter")
        assert in_view(app) is SignReport
        assert "has no PIN" not in text_of(app)

        await press(pilot, *"1111", "enter")
        assert "This is not the PIN of 王主任" in text_of(app)
        assert "****" in text_of(app)
        assert "1111" not in text_of(app)
        assert signatures(ctx) == ()
        await press(pilot, *["backspace"] * 4, *PIN, "enter")
        (first,) = signatures(ctx)
        assert (first.signed_by, first.on_paper, first.number, first.by) == ("王主任", False, 1, "李敏")
        assert "signed by 王主任, 09:50" in text_of(app)
        assert first.hash[:8] in text_of(app)
        assert f"Signed by 王主任: {first.hash[:8]}" in heard(app)

        clock.advance(minutes=5)
        register(ctx, "李秀英")
        desk_of(app).refresh_board()
        await settle(pilot)
        assert "! changed since: 1" in text_of(app)
        assert line_with(app, ">Visits").split()[:4] == [">Visits", "*3", "now", "4"]
        await press(pilot, "end")
        assert section(app) == "amended"
        assert "Changed since it was signed" in text_of(app)
        assert "09:55 李敏 A004" in text_of(app)

        await press(pilot, "ctrl+s", *PIN, "enter")
        assert [one.number for one in signatures(ctx)] == [1, 2]
        assert "signed by 王主任, 09:55, no. 2" in text_of(app)
        assert "changed since:" not in text_of(app)
        assert "Signed with these changes" in text_of(app)
        await press(pilot, "home")
        assert line_with(app, ">Visits").split()[:2] == [">Visits", "4"]
        await press(pilot, "u")
        assert len(signatures(ctx)) == 2
    assert list(services.checking.check(ctx.database.path)) == []


@pytest.mark.usefixtures("english")
async def test_what_was_signed_stays_and_what_is_another_now_bears_a_star(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    short_day(ctx, clock)
    services.incidents.report(ctx, IncidentKind.LOSS, "a purse")
    services.reports.sign(ctx, TODAY, "王主任", on_paper=True)
    app = workstation()
    async with app.run_test(size=HIGH) as pilot:
        await open_report(pilot)
        clock.advance(minutes=4)  # time goes on for whoever is still here
        desk_of(app).refresh_board()
        await settle(pilot)
        assert "*" not in text_of(app)
        assert "changed" not in text_of(app)
        services.incidents.follow_up(ctx, 1, to="王主任", action="found it", closed=True)
        services.incidents.report(ctx, IncidentKind.DAMAGE, "a window")
        services.reports.remark(ctx, "late")
        desk_of(app).refresh_board()
        await settle(pilot)
        assert line_with(app, "a purse").split(maxsplit=1) == ["Loss", "* a purse, not reported"]
        assert line_with(app, "a window").split(maxsplit=1) == ["Damage", "* a window, not reported"]
        assert ["Loss", "1", "*0", "0", "*1"] in [line.split() for line in lines_of(app)]
        assert ["Damage", "*", "*", "*", "*"] in [line.split() for line in lines_of(app)]
        assert "Remark  none  ! now: late" in text_of(app)
        pane_of(app).table.select(("incidents", "each", "001"))
        await press(pilot, "enter")
        assert "a purse, not reported, now a purse, closed" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_who_signed_on_paper_needs_no_pin(ctx: Context, clock: FixedClock, workstation: Opener) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_report(pilot)
        await press(pilot, "s", "enter")
        assert "王主任 has no PIN yet" in text_of(app)
        assert in_view(app) is SignReport
        await press(pilot, "up", "2")
        assert "has no PIN" not in text_of(app)
        await press(pilot, "down", "enter")
        (signature,) = signatures(ctx)
        assert signature.on_paper
        assert "signed on paper by 王主任, 09:40" in text_of(app)
        await press(pilot, "s")
        assert in_view(app) is Desk
        assert "signed already, and nothing has changed since" in heard(app)
        assert len(signatures(ctx)) == 1


@pytest.mark.usefixtures("english")
async def test_the_page_is_shown_in_the_browser_signed_or_to_be_signed_on(
    ctx: Context, clock: FixedClock, workstation: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(browser, "open_in_browser", shown.append)
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_report(pilot)
        await press(pilot, "f7")
        assert "The report is open in the browser" in heard(app)
        services.reports.sign(ctx, TODAY, "王主任", on_paper=True)
        desk_of(app).refresh_board()
        await press(pilot, "o")
    (signature,) = signatures(ctx)
    assert [signature.hash in page for page in shown] == [False, True]
    assert services.history.recent(ctx, 1)[0].action == Deed.PRINT


@pytest.mark.usefixtures("english")
async def test_a_mistake_in_the_clinic_s_page_is_said_at_the_signature_and_nothing_is_signed(
    ctx: Context, clock: FixedClock, workstation: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuleError(say("report.html.j2: line 3 is broken"))

    monkeypatch.setattr(pages, "page", broken)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_report(pilot)
        await press(pilot, "s", "up", "2", "ctrl+s")
        assert in_view(app) is SignReport
        assert "line 3 is broken" in text_of(app)
        assert signatures(ctx) == ()


@pytest.mark.usefixtures("english")
async def test_a_pin_is_typed_twice_and_the_old_one_asked_for(ctx: Context, workstation: Opener) -> None:
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_report(pilot)
        await press(pilot, "ctrl+g", *"2468", "enter", *"2469", "enter")
        assert "not the same PIN as above" in text_of(app)
        assert not services.reports.has_pin(ctx, "王主任")
        await press(pilot, "backspace", "8", "enter")
        assert services.reports.has_pin(ctx, "王主任")
        assert "signs with the new PIN" in heard(app)

        await press(pilot, "c", *"1111", "enter", *"1357", "enter", *"1357", "enter")
        assert in_view(app) is DoctorPin
        assert "This is not the PIN of 王主任" in text_of(app)
        assert "1357" not in text_of(app)
        await press(pilot, "up", "up", *["backspace"] * 4, *"2468", "ctrl+s")
        assert in_view(app) is Desk
        services.reports.sign(ctx, TODAY, "王主任", pin="1357")


@pytest.mark.usefixtures("english")
async def test_a_remark_of_several_lines_is_kept_changed_undone_and_taken_away(
    ctx: Context, workstation: Opener
) -> None:
    def kept() -> str:
        return services.reports.of_day(ctx).remark

    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_report(pilot)
        await press(pilot, "r", *"one", "enter", *"two", "f2")
        assert kept() == "one\ntwo"
        assert "Remark  one two" in text_of(app)
        await press(pilot, "r", "!", "ctrl+s")
        assert kept() == "one\ntwo!"
        await press(pilot, "u")
        assert kept() == "one\ntwo"
        await press(pilot, "r", "ctrl+s")
        assert in_view(app) is RemarkDialog
        assert "what stands there already" in text_of(app)
        app.screen.query_one(PlainArea).text = ""
        await press(pilot, "ctrl+s")
        assert kept() == ""
        assert "Remark  none" in text_of(app)
        await press(pilot, "r")
        app.screen.query_one(PlainArea).text = "x" * 2001
        await press(pilot, "ctrl+s")
        assert "2001 characters are too many" in text_of(app)
        assert app.screen.query_one(PlainArea).text == "x" * 2001
        await press(pilot, "escape")
        assert "Not saved" in text_of(app)
        assert in_view(app) is RemarkDialog
        await press(pilot, "escape")
        assert in_view(app) is Desk
        assert kept() == ""


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (60, 18), (200, 60)])
async def test_a_window_of_any_size_has_whole_lines(
    ctx: Context, clock: FixedClock, workstation: Opener, spoken_language: str, size: tuple[int, int]
) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=size) as pilot:
        await open_report(pilot)
        for key in ("right", "right", "pagedown", "end", "home", "s", "escape", "r", "escape", "c", "escape"):
            await press(pilot, key)
            require_whole(pilot)


@pytest.mark.usefixtures("english")
async def test_other_days_are_read_and_signed_and_9_leads_back(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    clock.advance(days=-1)
    short_day(ctx, clock)
    seen(ctx, clock)
    clock.at += timedelta(days=1)
    register(ctx, "李秀英")
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_report(pilot)
        await press(pilot, "[")
        assert "11-20 Fri  ! not signed" in text_of(app)
        assert line_with(app, ">Visits").split()[1] == "3"
        await press(pilot, "s", "up", "2", "ctrl+s")
        assert [len(signatures(ctx, TODAY - DAY)), len(signatures(ctx))] == [1, 0]
        assert "signed on paper by 王主任, 11-21" in text_of(app)
        await press(pilot, "]")
        assert "11-21 Sat  not signed yet" in text_of(app)
        await press(pilot, "]")
        assert "2026-11-22 has not come yet" in heard(app)
        pane_of(app).table.select(("trend", "days", "2026-11-20"))
        await press(pilot, "enter")
        assert pane_of(app).day == TODAY - DAY
        await press(pilot, "2", "9")
        assert pane_of(app).day == TODAY


@pytest.mark.usefixtures("english")
async def test_an_alert_leads_to_the_day_that_is_to_be_signed(ctx: Context, workstation: Opener) -> None:
    app = workstation()
    async with app.run_test(size=SMALL) as pilot:
        await open_report(pilot)
        await desk_of(app).open_at("report", Target(Place.REPORT, (TODAY - DAY).isoformat()))
        await settle(pilot)
        assert pane_of(app).day == TODAY - DAY


@pytest.mark.usefixtures("english")
async def test_the_filter_leaves_lines_and_whole_sections_that_are_called_so(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=SMALL) as pilot:
        await open_report(pilot)
        await press(pilot, "slash")
        await write(pilot, "whereab")
        assert section(app) == "places"
        assert "Consulting room" in text_of(app)
        assert "At a glance" not in text_of(app)
        pane_of(app).query_one(FilterLine).value = "nothing is called so"
        await settle(pilot)
        assert "No figure matches" in text_of(app)
        await press(pilot, "escape")
        assert "At a glance" in text_of(app)


@pytest.mark.usefixtures("english")
async def test_it_is_read_with_as_many_statements_however_many_came_and_never_by_the_clock(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    def run(what: str) -> int:
        ran: list[str] = []
        ctx.reading.set_trace_callback(ran.append)
        if what == "show":
            pane_of(app).show(desk_of(app).board, desk_of(app).lens)
        elif what == "tick":
            pane_of(app).tick(clock.now())
        else:
            desk_of(app).refresh_board()
        ctx.reading.set_trace_callback(None)
        return len(ran)

    short_day(ctx, clock)
    app = workstation()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        board_alone = run("refresh")
        await press(pilot, "9")
        few = run("show")
        assert 0 < few < 60
        assert run("tick") == 0
        for _ in range(3):
            seen(ctx, clock, minutes=3) if services.board.read(ctx).line else None
            register(ctx, "李秀英")
        desk_of(app).refresh_board()
        assert run("show") == few
        await press(pilot, "2")
        assert run("refresh") == board_alone


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_hostile_text_is_only_ever_text(
    ctx: Context, clock: FixedClock, workstation: Opener, english: str, size: tuple[int, int]
) -> None:
    for text in HOSTILE.values():
        services.incidents.report(ctx, IncidentKind.DAMAGE, text)
    services.checklist.skip(ctx, "air", "".join(HOSTILE.values()))
    services.reports.remark(ctx, "\n".join(HOSTILE.values()))
    services.reports.sign(ctx, TODAY, "".join(HOSTILE.values())[:60], on_paper=True)
    register(ctx, HOSTILE["tag"], complaint=HOSTILE["escape"])
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_report(pilot)
        for key in ("r", "escape", "s", "escape", "enter", "enter", "escape", "escape"):
            await press(pilot, key)
            require_whole(pilot)
        for _ in range(40):
            await press(pilot, "down")
            require_whole(pilot)
        await press(pilot, "end")
        for key in ("enter", "escape", "up", "enter", "escape"):
            await press(pilot, key)
            require_whole(pilot)
