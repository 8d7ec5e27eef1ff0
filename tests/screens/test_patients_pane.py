"""Screen 8: finding patients."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.menu import PatientMenu
from assistant_tui.screens.patients import PatientsPane
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.registration import Registration
from assistant_tui.widgets.table import Heading, Titles
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, text_of, type_in
from tests.screens.test_registering import HOSTILE

NARROW, WIDE = (80, 24), (120, 32)


async def pane_of(pilot: Pilot[None], key: str = "8") -> PatientsPane:
    await pilot.pause()
    await pilot.press(key)
    await pilot.pause()
    assert isinstance(pilot.app.screen, Desk)
    pane = pilot.app.screen.pane
    assert isinstance(pane, PatientsPane)
    return pane


def names(pane: PatientsPane) -> list[str]:
    table = pane.table
    return [row.name for row in table._rows.lines if not isinstance(row, Heading | Titles)]


@pytest.fixture
def three(ctx: Context) -> None:
    for name, phone, card in (
        ("王芳", "13800001111", "A17"),
        ("李强", "13900002222", None),
        ("王方", "13700003333", None),
    ):
        facts = PatientFacts(name, "female", "1990-05", phone, card, "过敏" if card else None)
        services.registration.register(ctx, Registration(facts, complaint="头晕"))


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.usefixtures("three")
async def test_nothing_typed_shows_who_was_here_last(
    workstation: Opener, spoken_language: str, size: tuple[int, int]
) -> None:
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        pane = await pane_of(pilot)
        assert names(pane) == ["王方", "李强", "王芳"]
        assert "13700003333" in text_of(app)
        assert "头晕" in text_of(app)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("wf", ["王方", "王芳"]), ("王芳", ["王芳"]), ("2222", ["李强"]), ("a17", ["王芳"]), ("nobody", [])],
)
@pytest.mark.usefixtures("three")
async def test_every_key_searches(workstation: Opener, english: str, typed: str, found: list[str]) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        pane = await pane_of(pilot, "f3")
        await type_in(pilot, typed)
        await pilot.pause()
        assert sorted(names(pane)) == sorted(found)
        if not found:
            assert "Nobody was found. F2" in text_of(app)
            assert "Nobody is selected" in text_of(app)


@pytest.mark.usefixtures("three")
async def test_the_cursor_is_what_actions_are_about(workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        pane = await pane_of(pilot, "f3")
        await type_in(pilot, "lq")
        await pilot.press("down")
        await pilot.pause()
        assert pane.table.has_focus
        desk = app.screen
        assert isinstance(desk, Desk)
        row = pane.table.cursor_row
        assert row is not None
        assert row.name == "李强"
        assert desk.require_patient() == row.patient_id
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PatientMenu)


@pytest.mark.usefixtures("three")
async def test_coming_back_to_the_pane_selects_again(workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        pane = await pane_of(pilot)
        row = pane.table.cursor_row
        await pilot.press("3")
        await pilot.pause()
        await pilot.press("8")
        await pilot.pause()
        desk = app.screen
        assert isinstance(desk, Desk)
        assert row is not None
        assert pane.table.cursor_row is not None
        assert desk.require_patient() == pane.table.cursor_row.patient_id


@pytest.mark.usefixtures("three")
async def test_escape_empties_the_search_and_goes_to_the_list(workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        pane = await pane_of(pilot, "f3")
        assert pane.search.has_focus
        await type_in(pilot, "lq")
        await pilot.press("escape")
        await pilot.pause()
        assert pane.search.value == ""
        assert len(names(pane)) == 3
        assert pane.table.has_focus
        await pilot.press("slash")
        await pilot.pause()
        assert pane.search.has_focus


@pytest.mark.usefixtures("three")
async def test_an_action_shows_in_the_list_at_once(workstation: Opener, ctx: Context, english: str) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        pane = await pane_of(pilot)
        row = pane.table.cursor_row
        assert row is not None
        services.patients.edit(ctx, row.patient_id, PatientFacts("新名"))
        desk = app.screen
        assert isinstance(desk, Desk)
        desk.refresh_board()
        await pilot.pause()
        assert "新名" in text_of(app)
        assert pane.table.cursor_key == row.patient_id


@pytest.mark.usefixtures("three")
async def test_hidden_names_hide_name_phone_and_card(workstation: Opener, english: str) -> None:
    app = workstation(hide_names=True)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pane_of(pilot)
        shown = text_of(app)
        for secret in ("王芳", "李强", "13800001111", "A17"):
            assert secret not in shown
        assert "王*" in line_with(app, "137****3333")


async def test_hostile_names_are_only_names(workstation: Opener, ctx: Context, english: str) -> None:
    for name in HOSTILE:
        facts = PatientFacts(f"Mo {name}", card="[/b]", note="[bold]\x1b[2J\n[/]")
        services.registration.register(ctx, Registration(facts, complaint=name))
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        pane = await pane_of(pilot)
        shown = text_of(app)
        for literal in (
            "Mo [/]",
            "Mo [TODO]",
            "Mo [@click",
            "Mo =cmd()",
            "Mo {name}",
            "[/b]",
            "[bold][2J",
        ):
            assert literal in shown
        for name in HOSTILE:
            pane.search.value = name
            await pilot.pause()
            await pilot.press("home", "down")
        assert app.is_running
        assert "\x1b" not in text_of(app)
        assert "\u202e" not in text_of(app)


@pytest.mark.parametrize("size", [(20, 6), (1, 1), (40, 10)])
async def test_any_size_will_do(
    workstation: Opener, ctx: Context, chinese: str, size: tuple[int, int]
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        pane = await pane_of(pilot)
        await pilot.press("f3", "w", "down", "escape")
        await pilot.pause()
        assert names(pane) == ["王芳"]
