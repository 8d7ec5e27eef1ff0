"""Looking at the screen and typing, as a user does."""

from __future__ import annotations

import asyncio
import unicodedata

from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

_ROUNDS = 4  # a key asks for a dialog, which is mounted, which asks for its rows, which are laid out


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
    """What the toasts say, oldest first."""
    return [str(notification.message) for notification in app._notifications]


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text, Chinese too, into what has the focus."""
    await pilot.press(*("space" if char == " " else char for char in text))


async def strike(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as `pilot.press` does, but wait for the screen only, not for an idle machine."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        try:
            char = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
        except KeyError:
            char = key if len(key) == 1 else ""
        event = events.Key(name, char or None)
        event.set_sender(pilot.app)
        driver.send_message(event)
        await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Until what has been asked for is on the screen."""
    for _ in range(_ROUNDS):
        await pilot._wait_for_screen()
        await asyncio.sleep(0)
        if pilot.app.is_running:
            pilot.app.screen._on_timer_update()


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text, Chinese too, into what has the focus."""
    await strike(pilot, *text)
