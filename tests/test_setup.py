"""A newcomer's set-up works: what is pinned, what the recipes run, and what an installed program brings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent


def _project() -> dict[str, Any]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return {_plain(name): version for name, _, version in (line.partition("==") for line in lines)}


def _requirements() -> list[Requirement]:
    project = _project()
    return [
        Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["dev"])
    ]


@pytest.mark.parametrize("requirement", _requirements(), ids=str)
def test_every_dependency_is_pinned_to_a_version_that_it_allows(requirement: Requirement) -> None:
    if requirement.marker is not None and not requirement.marker.evaluate():
        pytest.skip("not needed on this system")
    assert requirement.specifier.contains(_pins()[_plain(requirement.name)])


def test_the_makefile_asks_for_the_python_that_the_project_needs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    asked = set(re.findall(r"sys\.version_info (?:>=|<) \((\d+), (\d+)\)", makefile))
    assert asked == {("3", "11")}
    needed = SpecifierSet(_project()["requires-python"])
    assert needed.contains("3.11")
    assert not needed.contains("3.10")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no make")
@pytest.mark.parametrize(
    ("target", "runs"),
    [
        ("run", ".venv/bin/assistant-tui"),
        ("test", ".venv/bin/python -m pytest"),
        ("check", ".ci/run"),
    ],
)
def test_a_fresh_tree_is_set_up_before_anything_runs(target: str, runs: str, tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    planned = subprocess.run(
        ["make", "--dry-run", target], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    ).stdout
    made, installed, done = (
        planned.index(step) for step in (" -m venv --clear .venv", "pip install", "touch .venv/.ready")
    )
    assert made < installed < done < planned.index(f"\n{runs}\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bit")
def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel, built from this tree, is unpacked: as pip would install it."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed: pip install hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }


def test_the_wheel_has_the_whole_program_and_nothing_else(installed: Path) -> None:
    program = {f"assistant_tui/{name}" for name in _files(ROOT / "assistant_tui")}
    data = {f"assistant_tui/data/{name}" for name in _files(ROOT / "data")}
    packed = {name for name in _files(installed) if ".dist-info/" not in name}
    assert packed == program | data
    for kind in (".mo", ".tcss", ".toml", "versions/0001_first.py"):
        assert any(name.endswith(kind) for name in packed), kind


def test_the_installed_program_works_away_from_its_source(installed: Path, tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "ASSISTANT_TUI_DB": str(tmp_path / "clinic.db"),
        "ASSISTANT_TUI_CONFIG": str(tmp_path / "settings.toml"),
        "ASSISTANT_TUI_LANG": "zh_CN",
    }

    def program(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "assistant_tui", *words],
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    assert "命令" in program("--help")
    packs = program("packs", "list")
    assert packs.count(str(installed / "assistant_tui" / "data" / "packs")) == 4
    names = ("--room", "一诊室", "--doctor", "王主任", "--assistant", "李敏")
    program("init", "--demo", "--pack", "dental", *names, "--no-input")
    program("queue", "add", "王芳 女34 13800001111 初诊")
    assert "A001" in program("queue", "list")
    assert "A001" in program("queue", "call")
