"""`orders`, `fees` and the exit gate: slips from draft to result, by the command line alone."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Program


def _items(program: Program, *words: str) -> dict[str, dict[str, Any]]:
    slips = json.loads(program("orders", "list", *words, "--json").out)
    return {item["code"]: item for slip in slips for item in slip["items"]}


def test_a_typed_line_becomes_slips_and_a_sum(busy: Program) -> None:
    answer = busy("orders", "add", "A001", "xcg", "ncg", "b超")
    assert answer.code == 0
    assert "Sum: " in answer.err
    lines = [line.split()[:3] for line in answer.out.splitlines()[1:]]
    assert lines == [["1", "A001", "王芳"], ["1", "A001", "王芳"], ["2", "A001", "王芳"]]
    slips = json.loads(busy("orders", "list", "--json").out)
    assert [(slip["number"], slip["category"]) for slip in slips] == [(1, "lab"), (2, "exam")]


def test_a_word_that_nobody_knows_drafts_nothing(busy: Program) -> None:
    before = busy.journal_length()
    answer = busy("orders", "add", "A001", "xcg zzzz")
    assert (answer.code, answer.out) == (4, "")
    assert "zzzz" in answer.err
    assert busy.journal_length() == before


def test_what_she_has_today_already_is_pointed_out(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    assert "ordered today already" in busy("orders", "add", "A001", "xcg").err


def test_from_draft_to_the_result_that_was_read(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    too_early = busy("orders", "perform", "1")
    assert (too_early.code, too_early.out) == (1, "")
    assert "signature" in too_early.err
    for words in (
        ("sign", "1", "--by", "陈医生", "--paper", "--at", "09:00"),
        ("pay", "A001"),
        ("perform", "1", "--by", "检验科"),
        ("result", "1", "abnormal", "--text", "WBC 12.1"),
        ("read", "1"),
    ):
        assert busy("orders", *words).code == 0, words
    item = _items(busy)["cbc"]
    assert item["status"] == "completed"
    assert item["waits_for"] == []
    assert (item["signed_by"], item["on_paper"], item["performed_by"]) == ("陈医生", True, "检验科")
    assert (item["result"], item["result_text"]) == ("abnormal", "WBC 12.1")
    assert busy("check").code == 0


def test_lists_by_what_is_waited_for(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    busy("orders", "add", "A002", "ncg")
    busy("orders", "sign", "2")
    assert set(_items(busy, "--waiting", "sign")) == {"cbc"}
    assert set(_items(busy, "--waiting", "pay")) == {"urine"}
    assert _items(busy, "--waiting", "read") == {}
    assert set(_items(busy, "A002")) == {"urine"}


def test_a_part_of_a_slip_is_named_by_its_code_or_name(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg ncg")
    assert busy("orders", "sign", "1", "--item", "血常规").code == 0
    waits = {code: item["waits_for"] for code, item in _items(busy).items()}
    assert waits == {"cbc": ["pay"], "urine": ["sign"]}
    unknown = busy("orders", "sign", "1", "--item", "心电图")
    assert unknown.code == 3
    assert "urine" in unknown.err


def test_the_fee_check_sums_to_the_fen(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg x3")
    busy("orders", "sign", "1")
    busy("orders", "pay", "1")
    busy("orders", "void", "1", "--reason", "开错")
    price = _items(busy)["cbc"]["price"]
    sums = json.loads(busy("fees", "--json").out)["sum"]
    assert (sums["due"], sums["paid"], sums["to_refund"], sums["refunded"]) == (0, 3 * price, 3 * price, 0)
    busy("orders", "refund", "1")
    sums = json.loads(busy("fees", "A001", "--json").out)["sum"]
    assert (sums["paid"], sums["to_refund"], sums["refunded"]) == (3 * price, 0, 3 * price)
    assert f"{3 * price // 100}." in busy("fees").out
    assert busy("fees", "A001", "--date", "2026-11-21").code != 0


def test_leaving_names_what_is_open_and_takes_a_reason(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    busy("orders", "refuse", "1", "--reason", "暂不查", "--form")
    busy("orders", "add", "A001", "ncg")
    busy("queue", "call", "A001")
    kept = busy("queue", "done", "A001")
    assert kept.code == 1
    assert "sign/" in kept.err
    assert _items(busy)["cbc"]["refusal_form"] is True
    assert busy("queue", "done", "A001", "--to", "cashier").code == 0
    assert busy("depart", "A001").code == 1
    assert busy("depart", "A001", "--override", "改日再来").code == 0
    assert busy("check").code == 0


def test_the_words_are_chinese_where_chinese_is_asked_for(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    assert "待签字" in busy("orders", "list", lang="zh_CN").out


def test_the_export_has_an_item_a_row_and_names_nobody(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg ncg")
    busy("orders", "sign", "1", "--item", "cbc")
    rows = json.loads(busy("export", "orders", "--json").out)
    assert [(row["code"], row["waits_for"], row["status"]) for row in rows] == [
        ("cbc", "pay", "active"),
        ("urine", "sign", "draft"),
    ]
    assert rows[0]["amount_fen"] == rows[0]["price_fen"] * rows[0]["quantity"]
    sheet = busy("export", "orders", "--date", "2026-11-21").out
    assert sheet.startswith("day,slip,ticket,patient_id,")
    assert "王芳" not in sheet
    assert busy("export", "orders", "--date", "2026-11-20").out.count("\n") == 1
    assert "orders" in busy("journal", "list").out
