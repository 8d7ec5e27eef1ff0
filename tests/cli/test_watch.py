"""`watch`: from the beginning to the end, by the command line alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Program

DAY = "2026-11-21T"


def now(time: str) -> str:
    return f"{DAY}{time}+08:00"


@pytest.fixture
def observed(busy: Program) -> Program:
    """A001 is observed since nine."""
    assert (
        busy("watch", "start", "A001", "post_op", "--procedure", "清创缝合术", "--surgeon", "陈医生").code
        == 0
    )
    return busy


def watches(program: Program, *words: str, at: str = "09:00") -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(program("watch", "list", *words, "--json", now=now(at)).out)
    return listed


def test_the_list_says_who_where_after_what_and_when_next(observed: Program) -> None:
    shown = observed("watch", "list").out
    assert "清创缝合术" in shown
    assert "09:20, in 20 min" in shown
    (watch,) = watches(observed)
    assert (watch["ticket"], watch["protocol"], watch["surgeon"]) == ("A001", "post_op", "陈医生")
    assert (watch["due_round"], watch["next_round"], watch["missed"]) == (None, 1, 0)
    (later,) = watches(observed, at="09:45")
    assert (later["due_round"], later["missed"]) == (2, 1)
    assert "王芳" not in observed("watch", "list", "--mask").out


def test_a_round_is_recorded_with_digits(observed: Program) -> None:
    answer = observed(
        "watch", "record", "A001", "1", "1", "2", "--note", "喝了水", "--json", now=now("09:21")
    )
    document = json.loads(answer.out)
    assert document["alarm"] is False
    assert document["round"]["readings"] == {
        "bleeding": "none", "urination": "yes", "pain": "2", "consciousness": "awake", "wound": "dry",
    }  # fmt: skip
    assert (document["round"]["number"], document["round"]["note"]) == (1, "喝了水")
    assert "Pain 2" in observed("watch", "rounds", "A001", now=now("09:22")).out


def test_late_in_part_and_left_out(observed: Program) -> None:
    refused = observed("watch", "record", "A001", "1", "-", now=now("09:25"))
    assert refused.code == 4
    assert "Say why" in refused.err
    assert (
        observed("watch", "record", "A001", "1", "--reason", "在睡", "--at", "09:21", now=now("09:25")).code
        == 0
    )
    assert observed("watch", "skip", "A001", "--reason", "去做B超", now=now("09:41")).code == 0
    rounds = json.loads(observed("watch", "rounds", "A001", "--json", now=now("09:42")).out)
    assert [(one["status"], one["partial"]) for one in rounds] == [("done", True), ("cancelled", False)]
    assert rounds[0]["happened_at"] < rounds[0]["entered_at"]


def test_a_value_over_alarm_asks_for_the_doctor(observed: Program) -> None:
    answer = observed("watch", "record", "A001", "4", "1", "8", now=now("09:20"))
    assert "Call the doctor now" in answer.err
    assert observed("watch", "call", "A001", now=now("09:21")).code == 0
    assert observed("watch", "call", "A001", now=now("09:21")).code == 1
    assert (
        observed("watch", "came", "A001", "--ordered", "缩宫素", "--at", "09:24", now=now("09:30")).code == 0
    )
    (watch,) = watches(observed)
    assert (watch["call"]["doctor"], watch["call"]["ordered"]) == ("陈医生", "缩宫素")
    assert watch["call"]["arrived_at"] == now("09:24:00.000")


def test_instructions_and_another_who_takes_over(observed: Program) -> None:
    assert observed("watch", "instruct", "A001", "1").code == 0
    listed = json.loads(observed("watch", "instruct", "A001", "2", "--json").out)
    assert [one["given"] for one in listed] == [True, True]
    assert observed("watch", "hand-over", "赵敏", "A001", "--note", "午饭").code == 0
    assert watches(observed)[0]["responsible"] == "赵敏"
    assert observed("watch", "hand-over", "王护士").code == 1


def test_it_ends_by_the_score_or_for_a_reason(observed: Program) -> None:
    assert observed("watch", "stop", "A001", now=now("09:30")).code == 4
    assert observed("watch", "stop", "A001", "--score", "22110", now=now("09:30")).code == 4
    assert observed("watch", "stop", "A001", "--score", "22221", now=now("09:30")).code == 0
    assert watches(observed) == []
    (watch,) = watches(observed, "A001")
    assert (watch["score"], watch["end"], watch["rounds"][0]["status"]) == (9, "discharged", "missed")
    assert watches(observed, "--all") == watches(observed, "A001")
    assert observed("watch", "record", "A001", "1", "1", "2").code == 3
    assert observed("check").code == 0


def test_a_surgery_that_was_done_says_by_which_protocol(busy: Program) -> None:
    assert busy("watch", "start", "A002").code == 1
    busy("orders", "add", "A002", "nail-removal")
    for step in ("sign", "pay"):
        busy("orders", step, "A002")
    assert (
        busy("orders", "perform", "A002", "--item", "nail-removal", "--by", "陈医生", "--reason", "急").code
        == 0
    )
    assert busy("watch", "start", "A002").code == 0
    (watch,) = watches(busy)
    assert (watch["protocol"], watch["surgeon"], watch["procedure"]) == ("post_op", "陈医生", "Nail removal")
    assert busy("watch", "start", "A002").code == 1  # offered once


def test_one_of_several_watches_is_named(observed: Program) -> None:
    observed("watch", "start", "A001", "infusion")
    unsure = observed("watch", "skip", "A001", "--reason", "x")
    assert unsure.code == 1
    assert "may be any of" in unsure.err
    assert observed("watch", "skip", "A001", "--protocol", "infusion", "--reason", "x").code == 0
    assert observed("watch", "skip", "1", "--reason", "x").code == 0
    assert observed("watch", "start", "A001", "moon").code == 3


def test_protocols_say_what_is_typed(program: Program) -> None:
    shown = program("watch", "protocols").out
    assert "Bleeding: 1 none 2 spotting 3 moderate 4 heavy" in shown
    codes = [one["code"] for one in json.loads(program("watch", "protocols", "--json").out)]
    assert "post_op" in codes
    assert "出血: 1 无 2 少许" in program("watch", "protocols", lang="zh_CN").out


def test_nobody_leaves_while_observed(observed: Program) -> None:
    observed("queue", "call", "A001")
    assert observed("queue", "done", "A001", "--to", "cashier").code == 0
    kept = observed("depart", "A001")
    assert kept.code == 1
    assert "watch/1" in kept.err
    assert observed("depart", "A001", "--override", "自行离院").code == 0
    assert watches(observed, "A001")[0]["end_reason"] == "自行离院"


def test_a_time_before_midnight_is_yesterday_s(observed: Program) -> None:
    after_midnight = "2026-11-22T00:05+08:00"
    answer = observed("watch", "record", "1", "1", "1", "2", "--at", "23:58", "--json", now=after_midnight)
    assert json.loads(answer.out)["round"]["happened_at"].startswith("2026-11-21T23:58")
