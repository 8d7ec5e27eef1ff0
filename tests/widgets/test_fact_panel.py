"""The facts of a patient: labelled, wrapped by cells, never cut short."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from assistant_tui.readmodels.shell import Fact, Section
from assistant_tui.widgets.fact_panel import FactPanel
from tests.widgets.people import HOSTILE

FACTS = (
    Section("", (Fact("年龄", "34"), Fact("家属", "丈夫 已请进诊室一次，等待医生说明", "accent"))),
    Section("单据", (Fact("B超", "未缴!", "alarm"), Fact("", "free text"))),
)


class PanelApp(App[None]):
    def compose(self) -> ComposeResult:
        yield FactPanel()

    def lines(self) -> list[str]:
        panel = self.query_one(FactPanel)
        return [panel.render_line(y).text.rstrip() for y in range(panel.size.height)]


async def test_values_stand_in_a_column_and_wrap_under_themselves() -> None:
    app = PanelApp()
    async with app.run_test(size=(26, 10)) as pilot:
        app.query_one(FactPanel).show("A013 王芳", FACTS)
        await pilot.pause()
        assert app.lines() == [
            " A013 王芳",
            " 年龄 34",
            " 家属 丈夫 已请进诊室一",
            "      次，等待医生说明",
            " 单据 -------------------",
            " B超  未缴!",
            " free text",
            "",
            "",
            "",
        ]


@pytest.mark.parametrize("size", [(1, 1), (3, 4), (20, 5), (40, 10), (80, 24)])
async def test_every_line_has_the_width_at_any_size(size: tuple[int, int]) -> None:
    app = PanelApp()
    async with app.run_test(size=size) as pilot:
        panel = app.query_one(FactPanel)
        panel.show("\n".join(HOSTILE), [Section(name, (Fact(name, name, "warn"),)) for name in HOSTILE])
        await pilot.pause()
        for y in range(panel.size.height):
            strip = panel.render_line(y)
            assert strip.cell_length == panel.scrollable_content_region.width
            assert "\x1b" not in strip.text


async def test_more_facts_than_lines_scroll_under_the_title_and_start_at_the_top_again() -> None:
    app = PanelApp()
    async with app.run_test(size=(30, 5)) as pilot:
        panel = app.query_one(FactPanel)
        many = [Section("", tuple(Fact(f"n{n}", str(n)) for n in range(20)))]
        panel.show("Title", many)
        await pilot.pause()
        panel.scroll_end(animate=False)
        await pilot.pause()
        assert app.lines()[0] == " Title"
        assert app.lines()[-1] == " n19 19"
        panel.show("Other", many)
        await pilot.pause()
        assert app.lines()[:2] == [" Other", " n0  0"]
