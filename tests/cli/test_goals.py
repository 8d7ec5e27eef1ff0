"""Goals on the command line: shown one by one, refused with file and line; and the reminder to sign."""

from __future__ import annotations

import json

from assistant_tui.cli.exits import ExitCode
from tests.cli.conftest import Program

GOALS = """
wait_target = 25
[goals.wait]
from = 30.5
to = 20
start = 2026-11-01
by = 2027-03-31

[goals.promises_kept]
from = 70
to = 90
start = 2026-11-01
by = 2027-03-31
"""


def test_each_goal_has_a_line_and_its_values_in_json(program: Program) -> None:
    (program.folder / "settings.toml").write_text(GOALS, encoding="utf-8")
    told = program("config", "show").out.splitlines()
    (wait,) = (line for line in told if line.startswith("goals.wait "))
    assert "from = 30.5, to = 20, start = 2026-11-01, by = 2027-03-31" in wait
    assert wait.endswith("settings file")
    assert any(line.startswith("goals.promises_kept ") for line in told)
    shown = json.loads(program("config", "show", "--json").out)
    assert shown["wait_target"] == {"value": 25, "source": "file"}
    assert shown["goals"]["value"]["wait"] == {
        "from": 30.5,
        "to": 20,
        "start": "2026-11-01",
        "by": "2027-03-31",
    }


def test_without_goals_there_is_one_line_that_says_so(program: Program) -> None:
    told = program("config", "show").out.splitlines()
    assert [line.split() for line in told if line.startswith("goals")] == [["goals", "default"]]
    assert json.loads(program("config", "show", "--json").out)["goals"]["value"] == {}


def test_a_wrong_goal_stops_the_program_with_file_and_line(program: Program) -> None:
    file = program.folder / "settings.toml"
    file.write_text(GOALS.replace("to = 20", "to = 40"), encoding="utf-8")
    answer = program("alerts")
    assert answer.code == ExitCode.INPUT
    assert f"{file}, line 5: Less is better for wait: to must be less than from" in answer.err


def test_a_day_that_was_not_signed_is_due_the_next_morning(busy: Program) -> None:
    rows = json.loads(busy("alerts", "--json", now="2026-11-22T08:00+08:00").out)
    *_, last = rows
    assert (last["key"], last["priority"], last["loudness"]) == ("report/2026-11-21", 3, "line")
    assert last["text"] == "The report of 11-21 is not signed"
    assert last["since"] == "2026-11-22T00:00:00.000+08:00"
    assert last["visit_id"] is None
    assert "report/" not in busy("alerts", now="2026-11-21T23:59+08:00").out
