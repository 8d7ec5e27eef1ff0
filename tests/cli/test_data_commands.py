"""`import`, `export` and `check`, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import NINE, Program

LIST = "姓名,性别,年龄,手机,职业\n王芳,女,34,13800001111,教师\n李强,x,34,,\n"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def listed(program: Program) -> Path:
    """A list with one good and one bad row."""
    path = program.folder / "patients.csv"
    path.write_bytes(LIST.encode("gb18030"))
    return path


def test_an_import_tells_bad_rows_and_unused_columns(program: Program, listed: Path) -> None:
    answer = program("import", "patients", str(listed))
    assert answer.code == 4
    assert answer.out.splitlines() == [
        "Line 3: not imported: Sex is female, male or unknown, not x",
        "Rows 2: new 1, gaps filled 0, already there 0, differing 0, bad 1",
    ]
    assert answer.err == "Columns not used: 职业\n"
    assert "王芳" in program("patients", "find", "wf").out


def test_an_import_answers_in_json(program: Program, listed: Path) -> None:
    document = json.loads(program("import", "patients", str(listed), "--json").out)
    assert document == {
        "rows": 2,
        "added": 1,
        "filled": 0,
        "unchanged": 0,
        "differs": [],
        "bad": [{"line": 3, "reason": "Sex is female, male or unknown, not x"}],
        "unused_columns": ["职业"],
        "written": True,
    }


@pytest.mark.parametrize("option", ["--dry-run", "--strict"])
def test_a_dry_run_and_a_strict_import_with_a_bad_row_write_nothing(
    program: Program, listed: Path, option: str
) -> None:
    before = program.journal_length()
    answer = program("import", "patients", str(listed), option)
    assert (answer.code, program.journal_length()) == (4, before)
    assert "othing was written" in answer.err


def test_columns_are_mapped_and_standard_input_is_read(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        buffer = io.BytesIO("客户|电话\n王芳|13800001111\n".encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    answer = program("import", "patients", "-", "--map", "name=客户", "--delimiter", "|")
    assert (answer.code, answer.out[:14]) == (0, "Rows 1: new 1,")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("nothing.csv",), 3, "There is no file nothing.csv"),
        ((".",), 4, "cannot be read"),
        (("LIST", "--map", "name"), 2, "--map takes FIELD=COLUMN"),
        (("LIST", "--map", "title=姓名"), 4, "There is no field title"),
        (("LIST", "--map", "name=客户"), 4, "There is no column 客户"),
        (("LIST", "--delimiter", "ab"), 4, "A delimiter is one character"),
    ],
)
def test_an_import_that_cannot_be_says_why(
    program: Program, listed: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    answer = program("import", "patients", *(str(listed) if word == "LIST" else word for word in words))
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err


def test_the_figures_of_today_are_csv_on_standard_output(busy: Program) -> None:
    answer = busy("export", "stats")
    (row,) = rows_of(answer.out)
    assert (answer.code, row["day"], row["visits"], row["wait_mean_min"]) == (0, "2026-11-21", "3", "")
    assert "\r\n" in answer.out


def test_the_figures_are_json_when_asked_for_either_way(busy: Program) -> None:
    by_format = busy("export", "stats", "--format", "json").out
    assert by_format == busy("export", "stats", "--json").out
    assert json.loads(by_format)[0]["visits"] == 3


def test_a_range_has_a_row_a_day(busy: Program) -> None:
    rows = rows_of(busy("export", "stats", "--from", "2026-11-19", "--to", "2026-11-21").out)
    assert [(row["day"], row["visits"]) for row in rows] == [
        ("2026-11-19", "0"),
        ("2026-11-20", "0"),
        ("2026-11-21", "3"),
    ]


def test_a_file_is_replaced_whole_and_excel_knows_it(busy: Program) -> None:
    target = busy.folder / "stats.csv"
    target.write_text("old", encoding="utf-8")
    answer = busy("export", "stats", "-o", str(target), "--excel")
    assert (answer.code, answer.out) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfday,room,")
    assert [path.name for path in busy.folder.glob("*stats*")] == ["stats.csv"]


def test_every_export_is_in_the_journal(busy: Program) -> None:
    before = busy.journal_length()
    busy("export", "stats")
    assert busy.journal_length() == before + 1
    assert busy("journal", "verify").code == 0


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--date", "tomorrow"), 4, "is no date"),
        (("--date", "2026-11-22"), 4, "has not come yet"),
        (("--from", "2026-11-21", "--to", "2026-11-20"), 4, "after its end"),
        (("--format", "xml"), 2, "xml"),
        (("--format", "json", "--excel"), 2, "--excel is for CSV"),
        (("-o", "nowhere/stats.csv"), 1, "cannot be written"),
        (("-o", "DATABASE"), 1, "is the database itself"),
    ],
)
def test_an_export_that_cannot_be_says_why_and_is_not_journalled(
    busy: Program, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = busy.journal_length()
    answer = busy("export", "stats", *(str(busy.database) if word == "DATABASE" else word for word in words))
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert busy.journal_length() == before


def test_an_export_imports_neither_sqlmodel_nor_textual(busy: Program) -> None:
    code = (
        "import sys; from assistant_tui.cli.app import run;"
        f"assert run(['export', 'stats', '--now', '{NINE}']) == 0;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'sqlalchemy', 'sqlmodel', 'pydantic', 'textual', 'openpyxl'}), file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **busy.environ},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "[]\n")


def test_check_finds_nothing_in_a_sound_file(busy: Program) -> None:
    answer = busy("check")
    assert (answer.code, answer.out) == (0, "")
    assert json.loads(busy("check", "--json").out)["sound"] is True


def test_check_names_what_is_wrong_and_the_backup_to_go_back_to(busy: Program) -> None:
    assert busy("backup").code == 0
    with sqlite3.connect(busy.database) as connection:
        connection.execute("UPDATE visit SET status = 'finished' WHERE id = 1")
    connection.close()
    answer = busy("check")
    assert answer.code == 5
    assert answer.out.splitlines() == [
        "invariants: Visit 1 (A001): the status is finished, not arrived",
        "journal: Row 1 of visit is not as the journal says",
    ]
    assert "The newest sound backup is" in answer.err
    document = json.loads(busy("check", "--json").out)
    assert (document["sound"], document["findings"][0]["area"]) == (False, "invariants")
    assert Path(document["newest_sound_backup"]).exists()


def test_check_reports_a_damaged_file_instead_of_failing(busy: Program) -> None:
    data = bytearray(busy.database.read_bytes())
    data[4096:-4096] = b"\x5a" * (len(data) - 8192)
    busy.database.write_bytes(data)
    answer = busy("check")
    assert answer.code == 5
    assert answer.out.startswith("file: ")
    assert "There is no sound backup" in answer.err


def test_check_of_no_file_says_so(bare: Program) -> None:
    answer = bare("check", now=None)
    assert (answer.code, "There is no database" in answer.err) == (5, True)
