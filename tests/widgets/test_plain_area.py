"""Several lines to type in: what cannot be drawn never gets in, by key, paste or program."""

from __future__ import annotations

import unicodedata

from textual.app import App, ComposeResult
from textual.events import Paste

from assistant_tui.widgets.plain_area import PlainArea
from tests.widgets.people import HOSTILE


class AreaApp(App[None]):
    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield PlainArea(self.text)

    @property
    def area(self) -> PlainArea:
        return self.query_one(PlainArea)


def harmless(text: str) -> bool:
    return not [char for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs"}]


async def test_lines_are_typed_and_broken_with_enter() -> None:
    app = AreaApp()
    async with app.run_test() as pilot:
        app.area.focus()
        await pilot.press(*"停电", "enter", *"ten")
        assert app.area.text == "停电\nten"


async def test_what_cannot_be_drawn_is_left_out_of_pastes_and_of_what_is_filled_in() -> None:
    rubbish = "\r\n".join(HOSTILE)
    app = AreaApp(rubbish)
    async with app.run_test() as pilot:
        assert harmless(app.area.text)
        filled = app.area.text
        app.area.focus()
        app.area.clear()
        app.post_message(Paste(rubbish))
        await pilot.pause()
        assert app.area.text == filled
        assert "[TODO] 张三" in app.area.text
        app.area.text = rubbish
        assert harmless(app.area.text)
