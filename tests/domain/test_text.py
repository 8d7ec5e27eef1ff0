"""What typed text becomes, and cells that no spreadsheet runs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.text import clean, clean_lines, clean_prose, for_sheet, is_invisible

# Plenty of what hurts: bidi, zero-width, marks, blanks, surrogates, line ends.
NASTY = (
    "\u202e\u2066\u2069\u200b\u200d\ufe0f"
    "\u0301\u0308\u3164\u034f\ud800\x00\x1b\x85\u2028\t\n \u3000\u00a8Ａ王👩x，"
)
texts = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(NASTY)), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  王　芳 \t", "王 芳"),
        ("ＷＡＮＧ　１２３", "WANG 123"),
        ("王\u200b芳\u202e", "王芳"),
        ("a\x1b[31mb", "a[31mb"),
        ("\ud800张三", "张三"),
        ("👩\u200d⚕\ufe0f", "👩⚕"),
        ("e\u0301", "é"),
        ("\u0301王", "王"),
        ("\u3164\u2800", ""),
        ("[TODO] 张三", "[TODO] 张三"),
    ],
)
def test_clean_keeps_what_can_be_seen(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_cut_never_parts_a_letter_from_its_marks() -> None:
    assert clean("ab\u0316c", limit=2) == "a"
    assert clean("ab\u0316c", limit=3) == "ab\u0316"
    assert clean("王芳", limit=0) == ""


def test_a_pile_of_marks_is_lowered() -> None:
    assert len(clean("x" + "\u0316" * 100)) == 5


@given(texts, st.integers(0, 30))
def test_cleaning_twice_changes_nothing_more(text: str, limit: int) -> None:
    for cleaned in (clean, clean_prose, clean_lines):
        once = cleaned(text, limit=limit)
        assert cleaned(once, limit=limit) == once
        assert len(once) <= limit


@given(texts)
def test_nothing_invisible_is_left(text: str) -> None:
    assert not any(is_invisible(char) for char in clean(text))
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in clean_prose(text))
    assert not any(is_invisible(char) for char in clean_lines(text) if char != "\n")


def test_prose_keeps_chinese_punctuation_and_nothing_else_full_width() -> None:
    assert clean_prose("腹痛，３天（加重）") == "腹痛，3天（加重）"
    assert clean("腹痛，３天") == "腹痛,3天"


def test_lines_stay_lines_with_at_most_one_empty_between() -> None:
    assert clean_lines("\n a  b \r\n\r\n\n\u2028c\x00 \n") == "a b\n\nc"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-x",
        "@SUM(A1)",
        "＝1",
        "＋x",
        "－x",
        "＠x",
        "\t=1",
        "\rx",
        " =1",
        "\u200b=1",
        "−x",
        "-1+1",
    ],
)
def test_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert for_sheet(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell", ["", "-5", "+8613800001111", "-1.5e-3", "-5%", "王芳", "a=b", "'=1", " ", "12"]
)
def test_numbers_and_plain_text_stay(cell: str) -> None:
    assert for_sheet(cell) == cell


@given(texts)
def test_a_safe_cell_is_safe_and_stays_so(cell: str) -> None:
    safe = for_sheet(cell)
    assert for_sheet(safe) == safe
    assert safe.endswith(cell)
