"""`alerts`: what is due, for people and programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

from tests.cli.conftest import Program

LATE = "2026-11-21T11:00+08:00"


def test_what_is_late_is_listed_worst_first_without_names(busy: Program) -> None:
    rows = json.loads(busy("alerts", "--json", now=LATE).out)
    assert [row["key"] for row in rows][:1] == ["wait/1"]
    assert [row["priority"] for row in rows] == sorted(row["priority"] for row in rows)
    told = busy("alerts", now=LATE).out
    assert "A001 has been at Waiting area for 120 min" in told
    assert "王芳" not in told


def test_nothing_due_says_so(program: Program) -> None:
    answer = program("alerts")
    assert (answer.code, answer.out, answer.err) == (0, "", "Nothing is due\n")


def test_an_alert_that_was_heard_is_silent_but_stays(busy: Program) -> None:
    rows = json.loads(busy("alerts", "--heard", "wait/1", "--json", now=LATE).out)
    assert {row["key"]: row["loudness"] for row in rows}["wait/1"] == "silent"
    later = json.loads(busy("alerts", "--json", now="2026-11-21T11:05:01+08:00").out)
    assert {row["key"]: row["loudness"] for row in later}["wait/1"] != "silent"
    assert busy("alerts", "--heard", "wait/99", now=LATE).code == 1


def test_following_prints_a_line_at_once_for_each_change(busy: Program) -> None:
    command = [sys.executable, "-m", "assistant_tui", "alerts", "--follow", "--json", "--now", LATE]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ, **busy.environ}
    ) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert (first["event"], first["key"]) == ("new", "wait/1")
        assert busy("queue", "left", "A001", now=LATE).code == 0
        deadline = time.monotonic() + 30
        events = []
        while time.monotonic() < deadline:
            events.append(json.loads(process.stdout.readline()))
            if events[-1]["event"] == "over":
                break
        process.terminate()
    assert events[-1] == {"event": "over", "key": "wait/1"}
