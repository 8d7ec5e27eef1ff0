"""The first run: questions in both languages, the demo, and nothing made before everything is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.i18n import language
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.first_run import FirstRun
from tests.conftest import NINE
from tests.screens.conftest import settled
from tests.screens.seeing import settle, strike, text_of, write

EMPTY_SCREEN = (80, 24)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Workstation]:
    """The program where there is no file yet."""
    app = Workstation(settled(tmp_path, tmp_path / "data" / "clinic.db"), None, FixedClock(NINE))
    yield app
    if app.ctx is not None:
        app.ctx.database.close()


async def test_three_steps_lead_to_the_desk(fresh: Workstation, tmp_path: Path, spoken_language: str) -> None:
    async with fresh.run_test(size=EMPTY_SCREEN) as pilot:
        await settle(pilot)
        assert "欢迎使用  Welcome" in text_of(fresh)
        await strike(pilot, "enter", "1")  # the language that is offered first, the first pack
        await write(pilot, "妇科一诊室")
        await strike(pilot, "enter")
        await write(pilot, "王主任")
        await strike(pilot, "enter")
        await write(pilot, "李敏")
        await strike(pilot, "enter")
        assert isinstance(fresh.screen, Desk)
        assert " 妇科一诊室  王主任" in text_of(fresh)
        assert language() == spoken_language
        await strike(pilot, "f2")
        await write(pilot, "王芳 女34")
        await strike(pilot, "enter")
        assert "A001" in text_of(fresh)
    assert f'language = "{spoken_language}"' in (tmp_path / "config.toml").read_text(encoding="utf-8")
    assert list(services.checking.check(tmp_path / "data" / "clinic.db")) == []


async def test_the_other_language_is_one_key_away(fresh: Workstation, chinese: str) -> None:
    async with fresh.run_test(size=EMPTY_SCREEN) as pilot:
        await settle(pilot)
        await strike(pilot, "2")
        assert language() == "en"
        assert "What kind of clinic is this?" in text_of(fresh)


async def test_a_missing_name_is_said_at_its_field_and_nothing_is_made(
    fresh: Workstation, tmp_path: Path, english: str
) -> None:
    async with fresh.run_test(size=EMPTY_SCREEN) as pilot:
        await settle(pilot)
        await strike(pilot, "enter", "1")
        await write(pilot, "Room 1")
        await strike(pilot, "f2")
        assert "! Type the doctor's name" in text_of(fresh)
        assert getattr(fresh.focused, "id", "") == "first-doctor"
        assert "Room 1" in text_of(fresh)
        await write(pilot, "   ")
        await strike(pilot, "enter")
        assert isinstance(fresh.screen, FirstRun)
        assert not (tmp_path / "data" / "clinic.db").exists()
        assert not (tmp_path / "config.toml").exists()


async def test_esc_goes_back_step_by_step_and_out(fresh: Workstation, tmp_path: Path, english: str) -> None:
    async with fresh.run_test(size=EMPTY_SCREEN) as pilot:
        await settle(pilot)
        await strike(pilot, "enter", "2")
        await write(pilot, "Room 1")
        await strike(pilot, "escape")
        assert "What kind of clinic is this?" in text_of(fresh)
        await strike(pilot, "1")
        assert "Room 1" in text_of(fresh)  # what was typed is kept
        await strike(pilot, "escape", "escape")
        assert "Welcome" in text_of(fresh)
        await strike(pilot, "escape")
        assert fresh._exit
    assert list(tmp_path.rglob("*.db")) == []


async def test_a_place_where_no_file_can_be_made_is_said_in_words(
    fresh: Workstation, tmp_path: Path, english: str
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    async with fresh.run_test(size=EMPTY_SCREEN) as pilot:
        await settle(pilot)
        await strike(pilot, "enter", "1", *"Room", "enter", *"Wang", "enter", *"Li", "enter")
        assert isinstance(fresh.screen, FirstRun)
        assert "cannot be made" in text_of(fresh).replace("\n", " ")
        assert "Room" in text_of(fresh)


async def test_the_demo_opens_marked_and_away_from_real_data(
    fresh: Workstation, tmp_path: Path, english: str
) -> None:
    async with fresh.run_test(size=EMPTY_SCREEN) as pilot:
        await settle(pilot)
        await strike(pilot, "enter", "end", "enter")
        assert isinstance(fresh.screen, Desk)
        assert " DEMO " in text_of(fresh)
        assert fresh.ctx is not None
        assert fresh.ctx.database.is_demo
        assert fresh.screen._pulse is not None, "it lives"
        await strike(pilot, "ctrl+t")
    assert list(tmp_path.rglob("*")) == []
