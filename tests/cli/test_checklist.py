"""`checklist` and `supplies`: the day's duties by the command line alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Program

NOON = "2026-11-21T12:05+08:00"


def _tasks(program: Program, now: str) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in json.loads(program("checklist", "list", "--json", now=now).out)}


def test_the_list_says_when_each_task_is_due_and_how_it_stands(program: Program) -> None:
    answer = program("checklist", "list", now="2026-11-21T07:50+08:00")
    assert (answer.code, answer.err) == (0, "")
    desk = next(line for line in answer.out.splitlines() if line.startswith("desk"))
    assert desk.split()[1] == "Opening"
    assert desk.endswith("07:45-08:00  due")
    assert "紫外线灯" in program("checklist", "list", lang="zh_CN").out


def test_a_day_off_and_a_holiday_are_told_apart(program: Program) -> None:
    sunday = program("checklist", "list", "--date", "2026-11-22")
    assert sunday.out == ""
    assert "does not work" in sunday.err
    assert "Nothing is due" in sunday.err
    assert "National Day" in program("checklist", "list", "--date", "2026-10-02").err
    worked = program("checklist", "list", "--date", "2026-09-20")
    assert "desk" in worked.out
    assert "in place of a holiday" in worked.err
    assert "2027 are not confirmed" in program("checklist", "list", "--date", "2027-10-04").err


def test_a_task_is_done_once(program: Program) -> None:
    assert program("checklist", "done", "desk").code == 0
    again = program("checklist", "done", "desk")
    assert again.code == 1
    assert "李敏" in again.err
    assert program("checklist", "done", "meeting").code == 4
    assert program("checklist", "done", "meeting", "--note", "停诊").code == 0
    assert program("checklist", "done", "moon").code == 3
    assert program("journal", "undo").code == 0
    assert _tasks(program, NOON)["meeting"]["state"] == "overdue"


def test_the_lamp_has_its_minutes(program: Program) -> None:
    assert program("checklist", "begin", "uv", now=NOON).code == 0
    assert _tasks(program, "2026-11-21T12:10+08:00")["uv"]["state"] == "running"
    late = "2026-11-21T12:50+08:00"
    assert program("checklist", "end", "uv", "--at", "12:37", now=late).code == 0
    lamp = _tasks(program, late)["uv"]
    assert (lamp["state"], lamp["spent_minutes"]) == ("done", 32)
    assert lamp["ended_at"] == "2026-11-21T12:37:00.000+08:00"
    (day,) = json.loads(program("checklist", "history", "uv", "--json", now=late).out)
    assert (day["day"], day["spent_minutes"], day["by"]) == ("2026-11-21", 32, "李敏")
    assert "32" in program("checklist", "history", "uv", now=late).out


def test_skipping_needs_a_reason_and_a_note_can_be_added(program: Program) -> None:
    assert program("checklist", "skip", "air").code == 2
    assert program("checklist", "skip", "air", "--reason", "下雨").code == 0
    assert program("checklist", "note", "air", "下午再开").code == 0
    task = _tasks(program, NOON)["air"]
    assert (task["status"], task["reason"], task["note"]) == ("skipped", "下雨", "下午再开")
    assert "下雨; 下午再开" in program("checklist", "list").out


def test_tasks_of_one_day_and_retired_ones(program: Program) -> None:
    added = json.loads(program("checklist", "add", "检修", "--phase", "closing", "--json").out)
    assert (added["once"], added["phase"]) == ("2026-11-21", "closing")
    assert program("checklist", "done", added["code"]).code == 0
    assert program("checklist", "add", "检修", "--date", "2026-11-20").code == 4
    assert program("checklist", "retire", "desk").out.startswith("desk")
    assert "desk" not in _tasks(program, NOON)
    assert program("checklist", "history", "desk").err


def test_the_sweep_says_what_is_still_open(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    found = json.loads(busy("checklist", "sweep", "--json").out)
    assert [row["screen"] for row in found] == ["whereabouts"] * 3 + ["orders"]
    assert "A002 is still here" in busy("checklist", "sweep").out


def test_an_empty_room_can_be_left(program: Program) -> None:
    assert "can be left" in program("checklist", "sweep").err


def test_counting_yields_the_restock_list(program: Program) -> None:
    assert "gloves-m" in program("supplies", "count").out
    (gloves,) = json.loads(program("supplies", "par", "gloves-m=6", "--json").out)
    assert (gloves["par"], gloves["own_par"]) == (6, True)
    assert json.loads(program("supplies", "par", "gloves-m=4", "--json").out)[0]["own_par"] is False
    assert program("supplies", "par", "gloves-m=-1").code == 4
    assert "Nothing" in program("supplies", "restock").err
    assert program("supplies", "count", "gloves-m=1", "masks=3").code == 0
    assert program("supplies", "used", "masks=2").code == 0
    assert program("supplies", "received", "gloves-m=1").code == 0
    found = json.loads(program("supplies", "restock", "--json").out)
    assert [(row["code"], row["level"], row["fetch"]) for row in found] == [
        ("gloves-m", 2, 2),
        ("masks", 1, 2),
    ]
    assert "masks" in program("supplies", "restock").out


def test_what_cannot_be_read_is_refused(program: Program) -> None:
    for entry in ("gloves-m", "gloves-m=-1", "gloves-m=x", "=3"):
        assert program("supplies", "count", entry).code in {3, 4}, entry
    assert program("supplies", "count", "masks=1", "masks=2").code == 4
    assert program("supplies", "count", "moon=1").code == 3
    assert program("supplies", "used", "masks=0").code == 4


def test_restock_list_and_usage_leave_as_files(program: Program, tmp_path: Path) -> None:
    program("supplies", "count", "gloves-m=1")
    file = tmp_path / "restock.csv"
    assert program("supplies", "restock", "--excel", "-o", str(file)).code == 0
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0] == "code,name_zh,name_en,unit_zh,unit_en,level,par,fetch"
    assert lines[1].startswith("gloves-m,")
    usage = program("supplies", "usage").out
    assert usage.startswith("day,code,")
    assert "2026-11-21,gloves-m," in usage
    assert json.loads(program("supplies", "usage", "--json").out)[0]["level"] == 1
    assert "restock" in program("journal", "list").out


def test_the_restock_list_is_printed_to_a_file(program: Program, tmp_path: Path) -> None:
    assert program("print", "restock").code == 1
    program("supplies", "count", "gloves-m=1")
    file = tmp_path / "restock.html"
    assert program("print", "restock", "-o", str(file)).code == 0
    assert "Examination gloves, medium" in file.read_text("utf-8")
