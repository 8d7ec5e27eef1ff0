"""Finding packs: one's own before the bundled ones, by name or by path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant_tui.domain.saying import MissingError
from assistant_tui.pack import available, find, load, pack_folders
from assistant_tui.packfolders import PACK_FILE, max_wait
from assistant_tui.paths import data_folder

BUNDLED = data_folder() / "packs"


def test_a_bundled_pack_is_found_by_name() -> None:
    assert find("dental", [BUNDLED]) == BUNDLED / "dental"


def test_ones_own_pack_hides_the_bundled_one_of_its_name(tmp_path: Path) -> None:
    own = Path(shutil.copytree(BUNDLED / "dental", tmp_path / "packs" / "dental"))
    search = [tmp_path / "packs", BUNDLED]
    assert find("dental", search) == own
    assert available(search)["dental"] == own
    assert available(search)["general"] == BUNDLED / "general"


def test_a_path_is_taken_as_it_is(folder: Path) -> None:
    assert load(find(str(folder), [])).folder == folder


def test_a_path_from_home_is_understood(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    monkeypatch.setenv("USERPROFILE", str(folder.parent))
    assert find("~/general", []) == folder


def test_a_name_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(MissingError, match=r"no pack dentist\. There are: dental, general, gyn"):
        find("dentist", [BUNDLED])


def test_a_path_without_a_pack_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"it has no pack\.toml"):
        find(f"{tmp_path}/nothing", [BUNDLED])


def test_folders_without_a_pack_are_not_listed(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    assert available([tmp_path, tmp_path / "none"]) == {}


def test_the_clinics_folder_is_searched_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("assistant_tui.paths.config_folder", lambda: tmp_path)
    assert pack_folders() == (tmp_path / "packs", BUNDLED)


@pytest.mark.parametrize("name", available([BUNDLED]))
def test_the_maximum_wait_is_read_alone(name: str) -> None:
    assert max_wait(BUNDLED / name) == load(BUNDLED / name).queue.max_wait


@pytest.mark.parametrize(
    "line",
    [
        "max_wait_minutes = -5",
        "max_wait_minutes = 'x'",
        "max_wait_minutes = 1e2",
        "max_wait_minutes = 60.5",
        "returns_after = 3",
        "[other]\nmax_wait_minutes = 60",
    ],
)
def test_what_is_unusual_of_it_is_left_to_the_whole_pack(folder: Path, line: str) -> None:
    file = folder / PACK_FILE
    file.write_text(f'code = "mine"\n[queue]\n{line}\n', encoding="utf-8")
    assert max_wait(folder) is None
    file.unlink()
    assert max_wait(folder) is None
