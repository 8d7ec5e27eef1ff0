"""The lines around every screen: right at 80 and 120 columns, harmless at any other size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.message import Message

from assistant_tui.domain.saying import say
from assistant_tui.i18n import use_language
from assistant_tui.readmodels.shell import AlertItem, KeyHint, RoomLabel, ScreenTab
from assistant_tui.widgets.alert_line import AlertChosen, AlertLine
from assistant_tui.widgets.footer_bar import ActionChosen, FooterBar
from assistant_tui.widgets.header_bar import HeaderBar
from assistant_tui.widgets.line import OneLine, width_of
from assistant_tui.widgets.screen_line import ScreenChosen, ScreenLine
from tests.widgets.people import HOSTILE, names

SATURDAY = datetime(2026, 11, 21, 10, 42, 7)  # noqa: DTZ001 - the widget shows what it is given
ROOM = RoomLabel("妇科一诊室", "王主任", "李敏", demo=True)
TABS = (
    ScreenTab("checklist", "1", "清单", 2),
    ScreenTab("queue", "2", "候诊", 9),
    ScreenTab("whereabouts", "3", "去向", 14),
    ScreenTab("watch", "5", "术后", 2, urgent=True),
    ScreenTab("patients", "8", "患者"),
)
ENGLISH_TABS = tuple(
    ScreenTab(title.lower(), str(n), title, n)
    for n, title in enumerate(
        ("Checklist", "Queue", "Whereabouts", "Orders", "Watch", "Follow-up", "Appointments", "Patients"), 1
    )
)
ALERTS = (
    AlertItem("B超 A011 超时 38分", key="stay/11/0"),
    AlertItem(say("Round {ticket} is due.", ticket="A007"), urgent=True, key="round/7/1"),
    AlertItem("紫外线灯 13:00前"),
)
HINTS = (
    KeyHint("register", "F2", "登记", 5),
    KeyHint("find", "F3", "Find", 3),
    KeyHint("call_next", "F5", "叫下一位", 9),
    KeyHint("help", "?", "帮助", 9),
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


class LinesApp(App[None]):
    """All four lines, and what was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield HeaderBar()
        yield ScreenLine()
        yield AlertLine()
        yield FooterBar()

    def fill(self) -> None:
        self.query_one(HeaderBar).show(ROOM)
        self.query_one(HeaderBar).tick(SATURDAY)
        self.query_one(ScreenLine).show(TABS, "queue")
        self.query_one(AlertLine).show(ALERTS)
        self.query_one(FooterBar).show(HINTS)

    def text(self, kind: type[OneLine]) -> str:
        return self.query_one(kind).render_line(0).text

    def on_screen_chosen(self, message: ScreenChosen) -> None:
        self.said.append(message)

    def on_alert_chosen(self, message: AlertChosen) -> None:
        self.said.append(message)

    def on_action_chosen(self, message: ActionChosen) -> None:
        self.said.append(message)


async def test_all_lines_at_120_columns() -> None:
    app = LinesApp()
    async with app.run_test(size=(120, 10)) as pilot:
        app.fill()
        await pilot.pause()
        header = app.text(HeaderBar)
        assert header.startswith(" 妇科一诊室  王主任  DEMO ")
        assert header.endswith(" Assistant 李敏   11-21 Sat  10:42:07 ")
        assert app.text(ScreenLine).rstrip() == " 1清单 2 [2候诊 9] 3去向 14  5术后 2!  8患者"
        assert app.text(AlertLine).rstrip() == " ! Round A007 is due.  B超 A011 超时 38分  紫外线灯 13:00前"
        assert app.text(FooterBar).rstrip() == " F2登记 F3 Find F5叫下一位 ?帮助"


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (5, 4), (20, 5), (41, 5), (80, 24), (120, 32)])
async def test_lines_fit_every_size_empty_and_full(size: tuple[int, int]) -> None:
    app = LinesApp()
    async with app.run_test(size=size) as pilot:
        for filled in (False, True):
            if filled:
                app.fill()
            await pilot.pause()
            for line in app.query(OneLine):
                assert line.render_line(0).cell_length == line.size.width <= size[0]


@given(names, st.integers(0, 140))
def test_pieces_never_need_more_than_the_line(name: str, width: int) -> None:
    header = HeaderBar()
    header._label = RoomLabel(name, name, name, demo=True)
    header._now = SATURDAY
    screens = ScreenLine()
    screens._tabs = [ScreenTab(str(n), str(n), name, n) for n in range(1, 10)]
    screens._active = "3"
    footer = FooterBar()
    footer._hints = [KeyHint(str(n), f"F{n}", name, n) for n in range(1, 10)]
    for line in (header, screens, footer):
        # Down to the clock and the active screen, which the line itself then cuts.
        assert width_of(list(line.pieces(width))) <= max(width, width_of(list(line.pieces(0))))


async def test_the_narrow_header_keeps_the_clock_and_the_demo_mark() -> None:
    app = LinesApp()
    async with app.run_test(size=(24, 5)) as pilot:
        app.fill()
        await pilot.pause()
        assert "DEMO" in app.text(HeaderBar)
        assert "10:42:07" in app.text(HeaderBar)
        assert "李敏" not in app.text(HeaderBar)


async def test_a_tick_repaints_the_clock_only(monkeypatch: pytest.MonkeyPatch) -> None:
    app = LinesApp()
    async with app.run_test(size=(80, 5)) as pilot:
        app.fill()
        await pilot.pause()
        header = app.query_one(HeaderBar)
        regions: list[object] = []
        monkeypatch.setattr(header, "refresh", lambda *areas: regions.extend(areas or ["all"]))
        header.tick(SATURDAY.replace(second=8))
        header.tick(SATURDAY.replace(second=8))
        assert regions == [Region(70, 0, 10, 1)]


async def test_english_titles_shrink_until_they_fit() -> None:
    app = LinesApp()
    async with app.run_test(size=(80, 5)) as pilot:
        app.query_one(ScreenLine).show(ENGLISH_TABS, "whereabouts")
        await pilot.pause()
        text = app.text(ScreenLine)
        assert "[3 Whereabouts 3]" in text
        for tab in ENGLISH_TABS:
            assert f"{tab.key} {str(tab.title)[:2]}" in text


async def test_clicks_tell_what_was_chosen() -> None:
    app = LinesApp()
    async with app.run_test(size=(120, 10)) as pilot:
        app.fill()
        await pilot.pause()
        await pilot.click(ScreenLine, offset=(11, 0))
        await pilot.click(AlertLine, offset=(5, 0))
        await pilot.click(FooterBar, offset=(8, 0))
        await pilot.click(FooterBar, offset=(110, 0))
        screen, alert, action = app.said
        assert isinstance(screen, ScreenChosen)
        assert screen.screen_id == "queue"
        assert isinstance(alert, AlertChosen)
        assert alert.alert.key == "round/7/1"
        assert isinstance(action, ActionChosen)
        assert action.action_id == "find"


async def test_alerts_that_do_not_fit_are_counted_and_reachable() -> None:
    app = LinesApp()
    async with app.run_test(size=(48, 5)) as pilot:
        app.fill()
        await pilot.pause()
        text = app.text(AlertLine).rstrip()
        assert text == " ! Round A007 is due.  B超 A011 超时 38分  +1"
        await pilot.click(AlertLine, offset=(len("  ! Round A007 is due.  B超 A011 超时 38分  ") + 3, 0))
        assert [m.alert for m in app.said if isinstance(m, AlertChosen)] == [ALERTS[2]]


async def test_the_worst_alert_is_cut_rather_than_left_out() -> None:
    app = LinesApp()
    async with app.run_test(size=(16, 5)) as pilot:
        app.fill()
        await pilot.pause()
        assert app.text(AlertLine) == " ! Round A.. +2 "


async def test_a_calm_line_says_so_and_keeps_its_height() -> None:
    app = LinesApp()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        assert app.text(AlertLine).strip() == "Nothing is due."
        assert app.query_one(AlertLine).size.height == 1


async def test_the_footer_drops_the_least_important_first() -> None:
    app = LinesApp()
    async with app.run_test(size=(27, 5)) as pilot:
        app.fill()
        await pilot.pause()
        assert app.text(FooterBar).rstrip() == " F2登记 F5叫下一位 ?帮助"


async def test_hostile_names_do_nothing_in_the_lines() -> None:
    app = LinesApp()
    async with app.run_test(size=(80, 6)) as pilot:
        for name in HOSTILE:
            app.query_one(HeaderBar).show(RoomLabel(name, name, name, demo=True))
            app.query_one(ScreenLine).show([ScreenTab("a", "1", name, 1)], "a")
            app.query_one(AlertLine).show([AlertItem(name, urgent=True)])
            app.query_one(FooterBar).show([KeyHint("a", "F1", name, 1)])
            await pilot.pause()
            for line in app.query(OneLine):
                strip = line.render_line(0)
                assert strip.cell_length == 80
                assert "\x1b" not in strip.text
                assert all(not segment.style or not segment.style.meta for segment in strip)


async def test_news_stands_at_the_end_of_the_keys_for_a_while_and_goes_with_a_click() -> None:
    app = LinesApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.fill()
        footer = app.query_one(FooterBar)
        assert footer.tell("A012 called", seconds=600)
        await pilot.pause()
        assert app.text(FooterBar).split() == [
            "F2登记",
            "F3",
            "Find",
            "F5叫下一位",
            "?帮助",
            "A012",
            "called",
        ]
        assert app.text(FooterBar).endswith(" A012 called ")
        await pilot.click(FooterBar, offset=(55, 0))
        assert footer.news == []
        assert app.text(FooterBar).rstrip() == " F2登记 F3 Find F5叫下一位 ?帮助"
        assert footer.tell("gone at once", seconds=0.001)
        await pilot.pause(0.05)
        assert footer.news == []


async def test_news_leaves_the_keys_half_of_the_line_and_is_never_cut() -> None:
    app = LinesApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.fill()
        footer = app.query_one(FooterBar)
        assert footer.tell("王芳 called", seconds=600)
        assert footer.tell("B超: done", seconds=600)
        assert not footer.tell("one more thing", seconds=600)
        assert footer.news == ["王芳 called", "B超: done"]
        await pilot.pause()
        assert app.text(FooterBar).endswith(" 王芳 called  B超: done ")
        assert "F5叫下一位" in app.text(FooterBar)
        footer.forget_news()
        assert not footer.tell("a long sentence that would hide what the keys do", seconds=600)
