"""What keeps the house clean, checked so that nobody has to remember it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.keys import PAGE, page

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "assistant_tui"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 350
LOADED_LATE = {
    *("sqlmodel", "sqlalchemy", "alembic", "pydantic", "pypinyin", "openpyxl", "jinja2", "typer"),
    *("assistant_tui.store.work", "assistant_tui.screens.handlers"),
    *(f"assistant_tui.screens.{name}" for name in ("first_run", "slip_lines", "duty_lines", "watch_lines")),
    *(
        f"assistant_tui.screens.{pane}"
        for pane in ("checklist", "whereabouts", "orders", "watch", "patients", "report")
    ),
}

FIRST_FRAME = """
import asyncio, shutil, sys
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant_tui import app, pack
from assistant_tui.domain.clock import SystemClock
from assistant_tui.services.setup import open_desk
from assistant_tui.settings import Resolved, Settings
from assistant_tui.store.database import Database

path = Path(sys.argv[1])
seen = []
app._warm_up = lambda: seen.append(sorted(sys.modules))

async def first_frame():
    chosen = pack.load(pack.find("general", pack.pack_folders()))
    ctx = open_desk(Database.open(path), chosen, assistant="A", clock=SystemClock(), zone=ZoneInfo("UTC"))
    resolved = Resolved(Settings(), path.with_name("c.toml"), path, path.parent, "en", {})
    workstation = app.Workstation(resolved, ctx, SystemClock())
    async with workstation.run_test(size=(80, 24)) as pilot:
        while not seen:
            await pilot.pause()

asyncio.run(first_frame())
print(*seen[0])
"""


def test_the_first_frame_needs_no_heavy_library(new_file: Path, tmp_path: Path) -> None:
    """They are imported in a thread once the queue is on the screen; what is not in view is, when it is."""
    path = tmp_path / "clinic.db"
    path.write_bytes(new_file.read_bytes())
    run = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(run.stdout.split())
    assert "textual" in loaded
    assert loaded & LOADED_LATE == set()


def test_the_table_of_keys_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make keys"


def test_every_sentence_is_translated() -> None:
    run = subprocess.run(
        [sys.executable, "tools/translations.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_documented_short_and_plainly_named(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "the module says what it is for"
    for node in public(tree):
        assert ast.get_docstring(node), f"{node.name} has no docstring"
        if isinstance(node, ast.ClassDef):
            assert not re.search(r"Manager|Helper|Utils?$", node.name), f"{node.name}: what is it?"


def public(tree: ast.Module | ast.ClassDef) -> list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Public classes and functions, and the public methods of public classes."""
    found: list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            found += [node, *public(node)]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not (
            node.name.startswith("_") or is_command(node)
        ):
            found.append(node)
    return found


def is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A command's words stand where it is registered: they are its help, in both languages."""
    first = node.args.args[:1]
    return bool(first and first[0].annotation and ast.unparse(first[0].annotation) == "typer.Context")


def test_textual_is_pinned_alike_everywhere() -> None:
    """Every release of it moves keys, styles or rendering somewhere."""
    (wanted,) = re.findall(r'"(textual==[0-9.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert wanted in (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
