"""Picking from a short list with one key."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from assistant_tui.i18n import use_language
from assistant_tui.widgets.choice import Choice, Offer, OfferPicked

OFFERS = [
    Offer("waiting", "候诊区", search="hzq"),
    Offer("cashier", "收费处", "通常 10 分", search="sfc"),
    Offer("lab", "检验科", search="jyk"),
    *(Offer(f"room{n}", f"Room {n}") for n in range(4, 13)),
]


class ChoiceApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        yield Choice(lambda: "去哪里？")

    def on_offer_picked(self, message: OfferPicked) -> None:
        self.picked.append(message.offer.id)

    def lines(self) -> list[str]:
        choice = self.query_one(Choice)
        return [choice.render_line(y).text.rstrip() for y in range(choice.size.height)]


@pytest.mark.parametrize(
    ("keys", "picked"),
    [
        ("2", ["cashier"]),
        ("enter", ["waiting"]),
        ("down down enter", ["lab"]),
        ("s f enter", ["cashier"]),
        ("s backspace 3", ["lab"]),
        ("j 1", ["lab"]),
        ("j 2", []),
        ("0", []),
        ("x enter", []),
        ("end enter", ["room12"]),
    ],
)
async def test_keys_pick(keys: str, picked: list[str]) -> None:
    app = ChoiceApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.query_one(Choice).offer(OFFERS)
        app.query_one(Choice).focus()
        await pilot.press(*keys.split())
        assert app.picked == picked


async def test_full_width_digits_pick_too() -> None:
    app = ChoiceApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.query_one(Choice).offer(OFFERS)
        app.query_one(Choice).focus()
        await pilot.press("２")
        assert app.picked == ["cashier"]


async def test_one_click_picks_once() -> None:
    app = ChoiceApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.query_one(Choice).offer(OFFERS)
        await pilot.pause()
        await pilot.click(Choice, offset=(6, 3))
        assert app.picked == ["lab"]


async def test_digits_stand_before_the_first_nine_and_the_search_is_shown() -> None:
    use_language("en")
    app = ChoiceApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.query_one(Choice).offer(OFFERS)
        app.query_one(Choice).focus()
        await pilot.pause()
        lines = app.lines()
        assert lines[0].strip() == "去哪里？"
        assert lines[2].split() == ["2", "收费处", "通常", "10", "分"]
        assert lines[10].split() == ["Room", "10"]
        await pilot.press("q", "q")
        await pilot.pause()
        assert app.lines()[0].strip() == "去哪里？ qq_"
        assert "Nothing matches." in app.lines()[1]
        app.query_one(Choice).offer(OFFERS)
        await pilot.pause()
        assert app.lines() == lines
