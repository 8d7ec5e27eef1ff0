"""Looking at the screen and typing, as a user does."""

from __future__ import annotations

from textual.app import App
from textual.pilot import Pilot

from assistant_tui.widgets.footer_bar import FooterBar
from assistant_tui.widgets.plain import words
from tests.quiet import quiet


def lines_of(app: App[None]) -> list[str]:
    """The screen line by line; of a dialog, without the desk behind it."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def text_of(app: App[None]) -> str:
    """Everything on the screen."""
    return "\n".join(lines_of(app))


def line_with(app: App[None], text: str) -> str:
    """The only line that contains the text."""
    found = [line for line in lines_of(app) if text in line]
    assert len(found) == 1, f"{text!r} in {len(found)} lines of\n{text_of(app)}"
    return found[0]


def said(app: App[None]) -> list[str]:
    """What is being said: the news in the last line, then the toasts, each the oldest first."""
    news = [
        words(text) for screen in app.screen_stack for bar in screen.query(FooterBar) for text in bar.news
    ]
    return [*news, *(str(notification.message) for notification in app._notifications)]


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text, Chinese too, into what has the focus."""
    await pilot.press(*("space" if char == " " else char for char in text))


async def strike(pilot: Pilot[None], *keys: str) -> None:
    """Press keys."""
    await pilot.press(*keys)


async def settle(pilot: Pilot[None]) -> None:
    """Until what has been asked for is on the screen."""
    await quiet(pilot.app)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text, Chinese too, into what has the focus."""
    await strike(pilot, *text)
