"""What the tests share: a clock that stands, the general pack, and a workstation on a file of its own."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import i18n, services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.pack.load import load
from assistant_tui.pack.model import Pack
from assistant_tui.services.context import Context
from assistant_tui.services.setup import Desk
from assistant_tui.store.database import Database
from tests.quiet import quick_pilots

NINE = datetime(2026, 11, 21, 1, tzinfo=UTC)
"""Saturday 2026-11-21, 09:00 in Shanghai: when the tests' clinic opens."""

ZONE = ZoneInfo("Asia/Shanghai")
DESK = Desk(room="一诊室", doctor="王主任", assistant="李敏")
SELDOM = 50_000
"""New objects after which Python looks for rubbish; by default after 700, a fifth of a screen test's time."""

gc.set_threshold(SELDOM, 10, 10)

_PACKS = Path(__file__).parent.parent / "data" / "packs"


@pytest.fixture(scope="session", autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the settings, data or logs of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("ASSISTANT_TUI_DB", "ASSISTANT_TUI_CONFIG", "ASSISTANT_TUI_LANG"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick() -> Iterator[None]:
    """No test of a screen waits by the clock."""
    with quick_pilots():
        yield


@pytest.fixture(autouse=True)
def english_unless_told_otherwise() -> Iterator[None]:
    """Every test begins in English, whichever language the one before it ended in."""
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at `NINE` until it is moved."""
    return FixedClock(NINE)


@pytest.fixture(scope="session")
def zone() -> ZoneInfo:
    """The clinic's time zone."""
    return ZONE


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The bundled pack `general`."""
    return load(_PACKS / "general")


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory, pack: Pack, zone: ZoneInfo) -> Path:
    """A freshly set up, closed file; copy it, do not open it."""
    path = tmp_path_factory.mktemp("template") / "clinic.db"
    services.setup.set_up(path, DESK, pack, clock=FixedClock(NINE), zone=zone).database.close()
    return path


@pytest.fixture
def ctx(tmp_path: Path, new_file: Path, pack: Pack, clock: FixedClock, zone: ZoneInfo) -> Iterator[Context]:
    """The workstation of room 1 on a new file of its own; it does not wait for the disk."""
    path = tmp_path / "clinic.db"
    shutil.copy(new_file, path)
    database = Database.open(path)
    database.raw.execute("PRAGMA synchronous = OFF")
    yield services.setup.open_desk(database, pack, assistant=DESK.assistant, clock=clock, zone=zone)
    database.close()
