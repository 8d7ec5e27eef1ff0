"""The documents say what is so: links lead somewhere, commands exist, the picture can be shown anywhere."""

from __future__ import annotations

import re
import runpy
import shlex
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant_tui import i18n
from assistant_tui.cli import root

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh_CN.md")
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if not path.name.startswith(".")  # a copy that an editor keeps
)
DECISIONS = ROOT / "docs" / "decisions"
OF_SOMEBODYS_MACHINE = re.compile(r"(?<![\w.~/])/(?:work|root|home|Users|tmp)/[\w.]")
NOT_TEXT = {".mo", ".png", ".xlsx"}


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _anchors(page: Path) -> set[str]:
    """The names by which a page's headings can be linked to."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = page.parent / path if path else page
        if not there.exists() or (anchor and anchor not in _anchors(there)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_of_make_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE))
    named = re.findall(r"`make (?:\w+=\S+ )?([a-z]+)`", page.read_text(encoding="utf-8"))
    assert set(named) <= targets


@pytest.mark.parametrize("readme", READMES)
def test_ci_runs_the_test_command_of_the_readme(readme: str) -> None:
    assert "`make test`" in _read(readme)
    steps = [line for line in _read(".ci/run").splitlines() if line.startswith("step ")]
    assert steps[-1] == 'step "tests" make --no-print-directory test'


@pytest.mark.parametrize("readme", READMES)
def test_windows_does_what_make_does(readme: str) -> None:
    recipes = _read("Makefile")
    for command in re.findall(r"`\.venv\\Scripts\\([^`]+)`", _read(readme)):
        wanted = [word.strip("\"'") for word in command.replace(" -c ", " --constraint ").split()]
        wanted = ["--editable" if word == "-e" else word for word in wanted]
        assert any(
            set(wanted) <= {word.strip("\"'") for word in line.replace("$(BIN)/", "").split()}
            for line in recipes.splitlines()
        ), command


@pytest.mark.parametrize("readme", READMES)
def test_the_examples_of_the_readme_are_lines_that_the_program_reads(readme: str) -> None:
    before = i18n.language()
    i18n.use_language("en")
    try:
        program = root.command()
        examples = re.findall(r"^(assistant-tui .*)$", _read(readme), re.MULTILINE)
        assert len(examples) == 6
        for line in examples:
            words, command = shlex.split(line)[1:], program
            while hasattr(command, "commands"):
                command = command.get_command(None, words.pop(0))
                assert command is not None, line
            assert command.make_context(line, words).args == [], line
    finally:
        i18n.use_language(before)


def test_the_page_of_keys_is_what_the_actions_make_of_it() -> None:
    before = i18n.language()
    page = runpy.run_path(str(ROOT / "tools" / "keys.py"))["page"]()
    i18n.use_language(before)
    assert _read("docs/keys.md") == page, "run: make keys"


def test_both_readmes_show_the_same() -> None:
    first, second = (
        (
            re.findall(r"^assistant-tui .*$", text, re.MULTILINE),
            re.findall(r"`((?:F\d+|\.venv|make|~/)[^`]*)`", text),
            sorted(re.findall(r"\]\((docs/[^)]*|[A-Z]+(?:\.md)?)\)", text.replace("(README", ""))),
        )
        for text in map(_read, READMES)
    )
    assert first == second


def test_every_decision_is_in_the_index_and_has_its_parts() -> None:
    files = sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))
    listed = re.findall(r"^(\d+)\. \[(.+)\]\((.+)\)$", _read("docs/decisions/README.md"), re.MULTILINE)
    assert [name for _number, _title, name in listed] == files
    for number, title, name in listed:
        text = (DECISIONS / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. {title}\n")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_the_picture_needs_nothing_from_elsewhere_and_shows_the_queue() -> None:
    picture = ElementTree.fromstring(_read("docs/assistant-tui.svg"))  # noqa: S314 - our own file
    shown = "".join("".join(picture.itertext()).split())
    for words in ("候诊", "诊室中", "A012", "F5叫下一位", "9日报"):
        assert words in shown
    assert "url(http" not in shown
    assert "@font-face" not in shown


def test_in_the_picture_each_wide_character_stands_in_its_two_cells() -> None:
    in_cells = runpy.run_path(str(ROOT / "tools" / "picture.py"))["in_cells"]
    exported = (
        '<text class="a" x="12.2" y="20" textLength="97.6" clip-path="url(#b)">&#160;A1&#160;王芳&lt;2</text>'
    )
    placed = re.findall(r' x="([\d.]+)" textLength="([\d.]+)">([^<]+)</text>', in_cells(exported))
    assert placed == [
        ("24.4", "24.4", "A1"),
        ("61", "24.4", "王"),
        ("85.4", "24.4", "芳"),
        ("109.8", "24.4", "&lt;2"),
    ]


def test_nothing_that_is_kept_speaks_of_somebodys_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    offending = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.suffix in NOT_TEXT or path == Path(__file__) or not path.is_file():
            continue
        found = OF_SOMEBODYS_MACHINE.search(path.read_text(encoding="utf-8"))
        offending += [f"{name}: {found[0]}"] if found else []
    assert offending == []
