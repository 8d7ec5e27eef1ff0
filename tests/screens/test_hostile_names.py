"""Names that would be markup, escapes or formulas are only ever text: on every screen and in every dialog."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import PlainInput
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import settle, strike, text_of

HOSTILE = {
    "closing tag": "[/]",
    "tag": "[TODO] 张三",
    "action": "[@click=app.quit]x[/]",
    "link": "[link=file:///etc]王[/link]",
    "escape": "\x1b[31m红\x1b]0;title\x07",
    "bidi": "王\u202e芳\u2066x",
    "joined emoji": "👩‍👩‍👧 王",
    "stacked marks": "Z" + "\u0301" * 40,
    "long": "欧阳" * 100,
    "formula": "=cmd()|' /C calc'!A0",
    "format": "{name} %s {0}",
    "variable": "$error \\[x]",
}
GROUPS = {
    "markup": ("closing tag", "tag", "action", "link"),
    "invisible": ("escape", "bidi", "joined emoji", "stacked marks"),
    "long": ("long",),
    "template": ("formula", "format", "variable"),
}
LOOKS = (
    *("enter", "escape", "t", "escape", "f4", "escape", "w", "escape", "p", "escape", "e", "escape"),
    *("a", "escape", "o", "escape", "m", "escape", "x", "escape", "E", "escape", "l", "escape"),
    *("f7", *"cbc", "enter", ".", "x", "enter", "o", "escape", "escape", "ctrl+k", "escape"),
    *("f10", "f10", "3", "s", "s", "enter", "escape", "8", "enter", "escape", "ctrl+g", "escape", "2"),
    *("f1", "escape", "ctrl+p", *"a00", "escape", "c", "ctrl+s", "enter", "escape", "ctrl+f", "escape"),
)


async def look_everywhere(pilot: Pilot[None]) -> None:
    """Every dialog about the selected patient, every screen; after each key the screen is whole."""
    for key in LOOKS:
        await strike(pilot, key)
        require_whole(pilot)


def require_whole(pilot: Pilot[None]) -> None:
    """Each line has exactly the screen's width, and no character that a terminal would obey."""
    app = pilot.app
    assert not app._exit
    for strip in app.screen._compositor.render_strips():
        assert cell_len(strip.text) == app.size.width, strip.text
        assert not [char for char in strip.text if unicodedata.category(char) in {"Cc", "Cf", "Cs"}]


def all_of(group: str) -> str:
    """One name with everything of a group in it."""
    return "".join(HOSTILE[kind] for kind in GROUPS[group])


def test_every_kind_is_in_a_group() -> None:
    assert sorted(kind for group in GROUPS.values() for kind in group) == sorted(HOSTILE)


async def test_lists_full_of_hostile_names_are_whole(workstation: Opener, ctx: Context, english: str) -> None:
    for name in HOSTILE.values():
        register(ctx, name, complaint=name)
    app = workstation()
    async with app.run_test(size=(90, 40), notifications=True) as pilot:
        await settle(pilot)
        for key in ("f5", "ctrl+s", *["down"] * len(HOSTILE), "3", *["down"] * len(HOSTILE), "8", "down"):
            await strike(pilot, key)
            require_whole(pilot)


@pytest.mark.parametrize("group", GROUPS)
async def test_a_hostile_name_is_text_everywhere(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str, group: str
) -> None:
    name = all_of(group)
    visit = register(ctx, name, complaint=name)
    services.companions.add_companion(
        ctx, visit.visit_id, name=name, relation=name[:20], phone="", invite=True
    )
    told = services.promises.offer(ctx, visit.visit_id)
    services.promises.tell(ctx, told)
    clock.advance(hours=2)  # the alert line names her
    app = workstation()
    async with app.run_test(size=(90, 30), notifications=True) as pilot:
        await settle(pilot)
        require_whole(pilot)
        await look_everywhere(pilot)
    assert list(services.checking.check(ctx.database.path)) == []


@pytest.mark.parametrize("group", GROUPS)
async def test_a_hostile_name_can_be_registered_searched_and_filtered(
    workstation: Opener, ctx: Context, english: str, group: str
) -> None:
    app = workstation()
    async with app.run_test(size=(90, 30), notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "f2")
        app.screen.query_one(PlainInput).value = all_of(group)
        await settle(pilot)
        require_whole(pilot)
        await strike(pilot, "enter")
        require_whole(pilot)
        await strike(pilot, "escape", "escape")
        for opening in ("f3", "slash", "ctrl+p"):
            await strike(pilot, "2", opening)
            line = app.focused
            assert isinstance(line, PlainInput), text_of(app)
            line.value = all_of(group)
            await settle(pilot)
            require_whole(pilot)
            await strike(pilot, "escape")


@pytest.mark.parametrize("name", ["[TODO] 张三", "[@click=app.quit]x[/]"])
async def test_what_looks_like_markup_is_shown_as_typed_and_does_nothing(
    workstation: Opener, ctx: Context, english: str, name: str
) -> None:
    register(ctx, name)
    app = workstation()
    async with app.run_test(size=(160, 30), notifications=True) as pilot:
        await settle(pilot)
        rows = [y for y, line in enumerate(text_of(app).splitlines()) if name in line]
        assert rows, text_of(app)
        for y in rows:
            for x in (20, 22, 130):
                await pilot.click(offset=(x, y))
        assert not app._exit


async def test_room_doctor_and_assistant_are_text_too(
    ctx: Context, workstation: Opener, english: str
) -> None:
    app = workstation()
    app = Workstation(
        app._resolved,
        replace(ctx, room_name="[/]", doctor_name="[b]王", actor="[@click=app.quit]"),
        ctx.clock,
    )
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert text_of(app).startswith(" [/]  [b]王")
        assert "[@click=app.quit]" in text_of(app)
