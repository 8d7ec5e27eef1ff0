"""`patients` and `journal`."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.cli.conftest import Program


@pytest.mark.parametrize("text", ["王芳", "wf", "wangfang", "1111", "138"])
def test_a_patient_is_found_by_whatever_is_known(busy: Program, text: str) -> None:
    assert [row["name"] for row in json.loads(busy("patients", "find", text, "--json").out)] == ["王芳"]


def test_nobody_found_is_no_error(busy: Program) -> None:
    answer = busy("patients", "find", "nobody[/]")
    assert (answer.code, answer.out) == (0, "")
    assert "nobody[/]" in answer.err


def test_searching_leaves_no_trace_but_opening_a_record_does(busy: Program) -> None:
    before = busy.journal_length()
    busy("patients", "find", "王芳")
    assert busy.journal_length() == before
    answer = busy("patients", "show", "1")
    assert "Telephone: 13800001111" in answer.out
    assert "下腹痛" in answer.out
    assert busy.journal_length() == before + 1
    assert "record viewed" in busy("journal", "list", "--limit", "1").out


def test_two_records_become_one_and_undo_parts_them(busy: Program) -> None:
    busy("queue", "left", "A003")
    assert busy("patients", "merge", "1", "3").code == 0
    assert json.loads(busy("patients", "show", "3", "--json").out)["merged"] == [3]
    merge = next(
        r for r in json.loads(busy("journal", "list", "--json").out) if r["action"] == "merge-patients"
    )
    assert busy("journal", "undo", str(merge["number"]), "--reason", "two people").code == 0
    assert json.loads(busy("patients", "show", "3", "--json").out)["name"] == "Anna Smith"


def test_the_journal_tells_who_did_what(busy: Program) -> None:
    rows = json.loads(busy("journal", "list", "--json", "--limit", "2").out)
    assert [(row["number"], row["action"], row["ticket"]) for row in rows] == [
        (4, "register", "A003"),
        (3, "register", "A002"),
    ]
    shown = json.loads(busy("journal", "show", "4", "--json").out)
    assert {change["table"] for change in shown["changes"]} == {"patient", "visit", "queue_entry", "stay"}
    assert "name: Anna Smith" in busy("journal", "show", "4").out


def test_undo_and_redo(busy: Program) -> None:
    busy("queue", "call")
    assert busy("journal", "undo", "--reason", "wrong key").code == 0
    assert json.loads(busy("queue", "list", "--json").out)[0]["queue"]["status"] == "waiting"
    assert busy("journal", "redo").code == 0
    assert json.loads(busy("queue", "list", "--json").out)[0]["queue"]["status"] == "called"


def test_the_making_of_the_file_cannot_be_undone(busy: Program) -> None:
    assert busy("journal", "undo", "1").code == 1
    assert busy("queue", "list").code == 0


def test_a_sound_journal_verifies_and_a_changed_one_does_not(busy: Program) -> None:
    answer = busy("journal", "verify")
    assert (answer.code, answer.out) == (0, "")
    connection = sqlite3.connect(busy.database)
    connection.execute("UPDATE journal SET actor = '别人' WHERE id = 2")
    connection.commit()
    connection.close()
    answer = busy("journal", "verify")
    assert (answer.code, answer.out) == (5, "Journal row 2 was changed after it was written\n")
