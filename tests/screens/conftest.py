"""What the tests of the screens share: the workstation on a file of its own, at a time that stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.i18n import language, use_language
from assistant_tui.pack.model import Pack
from assistant_tui.printing import browser
from assistant_tui.services.context import Context
from assistant_tui.settings import Resolved, Settings
from assistant_tui.store.database import Database

Opener = Callable[..., Workstation]
"""Takes settings to differ from the defaults, such as `hide_names=True`."""

MID_MORNING = datetime(2026, 11, 21, 2, 42, tzinfo=UTC)
"""Saturday 2026-11-21, 10:42 in Shanghai: when the demo of the tests stands still."""


@pytest.fixture(autouse=True)
def no_real_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that are printed open nothing on the computer that runs the tests."""
    monkeypatch.setattr(browser, "_system_browser", lambda _: True)


@pytest.fixture(params=["en", "zh_CN"])
def spoken_language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The test runs in English, and again in Chinese."""
    yield from _speaking(request.param)


@pytest.fixture
def english() -> Iterator[str]:
    """The test runs in English."""
    yield from _speaking("en")


@pytest.fixture
def chinese() -> Iterator[str]:
    """The test runs in Chinese."""
    yield from _speaking("zh_CN")


def _speaking(wanted: str) -> Iterator[str]:
    before = language()
    use_language(wanted)
    yield wanted
    use_language(before)


@pytest.fixture
def workstation(ctx: Context, tmp_path: Path) -> Opener:
    """Makes the app on the test's file `ctx`; run it with `run_test(size=..., notifications=True)`."""

    def open_app(**settings: object) -> Workstation:
        return Workstation(settled(tmp_path, ctx.database.path, **settings), ctx, ctx.clock)

    return open_app


def settled(folder: Path, database: Path, **settings: object) -> Resolved:
    """The settings of a workstation whose files all lie in this folder."""
    return Resolved(
        settings=Settings().with_(**{"bell": False, **settings}),
        config_path=folder / "config.toml",
        database_path=database,
        backups_path=folder / "backups",
        language=language(),
        sources={},
    )


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, pack: Pack, zone: ZoneInfo) -> Callable[[str], Path]:
    """Answers a closed demo file in this language, made once; copy it, do not open it."""
    folder = tmp_path_factory.mktemp("demo")

    def made(spoken: str) -> Path:
        path = folder / f"{spoken}.db"
        if not path.exists():
            clock = FixedClock(MID_MORNING)
            demo = services.demo.make_demo(
                path, pack, language=spoken, at=MID_MORNING, zone=zone, clock=clock
            )
            demo.database.close()
        return path

    return made


@pytest.fixture
def demo(
    demo_file: Callable[[str], Path], tmp_path: Path, pack: Pack, zone: ZoneInfo
) -> Iterator[Callable[[str], Context]]:
    """Opens a copy of the demo day in this language; its clock stands at `MID_MORNING` until moved."""
    opened: list[Context] = []

    def open_copy(spoken: str) -> Context:
        path = tmp_path / "demo.db"
        if not path.exists():
            shutil.copy(demo_file(spoken), path)
        database = Database.open(path)
        database.raw.execute("PRAGMA synchronous = OFF")
        clock = FixedClock(MID_MORNING)
        opened.append(services.setup.open_desk(database, pack, assistant="李敏", clock=clock, zone=zone))
        return opened[-1]

    yield open_copy
    for ctx in opened:
        ctx.database.close()
