"""`export stats`, as it is typed: ranges, groupings, shapes and formats."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import openpyxl
import pytest

from tests.cli.conftest import NINE, Program


def test_a_grouping_names_the_first_column(busy: Program) -> None:
    for by, group in (("week", "2026-W47"), ("month", "2026-11"), ("hour", "9"), ("doctor", "王主任")):
        answer = busy("export", "stats", "--by", by)
        (row,) = csv.DictReader(io.StringIO(answer.out, newline=""))
        assert (next(iter(row)), row[by], row["room"], row["visits"]) == (by, group, "1", "3")


def test_a_month_and_a_year_end_today(busy: Program) -> None:
    rows = json.loads(busy("export", "stats", "--month", "2026-11", "--json").out)
    assert (len(rows), rows[-1]["day"]) == (21, "2026-11-21")
    rows = json.loads(busy("export", "stats", "--year", "2026", "--by", "month", "--json").out)
    assert [row["month"] for row in rows] == [f"2026-{month:02}" for month in range(1, 12)]


def test_lines_of_json_are_an_object_each(busy: Program) -> None:
    lines = busy("export", "stats", "--month", "2026-11", "--format", "jsonl").out.splitlines()
    whole = busy("export", "stats", "--month", "2026-11", "--json").out
    assert [json.loads(line) for line in lines] == json.loads(whole)


def test_the_long_shape_tells_every_figure_of_the_wide_one(busy: Program) -> None:
    (wide,) = json.loads(busy("export", "stats", "--json").out)
    long = json.loads(busy("export", "stats", "--json", "--shape", "long").out)
    assert list(long[0]) == ["day", "room", "figure", "unit", "value"]
    assert {"day": wide["day"], "room": "1", **{row["figure"]: row["value"] for row in long}} == wide
    units = {row["figure"]: row["unit"] for row in long}
    assert (units["visits"], units["wait_p90_min"], units["no_show_pct"]) == ("count", "minutes", "per cent")


def test_pseudonyms_of_doctors_are_always_the_same(busy: Program) -> None:
    words = ("export", "stats", "--by", "doctor", "--pseudonymise", "--json")
    (row,) = json.loads(busy(*words).out)
    assert row["doctor"].startswith("W-")
    assert json.loads(busy(*words).out) == [row]


def test_a_workbook_is_written_to_a_file(busy: Program) -> None:
    target = busy.folder / "stats.xlsx"
    assert busy("export", "stats", "--format", "xlsx", "-o", str(target)).code == 0
    _, today = openpyxl.load_workbook(target)["visits"].iter_rows(values_only=True)
    assert today[1:3] == ("1", 3)


def test_parquet_without_pyarrow_is_refused_and_not_journalled(
    busy: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    target, before = busy.folder / "stats.parquet", busy.journal_length()
    answer = busy("export", "stats", "--format", "parquet", "-o", str(target))
    assert "pip install 'assistant-tui[parquet]'" in answer.err
    assert (answer.code, target.exists(), busy.journal_length()) == (1, False, before)


def test_parquet_is_written_to_a_file(busy: Program) -> None:
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed; to read Parquet back: pip install pyarrow"
    )
    target = busy.folder / "stats.parquet"
    assert busy("export", "stats", "--month", "2026-11", "--format", "parquet", "-o", str(target)).code == 0
    assert parquet.read_table(target).column("visits").to_pylist() == [0] * 20 + [3]


def test_waits_are_held_against_the_packs_maximum(busy: Program) -> None:
    (row,) = json.loads(busy("export", "stats", "--json").out)
    assert (row["waits_over_target"], row["wait_n"]) == (0, row["wait_n"])


def test_people_read_key_figures(busy: Program) -> None:
    heads, _, today = busy("export", "stats", "--format", "md").out.splitlines()
    assert [cell.strip() for cell in heads.split("|")[1:4]] == ["Day", "Room", "Visits"]
    assert [cell.strip() for cell in today.split("|")[1:4]] == ["2026-11-21", "1", "3"]
    page = busy("export", "stats", "--month", "2026-11", "--format", "html", lang="zh_CN").out
    assert page.count("<tr>") == 22
    assert "2026-11-01 – 2026-11-21" in page


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--month", "2026-13"), 4, "is no month"),
        (("--year", "26"), 4, "is no year"),
        (("--year", "2026", "--month", "2026-11"), 4, "Give one of these"),
        (("--by", "moon"), 2, "moon"),
        (("--shape", "round"), 2, "round"),
        (("--format", "xlsx"), 2, "name a file with -o"),
        (("--format", "parquet"), 2, "name a file with -o"),
        (("--format", "jsonl", "--excel"), 2, "--excel is for CSV"),
    ],
)
def test_what_cannot_be_is_refused_and_not_journalled(
    busy: Program, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = busy.journal_length()
    answer = busy("export", "stats", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert busy.journal_length() == before


@pytest.mark.parametrize("words", [["--by", "hour"], ["--shape", "long", "--json"], ["--format", "jsonl"]])
def test_what_is_plain_text_imports_nothing_heavy(busy: Program, words: list[str]) -> None:
    code = (
        "import sys; from assistant_tui.cli.app import run;"
        f"assert run(['export', 'stats', '--now', '{NINE}', *{words}]) == 0;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'sqlalchemy', 'sqlmodel', 'pydantic', 'textual', 'openpyxl', 'rich'}), file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **busy.environ},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "[]\n")
