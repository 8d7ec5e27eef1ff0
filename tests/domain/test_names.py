"""Names masked, spelled and found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.names import (
    SearchKind,
    family_name,
    keys_of,
    mask,
    primary_pinyin,
    probes,
    typed_kind,
)
from assistant_tui.domain.phone import kept_phone, mask_phone
from assistant_tui.domain.spelling import MOST_SPELLINGS, spellings
from assistant_tui.domain.surnames import COMPOUND, READINGS, SINGLE
from assistant_tui.store.readings import readings

HOSTILE = [
    "[/]",
    "[TODO] 张三",
    "[@click=app.quit]x[/]",
    "\x1b[31m王",
    "\u202e王芳",
    "😀",
    "王" * 200,
    "=cmd()",
    "\ud800",
    "",
    " ",
]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王芳", "王*"),
        ("王 芳", "王 *"),
        ("欧阳若兰", "欧阳**"),
        ("欧阳", "欧*"),
        ("王", "*"),
        ("Anna Smith", "A*** S****"),
        ("Zoë", "Z**"),
        ("阿依古丽·买买提", "阿*******"),
        ("王Anna", "王****"),
        ("Anna 王芳", "A*** **"),
        ("김민수", "김**"),
        ("[/]", "***"),
        ("", ""),
    ],
)
def test_a_masked_name_shows_family_name_or_first_letters_only(name: str, shown: str) -> None:
    assert mask(name) == shown


@given(st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE)))
def test_no_name_is_shown_whole_or_as_markup(name: str) -> None:
    shown = mask(name)
    assert "[" not in shown
    assert all(
        sum(char != "*" for char in word) <= 2 or word[:4] in COMPOUND or word[:3] in COMPOUND
        for word in shown.split()
    )
    if len(shown) > 1 and not all(len(word) == 1 for word in shown.split()):
        assert "*" in shown


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("王芳", "王"),
        ("欧阳若兰", "欧阳"),
        ("爱新觉罗启元", "爱新觉罗"),
        ("单于", "单"),
        ("Anna Smith", "Smith"),
        ("阿依古丽·买买提", ""),
        ("", ""),
    ],
)
def test_family_names_of_one_and_more_characters(name: str, family: str) -> None:
    assert family_name(name) == family


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800001111", "138****1111"),
        ("+86 138-0000-1111", "138****1111"),
        ("010-12345678", "010****5678"),
        ("87654321", "****4321"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_masked_phone_hides_the_middle(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１３８ ００００ １１１１", "13800001111"),
        ("008613800001111", "13800001111"),
        ("8613800001111", "13800001111"),
        ("+86 10 1234 5678", "1012345678"),
        ("+44 7911 123456", "+447911123456"),
        ("none", ""),
    ],
)
def test_phones_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert kept_phone(typed) == kept


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("王芳", "wang fang"),
        ("单丹", "shan dan"),
        ("曾静", "zeng jing"),
        ("仇英", "qiu ying"),
        ("区宁", "ou ning"),
        ("查良", "zha liang"),
        ("解缙", "xie jin"),
        ("朴树", "piao shu"),
        ("任静", "ren jing"),
        ("盖云", "ge yun"),
        ("尉迟恭", "yu chi gong"),
        ("万俟明", "mo qi ming"),
        ("单于丹", "chan yu dan"),
        ("长孙云", "zhang sun yun"),
        ("澹台明", "tan tai ming"),
        ("吕云", "lv yun"),
        ("王单", "wang dan"),
        ("Zoë Müller", "zoe muller"),
        ("王Anna", "wang anna"),
        ("😀", ""),
    ],
)
def test_the_family_name_is_read_as_one(name: str, pinyin: str) -> None:
    assert primary_pinyin(name, readings) == pinyin


def found(name: str, typed: str, phone: str = "", card: str = "") -> bool:
    """Whether a patient is found by what is typed, as the search does it: by prefix within a kind."""
    keys = keys_of(name, phone, card, readings)
    return any(
        key.kind == probe.kind and key.key.startswith(probe.key) for probe in probes(typed) for key in keys
    )


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("王芳", "王"),
        ("王芳", "王 芳"),
        ("王芳", "芳"),
        ("王芳", "wf"),
        ("王芳", "ＷＦ"),
        ("王芳", "wangf"),
        ("王芳", "Wang Fang"),
        ("单丹", "sd"),
        ("单丹", "dandan"),
        ("单于丹", "shanyu"),
        ("曾静", "cj"),
        ("吕云", "lvyun"),
        ("吕云", "luyun"),
        ("吕云", "lüyun"),
        ("西安", "xi'an"),
        ("欧阳若兰", "若兰"),
        ("Anna Smith", "smith"),
        ("Anna Smith", "Smith Anna"),
        ("Anna Smith", "as"),
        ("Zoë Müller", "muller"),
        ("Zoë Müller", "Müller"),
        ("Мария", "мари"),
        ("𠮷芳", "𠮷"),
        ("😀", "😀"),
        ("阿依古丽·买买提", "阿依古丽买"),
        ("阿依古丽•买买提", "阿依古丽·买"),
        ("[/]", "[/]"),
        ("床12", "床12"),
    ],
)
def test_a_name_is_found_however_it_is_typed(name: str, typed: str) -> None:
    assert found(name, typed)


@pytest.mark.parametrize(
    "typed",
    ["1111", "13800001111", "138", "１３８", "+86 138 0000 1111", "#A-12", "card a-12", "卡A-12", "A-12"],
)
def test_a_patient_is_found_by_phone_tail_phone_head_and_card(typed: str) -> None:
    assert found("王芳", typed, "13800001111", "A-12")
    assert not found("王芳", typed)


@given(st.text(st.sampled_from([*"单曾仇区查解朴盖重长行乐吕还了呢的"]), min_size=1, max_size=4))
def test_every_reading_of_every_character_is_findable(name: str) -> None:
    pinyin = [key.key for key in keys_of(name, None, None, readings) if key.kind is SearchKind.PINYIN]
    assert len(pinyin) <= MOST_SPELLINGS
    for at, char in enumerate(name):
        rest = readings(char)
        for reading in rest:
            assert any(reading in key for key in pinyin), (at, reading)


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True).map(tuple), max_size=12)
)
def test_spellings_are_bounded_and_begin_with_the_likeliest(choices: list[tuple[str, ...]]) -> None:
    spelled = spellings(choices)
    assert spelled[0] == tuple(each[0] for each in choices)
    assert len(spelled) == len(set(spelled)) <= MOST_SPELLINGS


@given(st.one_of(st.text(max_size=200), st.sampled_from(HOSTILE)), st.text(max_size=20), st.text(max_size=20))
def test_no_name_is_too_strange_to_have_keys(name: str, phone: str, card: str) -> None:
    keys = keys_of(name, phone, card, readings)
    assert len(keys) == len(set(keys))
    assert not name or any(key.kind is SearchKind.NAME and key.key for key in keys)
    assert all(probe.key for probe in probes(name))
    primary_pinyin(name, readings)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("王", "name"),
        ("wf", "letters"),
        ("１１１１", "digits"),
        ("+86 138", "digits"),
        ("#12", "card"),
        ("G123", "card"),
        ("  ", "nothing"),
    ],
)
def test_typed_text_is_told_apart(typed: str, kind: str) -> None:
    assert typed_kind(typed) == kind


def test_the_tables_of_surnames_hold_together() -> None:
    assert all(len(char) == 1 for char in READINGS)
    assert all(len(name) == len(syllables) for name, syllables in COMPOUND.items())
    assert all(
        each.isascii() and each.isalpha()
        for syllables in (*COMPOUND.values(), *READINGS.values())
        for each in syllables
    )
    assert "女" not in SINGLE
