"""`import flow`, `export flow` and `export activities`, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import NINE, Program

LOG = """Patient;Step;When;Type;Who
7;Registration;06.01.2020 08:00;start;r1
7;Registration;06.01.2020 08:05;complete;r1
7;Consultation;06.01.2020 08:20;start;Dr W
8;Registration;x;start;r1
7;Consultation;06.01.2020 08:32;complete;Dr W
"""
COLUMNS = (
    "--case",
    "patient",
    "--activity",
    "step",
    "--time",
    "when",
    "--lifecycle",
    "type",
    "--resource",
    "who",
)
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def log(program: Program) -> Path:
    path = program.folder / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def test_an_import_tells_bad_rows_and_every_adjustment(program: Program, log: Path) -> None:
    answer = program("import", "flow", str(log), *COLUMNS, "--consult", "Consultation")
    assert answer.code == 4
    assert answer.out.splitlines() == [
        "Line 5: not imported: The time x cannot be read: say how times are written with --time-format",
        "Events 5: new 4, already there 0, differing 0, bad 1",
        "Cases: new 1, already there 0, differing 0; consultations 1",
        "Adjusted: 1 gaps between activities: waiting",
    ]
    assert answer.err == "New locations: Registration\n"
    assert program("check").code == 0


def test_options_for_delimiter_and_time_format_count(program: Program, log: Path) -> None:
    log.write_text(LOG.replace(";", "|").replace("x", "06.01.2020 08:00"), encoding="utf-8")
    words = ("import", "flow", str(log), *COLUMNS, "--delimiter", "|", "--time-format", "%d.%m.%Y %H:%M")
    assert program(*words).code == 0
    assert "new 0, already there 5" in program(*words).out


def test_an_import_answers_in_json_with_the_documented_keys(program: Program, log: Path) -> None:
    document = json.loads(program("import", "flow", str(log), *COLUMNS, "--json", "--dry-run").out)
    assert (document["events"], document["cases"], document["written"]) == (4, 1, False)
    assert document["adjustments"] == {"gap-filled": 1}
    assert [bad["line"] for bad in document["bad"]] == [5]
    rows = (DOCS / "cli.md").read_text(encoding="utf-8").splitlines()
    (row,) = (row for row in rows if row.startswith("| `import flow`"))
    assert set(document) <= set(re.findall(r"`([a-z_]+)`", row))


def test_a_dry_run_writes_nothing(program: Program, log: Path) -> None:
    length = program.journal_length()
    answer = program("import", "flow", str(log), *COLUMNS, "--dry-run")
    assert "A dry run: nothing was written" in answer.err
    assert program.journal_length() == length


def test_what_was_imported_is_exported_and_understood_without_being_told(program: Program, log: Path) -> None:
    program("import", "flow", str(log), *COLUMNS)
    for form in ("csv", "xes"):
        target = program.folder / f"out.{form}"
        assert program("export", "flow", "--format", form, "-o", str(target)).code == 0
        again = program("import", "flow", str(target))
        assert "Events 4: new 0, already there 4" in again.out, form
        assert "Nothing was written" in again.err


def test_the_export_goes_to_standard_output_for_the_days_asked_for(program: Program, log: Path) -> None:
    program("import", "flow", str(log), *COLUMNS)
    program("queue", "add", "王芳 女34 初诊")
    every = list(csv.DictReader(io.StringIO(program("export", "flow").out)))
    assert [row["case"] for row in every] == ["7"] * 4 + ["2026-11-21 A001"]
    assert every[-1]["activity"] == "Waiting area"
    own = program("export", "flow", "--from", "2026-11-01", "--visits", "own", "--excel").out
    assert own.startswith("\ufeffcase,")
    assert len(own.splitlines()) == 2


def test_figures_of_activities_are_csv_or_json(program: Program, log: Path) -> None:
    program("import", "flow", str(log), *COLUMNS)
    table = list(csv.DictReader(io.StringIO(program("export", "activities", "--to", "2020-12-31").out)))
    assert [(row["activity"], row["n"], row["duration_mean_min"], row["wait_mean_min"]) for row in table] == [
        ("Consultation", "1", "12.0", "15.0"),
        ("Registration", "1", "5.0", ""),
    ]
    document = json.loads(program("export", "activities", "--json").out)
    assert document[1]["wait_mean_min"] is None


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("export", "flow", "--json"), 2, "CSV or XES"),
        (("export", "flow", "--excel", "--format", "xes"), 2, "--excel is for CSV"),
        (("export", "activities", "--excel", "--json"), 2, "--excel is for CSV"),
        (("export", "flow", "--from", "yesterday"), 4, "is no date"),
        (("import", "flow", "missing.csv"), 3, "There is no file"),
        (("import", "flow", "-", "--case", "nope"), 4, "The columns are: a, b"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    program: Program, words: tuple[str, ...], code: int, sentence: str
) -> None:
    answer = program.shell(*words, stdin="a,b\n1,2\n")
    assert answer.code == code
    assert sentence in answer.err


def test_a_log_that_was_piped_in_is_called_so_in_the_journal(program: Program) -> None:
    answer = program.shell("import", "flow", "-", *COLUMNS, "--now", NINE, stdin=LOG)
    assert answer.code == 4, answer.err
    assert json.loads(program("journal", "list", "--json").out)[0]["reason"] == "-"


def test_the_documented_adjustments_are_those_there_are() -> None:
    from assistant_tui.domain.eventlog import Adjustment  # noqa: PLC0415

    text = (DOCS / "import.md").read_text(encoding="utf-8").partition("### Adjustments")[2]
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(Adjustment)
