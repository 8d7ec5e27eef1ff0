"""Red flags and contacts: what the bundled packs have, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from assistant_tui.domain.acuity import FIRST_SERVED
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.pack import PackError, load
from assistant_tui.paths import data_folder

BUNDLED = data_folder() / "packs"
WIDEST = 72
"""Cells: a line of a dialog on a screen of 80, behind the digit."""
CODED = 'code = "a"\nname = { zh_CN = "甲", en = "A" }\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUNDLED / "gynecology", tmp_path / "gynecology"))


@pytest.mark.parametrize("name", ["dental", "general", "gynecology", "proctology"])
def test_each_bundled_pack_has_red_flags_and_contacts_that_fit_a_line(name: str) -> None:
    pack = load(BUNDLED / name, whole=True)
    assert {flag.level for flag in pack.red_flags} == FIRST_SERVED
    assert 5 <= len(pack.red_flags) <= 9  # each picked by one digit
    assert {contact.code for contact in pack.contacts} >= {"director", "chief", "security"}
    for words in (*(flag.name for flag in pack.red_flags), *(contact.name for contact in pack.contacts)):
        assert words.zh_CN != words.en
        assert max(cell_len(words.zh_CN), cell_len(words.en)) <= WIDEST
    assert {kind for contact in pack.contacts for kind in contact.kinds} == set(IncidentKind)


@pytest.mark.parametrize("name", ["dental", "general", "gynecology", "proctology"])
def test_each_bundled_pack_says_what_to_say_to_who_complains(name: str) -> None:
    steps = [one for one in load(BUNDLED / name).phrases if one.incident is IncidentKind.COMPLAINT]
    assert len(steps) == 4


def test_bleeding_in_pregnancy_is_a_red_flag_of_gynecology() -> None:
    assert load(BUNDLED / "gynecology").red_flag("pregnancy-bleeding").level == 2


def test_without_the_files_there_are_no_flags_and_nobody_to_call(folder: Path) -> None:
    for name in ("triage.toml", "escalation.toml"):
        (folder / name).unlink()
    pack = load(folder, whole=True)
    assert (pack.red_flags, pack.contacts) == ((), ())


@pytest.mark.parametrize(
    ("file", "content", "line", "reason"),
    [
        ("triage.toml", f"[[red_flag]]\n{CODED}level = 3\n", 4, "between 1 and 2"),
        ("triage.toml", f"[[red_flag]]\n{CODED}", 1, "level is missing"),
        ("escalation.toml", f'[[contact]]\n{CODED}first_for = ["fire"]\n', 4, "must be of: damage"),
        ("escalation.toml", f'[[contact]]\n{CODED}phone = "1"\n', 4, "The key phone is not known"),
    ],
)
def test_a_mistake_is_refused_with_file_line_and_reason(
    folder: Path, file: str, content: str, line: int, reason: str
) -> None:
    (folder / file).write_text(content, "utf-8")
    with pytest.raises(PackError) as refused:
        load(folder, whole=True)
    (mistake,) = refused.value.mistakes
    assert (mistake.file.name, mistake.line) == (file, line)
    assert reason in str(mistake.reason)


def test_a_code_is_used_once(folder: Path) -> None:
    one = f"[[red_flag]]\n{CODED}level = 2\n"
    (folder / "triage.toml").write_text(one + one, "utf-8")
    with pytest.raises(PackError, match="used twice"):
        load(folder, whole=True)
