"""Typing with an input method on, pasting rubbish, and being told what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App, ComposeResult
from textual.widgets import Input

from assistant_tui.domain.saying import say
from assistant_tui.i18n import use_language
from assistant_tui.widgets.plain_input import PlainInput, half_width
from tests.widgets.people import HOSTILE


class InputApp(App[None]):
    def __init__(self, make: Callable[[], PlainInput] = PlainInput) -> None:
        super().__init__()
        self.make = make
        self.submitted: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.make()

    @property
    def field(self) -> PlainInput:
        return self.query_one(PlainInput)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.submitted.append(message.value)

    def line(self, y: int) -> str:
        return self.field.render_line(y).text.rstrip()


def test_full_width_ascii_becomes_plain_and_chinese_stays() -> None:
    assert half_width("Ａ０１２，王\u3000ｘ？") == "A012,王 x?"


async def test_of_what_is_secret_only_asterisks_are_seen() -> None:
    app = InputApp(lambda: PlainInput(secret=True, ascii_keys=True))
    async with app.run_test(size=(30, 4)) as pilot:
        await pilot.press(*"２4", "6", "8")
        await pilot.pause()
        assert app.line(0) == "****"
        await pilot.press("enter")
        assert app.submitted == ["2468"]


async def test_keys_of_an_input_method_become_ascii_where_asked() -> None:
    app = InputApp(lambda: PlainInput(ascii_keys=True))
    async with app.run_test(size=(40, 5)) as pilot:
        app.field.insert_text_at_cursor("Ａ０１２")
        await pilot.press("home", "x")
        assert app.field.value == "xA012"
        assert app.field.cursor_position == 1


async def test_full_width_stays_where_it_is_text() -> None:
    app = InputApp()
    async with app.run_test(size=(40, 5)):
        app.field.insert_text_at_cursor("下腹痛，３天")
        assert app.field.value == "下腹痛，３天"


async def test_what_cannot_be_drawn_is_never_in_the_field() -> None:
    app = InputApp()
    async with app.run_test(size=(60, 5)) as pilot:
        for name in HOSTILE:
            app.field.value = ""
            app.field.insert_text_at_cursor("ab")
            app.field.cursor_position = 1
            app.field.insert_text_at_cursor(name)
            await pilot.pause()
            assert "\x1b" not in app.field.value
            assert "\u202e" not in app.field.value
            assert app.field.value.endswith("b") or len(name) == 200
            app.field.value = name
            assert "\x1b" not in app.field.value
            assert "\x1b" not in app.line(0)


async def test_a_problem_is_shown_below_until_typing_goes_on_and_the_text_stays() -> None:
    use_language("en")
    app = InputApp(lambda: PlainInput("王芳 138"))
    async with app.run_test(size=(60, 5)) as pilot:
        assert app.line(1) == ""
        await pilot.press("enter")
        app.field.problem = say("Type 11 digits, not {count} [b].", count=3)
        await pilot.pause()
        assert app.submitted == ["王芳 138"]
        assert app.line(0) == "王芳 138"
        assert app.line(1) == "! Type 11 digits, not 3 [b]."
        assert app.field.size.height == 2
        await pilot.press("0")
        assert app.field.value == "王芳 1380"
        assert app.line(1) == ""


async def test_the_placeholder_is_text() -> None:
    app = InputApp(lambda: PlainInput(placeholder="[b]王芳[/] 女34"))
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        assert app.line(0) == "[b]王芳[/] 女34"
