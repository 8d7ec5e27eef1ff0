"""`simulate`: many invented days in a file of their own, which every report works on."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import Program

DAYS = ("--days", "12", "--until", "2026-11-20", "--patients-per-day", "8")


def test_it_makes_a_file_that_checks_reports_and_lists_work_on(bare: Program) -> None:
    path = str(bare.folder / "trial.db")
    made = bare.shell("simulate", *DAYS, "--out", path)
    assert (made.code, made.out) == (0, f"{path}\n")
    assert "12 days from 2026-11-07 to 2026-11-20" in made.err
    assert bare.shell("check", "--db", path).code == 0
    told = bare.shell("export", "stats", "--db", path, "--from", "2026-11-07", "--to", "2026-11-20")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert sum(int(row["visits"]) > 0 for row in rows) == 12
    flow = bare.shell("export", "flow", "--db", path, "--from", "2026-11-20")
    assert flow.code == 0
    assert len(flow.out.splitlines()) > 20


def test_it_answers_in_json_and_the_same_for_the_same_seed(bare: Program) -> None:
    answers = []
    for name in ("a.db", "b.db"):
        told = bare("simulate", *DAYS, "--seed", "5", "--out", str(bare.folder / name), "--json", now=None)
        assert (told.code, told.err) == (0, "")
        answer = json.loads(told.out)
        assert answer.pop("database") == str(bare.folder / name)
        answers.append(answer)
    assert answers[0] == answers[1]
    assert list(answers[0]) == ["days", "visits", "patients", "from", "to"]
    assert answers[0]["visits"] > answers[0]["patients"] > 12


def test_without_a_last_day_it_ends_yesterday(bare: Program) -> None:
    told = bare("simulate", "--days", "1", "--out", str(bare.folder / "t.db"), "--json")
    assert json.loads(told.out)["to"] == "2026-11-20"


def test_a_file_that_exists_is_left_as_it_is(bare: Program) -> None:
    path = bare.folder / "t.db"
    path.write_bytes(b"mine")
    answer = bare("simulate", *DAYS, "--out", str(path))
    assert answer.code == 5
    assert "already" in answer.err
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--days", "5"), 2, "--out"),
        (("--out", "t.db"), 2, "--days"),
        (("--days", "0", "--out", "t.db"), 2, "range"),
        (("--days", "x", "--out", "t.db"), 2, "whole number"),
        (("--days", "5001", "--out", "t.db"), 2, "range"),
        (("--days", "5", "--out", "t.db", "--patients-per-day", "501"), 2, "range"),
        (("--days", "5", "--out", "t.db", "--until", "soon"), 4, "write one like 2026-11-21"),
        (("--days", "5", "--out", "t.db", "--pack", "nothing"), 3, "nothing"),
        (("--days", "5", "--out", "."), 5, "already"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    bare: Program, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(bare.folder)
    answer = bare("simulate", *words, now=None)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert not list(bare.folder.rglob("*.db"))
