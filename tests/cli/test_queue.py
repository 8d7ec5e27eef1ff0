"""`queue`: what an assistant does all day."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import NINE, Program


def _statuses(program: Program) -> dict[str, str]:
    rows = json.loads(program("queue", "list", "--json").out)
    return {row["ticket"]: row["queue"]["status"] for row in rows}


def test_a_line_registers_an_arrival_and_answers_the_ticket(program: Program) -> None:
    answer = program("queue", "add", "王芳 女34 13800001111 复诊 下腹痛")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "A001  王芳  waiting  Waiting area\n"


def test_the_json_of_a_registration_has_what_was_typed(program: Program) -> None:
    visit = json.loads(program("queue", "add", "王芳 女34 13800001111 复诊 下腹痛", "--json").out)
    assert visit["name"] == "王芳"
    assert visit["sex"] == "female"
    assert visit["born"] == "1992"
    assert visit["phone"] == "13800001111"
    assert visit["complaint"] == "下腹痛"
    assert visit["kind"] == "follow-up"
    assert visit["arrived_at"] == "2026-11-21T09:00:00.000+08:00"


def test_a_booked_time_is_one_of_the_clinics_day(program: Program) -> None:
    visit = json.loads(program("queue", "add", "赵敏 女28 13700003333 预约 10:20", "--json").out)
    assert visit["queue"]["slot_at"] == "2026-11-21T10:20:00.000+08:00"
    assert visit["queue"]["kind"] == "appointment"


def test_a_known_telephone_with_the_same_name_is_the_same_patient(busy: Program) -> None:
    assert busy("queue", "left", "A001").code == 0
    visit = json.loads(busy("queue", "add", "王芳 13800001111", "--json").out)
    assert (visit["patient_id"], visit["ticket"]) == (1, "A004")


def test_a_telephone_that_a_family_shares_is_asked_about(busy: Program) -> None:
    before = busy.journal_length()
    answer = busy("queue", "add", "王小明 男8 13800001111 初诊")
    assert answer.code == 4
    assert "王芳" in answer.err
    assert "138****1111" in answer.err
    assert busy.journal_length() == before
    assert busy("queue", "add", "王小明 男8 13800001111 初诊", "--new").code == 0


def test_a_known_name_alone_is_asked_about_until_it_is_told_apart(busy: Program) -> None:
    busy("queue", "left", "A001")
    answer = busy("queue", "add", "王芳 复诊")
    assert (answer.code, answer.out) == (4, "")
    assert "--patient" in answer.err
    assert "\n  1  王芳  F 34  138****1111  2026-11-21\n" in answer.err
    assert json.loads(busy("queue", "add", "王芳 复诊", "--patient", "1", "--json").out)["patient_id"] == 1
    assert json.loads(busy("queue", "add", "王芳 复诊", "--new", "--json").out)["patient_id"] > 3


def test_the_list_tells_order_wait_and_reason(busy: Program) -> None:
    lines = busy("queue", "list", now="2026-11-21T09:12+08:00").out.splitlines()
    assert " ".join(lines[0].split()) == "# Ticket Name Sex, age Kind Level Since Waited Expected Why"
    assert [line.split()[:3] for line in lines[1:]] == [
        ["1", "A001", "王芳"],
        ["2", "A002", "欧阳若兰"],
        ["3", "A003", "Anna"],
    ]
    assert "12" in lines[1].split()


def test_columns_are_aligned_by_cells_not_characters(busy: Program) -> None:
    from rich.cells import cell_len  # noqa: PLC0415

    lines = busy("queue", "list").out.splitlines()
    places = {cell_len(line[: line.index("09:00")]) for line in lines[1:]}
    assert places == {lines[0].index("Since")}


def test_names_are_in_full_unless_masked(busy: Program) -> None:
    masked = busy("queue", "list", "--mask").out
    assert "欧阳**" in masked
    assert "若兰" not in masked
    as_json = busy("queue", "list", "--mask", "--json").out
    assert "若兰" not in as_json
    assert "13900002222" not in as_json


def test_an_empty_queue_is_no_data_but_said(program: Program) -> None:
    answer = program("queue", "list")
    assert (answer.code, answer.out, answer.err) == (0, "", "Nobody is waiting\n")
    assert json.loads(program("queue", "list", "--json").out) == []


def test_a_day_from_call_to_departure(busy: Program) -> None:
    assert busy("queue", "call").out == "A001  王芳  called  Consulting room\n"
    assert busy("queue", "recall", "a1").code == 0
    assert busy("queue", "start", "a1").code == 0
    assert busy("queue", "done", "A-001", "--to", "化验室").code == 3  # not a name of this pack
    assert busy("queue", "done", "A-001", "--to", "lab").out.endswith("Laboratory\n")
    assert busy("queue", "again", "A001", "--reason", "results").code == 0
    assert busy("queue", "call", "a3", "--reason", "severe pain").code == 0
    assert busy("queue", "start", "a3").code == 0
    assert busy("queue", "done", "a3").out.endswith("left the clinic\n")
    assert _statuses(busy) == {"A002": "waiting", "A001": "waiting"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("hold", "A002", "--reason", "old film"), "on-hold"),
        (("left", "A002", "--reason", "in a hurry"), None),
        (("noshow", "A002"), None),
        (("error", "A002", "--reason", "twice"), None),
    ],
)
def test_a_wait_ends_or_pauses_in_the_way_that_is_said(
    busy: Program, words: tuple[str, ...], status: str | None
) -> None:
    assert busy("queue", *words).code == 0
    assert _statuses(busy).get("A002") == status


def test_skipping_and_resuming(busy: Program) -> None:
    busy("queue", "call")
    assert busy("queue", "skip", "A001").code == 0
    assert _statuses(busy)["A001"] == "skipped"
    assert busy("queue", "resume", "A001").code == 0
    assert _statuses(busy)["A001"] == "waiting"


def test_a_move_in_the_line_needs_a_reason_and_keeps_it(busy: Program) -> None:
    assert busy("queue", "place", "A003", "1").code == 2
    assert busy("queue", "place", "A003", "1", "--reason", "cannot sit").code == 0
    assert list(_statuses(busy)) == ["A003", "A001", "A002"]


def test_telling_the_wait_prints_the_sentence_and_records_it(busy: Program) -> None:
    before = busy.journal_length()
    told = json.loads(busy("queue", "tell", "A003", "--json").out)
    assert str(told["low_minutes"]) in told["sentence"]
    assert told["high_minutes"] > told["low_minutes"]
    assert busy.journal_length() == before + 1
    row = next(row for row in json.loads(busy("queue", "list", "--json").out) if row["ticket"] == "A003")
    assert row["promise"]["told_by"] == "李敏"


def test_the_list_has_median_p90_and_whether_the_promise_is_kept(busy: Program) -> None:
    def listed(now: str = NINE) -> dict[str, Any]:
        rows: list[dict[str, Any]] = json.loads(busy("queue", "list", "--json", now=now).out)
        return next(row for row in rows if row["ticket"] == "A003")

    assert listed()["promise_kept"] is None
    busy("queue", "tell", "A003")
    told = listed()
    assert 0 <= told["median_minutes"] <= told["p90_minutes"]
    apart = datetime.fromisoformat(told["expected_to"]) - datetime.fromisoformat(told["expected_from"])
    assert apart / timedelta(minutes=1) == pytest.approx(
        told["p90_minutes"] - told["median_minutes"], abs=0.11
    )
    until = datetime.fromisoformat(told["promise"]["to"])
    assert listed((until + timedelta(minutes=5)).isoformat())["promise_kept"] is None
    assert listed((until + timedelta(minutes=6)).isoformat())["promise_kept"] is False
    busy("queue", "call", "A003", "--reason", "severe pain")
    assert listed()["promise_kept"] is True
