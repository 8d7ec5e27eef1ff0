"""What the tests of the screens share: the workstation on a file of its own, at a time that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant_tui.app import Workstation
from assistant_tui.i18n import language, use_language
from assistant_tui.services.context import Context
from assistant_tui.settings import Resolved, Settings

Opener = Callable[..., Workstation]
"""Takes settings to differ from the defaults, such as `hide_names=True`."""


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
        resolved = Resolved(
            settings=Settings().with_(bell=False, **settings),
            config_path=tmp_path / "config.toml",
            database_path=ctx.database.path,
            backups_path=tmp_path / "backups",
            language=language(),
            sources={},
        )
        return Workstation(resolved, ctx, ctx.clock)

    return open_app
