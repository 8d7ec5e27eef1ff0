"""Where things are kept."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from assistant_tui import paths

posix_only = pytest.mark.skipif(os.name != "posix", reason="the system knows no permission bits")


def test_the_bundled_data_is_there() -> None:
    assert (paths.data_folder() / "packs" / "general" / "pack.toml").is_file()


def test_an_installed_package_carries_its_data_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assistant_tui" / "data").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "assistant_tui" / "paths.py"))
    assert paths.data_folder() == tmp_path / "assistant_tui" / "data"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG is the habit of Linux")
def test_xdg_variables_are_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    assert paths.config_path() == tmp_path / "CONFIG" / "assistant-tui" / "settings.toml"
    assert paths.database_path() == tmp_path / "DATA" / "assistant-tui" / "clinic.db"
    assert paths.log_path().is_relative_to(tmp_path / "STATE")


@pytest.mark.skipif(sys.platform != "linux", reason="XDG is the habit of Linux")
@pytest.mark.parametrize("home", ["/li", "", "li"])
@pytest.mark.parametrize("told", ["/srv/li", "", "li", None])
def test_the_folders_are_those_that_platformdirs_knows(
    monkeypatch: pytest.MonkeyPatch, home: str, told: str | None
) -> None:
    monkeypatch.setenv("HOME", home)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
        if told is not None:
            monkeypatch.setenv(name, told)
    assert paths.config_folder() == platformdirs.user_config_path(paths.NAME, appauthor=False)
    assert paths.data_home() == platformdirs.user_data_path(paths.NAME, appauthor=False)


@posix_only
def test_a_new_folder_is_private(tmp_path: Path) -> None:
    folder = paths.private_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix_only
def test_a_folder_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    paths.private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_home_that_is_none_is_left_alone() -> None:
    assert paths.expanded("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


def test_nothing_slow_is_imported_until_it_is_needed() -> None:
    script = (
        "import sys, assistant_tui.pack, assistant_tui.settings\n"
        "slow = {'platformdirs', 'tempfile', 'zoneinfo', 'difflib', 'textual', 'sqlalchemy', 'pydantic'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"
