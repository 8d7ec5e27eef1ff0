"""`triage` and `incidents` by the command line alone: tables, documents, refusals."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
FEVER = (
    "--breaths",
    "22",
    "--spo2",
    "93",
    "--bp",
    "98/60",
    "--pulse",
    "115",
    "--temp",
    "38.4",
    "--mind",
    "A",
)


def document(program: Program, *words: str) -> Any:
    answer = program(*words, "--json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def documented(row: str) -> set[str]:
    line = next(
        line for line in DOCS.partition("## JSON keys")[2].splitlines() if line.startswith(f"| {row} |")
    )
    return set(re.findall(r"`(\w+)`", line.split("|", 2)[2]))


def test_measurements_alone_suggest_a_level_with_reasons_and_store_nothing(busy: Program) -> None:
    before = busy.journal_length()
    found = document(busy, "triage", "assess", "A001", *FEVER)
    assert (found["news2"], found["risk"], found["suggested"]) == (9, "high", 2)
    assert found["parts"]["oxygen"] == 2
    assert [reason["level"] for reason in found["reasons"]] == [2, 3, 3]
    assert set(found) <= documented("`triage assess`")
    told = busy("triage", "assess", "A001", *FEVER)
    assert told.out.splitlines() == [
        "NEWS2 9, risk high: Breaths 2, SpO2 2, Systolic pressure 2, Pulse 2, Temperature 1",
        "Suggested: level 2 (NEWS2 9, Pulse 115/min, SpO2 93%)",
    ]
    assert "--level" in told.err
    assert busy.journal_length() == before


def test_a_decided_level_is_stored_with_everything_and_goes_first(busy: Program) -> None:
    decided = busy("triage", "assess", "A003", "--level", "2", "--reason", "胸闷", *FEVER, "--pain", "6")
    assert decided.code == 0
    assert "胸闷; Breaths 22/min, SpO2 93%, Pressure 98/60, Pulse 115/min, alert" in decided.out
    (row,) = document(busy, "triage", "show", "A003")
    assert (row["level"], row["news2"], row["pulse"], row["consciousness"]) == (2, 9, 115, "A")
    assert set(row) == documented("`triage show`; `triage assess` with `--level`")
    assert document(busy, "queue", "list")[0]["ticket"] == "A003"
    assert busy("journal", "undo").code == 0
    assert document(busy, "triage", "show", "A003") == []
    assert busy("check").code == 0


def test_partial_measurements_say_what_is_missing(busy: Program) -> None:
    told = busy("triage", "assess", "A001", "--pulse", "70")
    first = told.out.splitlines()[0]
    assert first.startswith("NEWS2 not complete: Breaths ?, SpO2 ?")
    assert "Suggested: level 4" in told.out


def test_it_says_for_whom_the_score_is_not(busy: Program) -> None:
    told = busy("triage", "assess", "A001", "--pregnant", *FEVER)
    assert told.out.startswith("NEWS2 is not for use in pregnancy\n")
    assert document(busy, "triage", "assess", "A001", "--pregnant", *FEVER)["news2"] is None


def test_a_red_flag_is_named_by_its_code(busy: Program) -> None:
    flags = document(busy, "triage", "flags")
    assert set(flags[0]) == documented("`triage flags`")
    assert "chest-pain" in busy("triage", "flags").out
    assert "level 2" in busy("triage", "assess", "A001", "--flag", "chest-pain").out
    assert busy("triage", "assess", "A001", "--level", "2", "--flag", "chest-pain").code == 0
    assert "Chest pain" in busy("triage", "show", "A001").out
    assert any(alert["key"].startswith("triage/") for alert in document(busy, "alerts"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("A001", "--level", "3"), "Say why"),
        (("A001", "--pulse", "700"), "Pulse is between 20 and 250"),
        (("A001", "--bp", "80/120"), "120/80"),
        (("A001", "--temp", "98"), "Temperature is between 30 and 43"),
        (("A001", "--flag", "dragon"), "dragon"),
        (("A001", "--level", "4", "--flag", "chest-pain"), "level 1 or 2"),
        (("A009", "--pulse", "70"), "A009"),
        (("A001", "--mind", "X"), "mind"),
        (("A001", "--level", "5"), "level"),
    ],
)
def test_what_cannot_be_is_refused_in_words(busy: Program, words: tuple[str, ...], told: str) -> None:
    before = busy.journal_length()
    answer = busy("triage", "assess", *words)
    assert answer.code != 0
    assert answer.out == ""
    assert told in answer.err
    assert busy.journal_length() == before


def test_nothing_was_measured_yet(busy: Program) -> None:
    assert busy("triage", "show", "A001").err == "No triage yet\n"
    assert "Nothing is suggested" in busy("triage", "assess", "A001").out


def test_an_incident_from_noted_to_closed(busy: Program) -> None:
    noted = busy(
        "incidents", "add", "complaint", "等太久", "--place", "候诊区", "--ticket", "A002", "--at", "08:50"
    )
    assert noted.code == 0
    assert re.search(
        r"1 +11-21 08:50 +Complaint +等太久 +候诊区 +A002 欧阳若兰 +not reported +by 09:30", noted.out
    )
    (open_one,) = document(busy, "incidents", "list")
    assert set(open_one) == documented("other `incidents` commands")
    assert (open_one["state"], open_one["ticket"]) == ("unreported", "A002")
    (alert,) = [one for one in document(busy, "alerts") if one["key"] == "incident/1"]
    assert alert["text"] == "Complaint: report within 30 min"
    assert busy("incidents", "close", "1").code == 1
    for words in (
        ("report", "1", "--to", "门诊部 陈主任"),
        ("follow", "1", "--action", "已道歉", "--cause", "加号", "--prevention", "告知等候"),
        ("close", "1"),
    ):
        assert busy("incidents", *words).code == 0, words
    assert busy("incidents", "list").err == "There are no incidents\n"
    (closed,) = document(busy, "incidents", "list", "--date", "2026-11-21")
    assert (closed["state"], closed["reported_to"], closed["prevention"]) == (
        "closed",
        "门诊部 陈主任",
        "告知等候",
    )
    assert busy("check").code == 0


def test_an_incident_about_a_slip_names_its_patient(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    (noted,) = document(busy, "incidents", "add", "error", "开错", "--slip", "1")
    assert (noted["ticket"], noted["slip"]) == ("A001", 1)
    masked = busy("incidents", "list", "--mask").out
    assert "王芳" not in masked


def test_whom_to_call_and_what_to_say(busy: Program) -> None:
    told = busy("incidents", "contacts", "complaint")
    assert told.out.index("Patient relations") < told.out.index("Security")
    assert "no number yet" in told.out
    assert "half an hour" in told.out
    found = document(busy, "incidents", "contacts", "emergency")
    assert set(found) | set(found["contacts"][0]) | set(found["phrases"][0]) == documented(
        "`incidents contacts`"
    )
    assert document(busy, "incidents", "contacts")["phrases"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "fire", "x"), "fire"),
        (("add", "loss", " "), "Say what happened"),
        (("add", "loss", "x", "--at", "23:00"), "still to come"),
        (("add", "loss", "x", "--at", "25:00"), "25:00"),
        (("add", "loss", "x", "--slip", "9"), "slip 9"),
        (("report", "7", "--to", "x"), "no incident 7"),
        (("report", "7"), "--to"),
        (("list", "--date", "never"), "never"),
    ],
)
def test_an_incident_that_cannot_be_is_refused_in_words(
    busy: Program, words: tuple[str, ...], told: str
) -> None:
    answer = busy("incidents", *words)
    assert answer.code != 0
    assert answer.out == ""
    assert told in answer.err


def test_hostile_text_reaches_no_terminal(busy: Program) -> None:
    answer = busy("incidents", "add", "loss", "a\x1b[31m\u202eb\nc", "--place", "[/b]")
    assert answer.code == 0
    assert "\x1b" not in answer.out
    assert "\u202e" not in answer.out
    assert "[/b]" in answer.out
    assert len(answer.out.splitlines()) == 2
