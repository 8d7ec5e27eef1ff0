"""One line registers a patient."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.birth import age_on, born_by_age
from assistant_tui.domain.nationalid import check_character, read_national_id
from assistant_tui.domain.quickentry import KindWords, QuickEntry, parse

KINDS = (
    KindWords("first", ("初诊", "cz", "new")),
    KindWords("return", ("复诊", "fz", "return", "follow up")),
    KindWords("dressing", ("换药", "hy", "dressing")),
)
NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - the clinic's local time
FACTS = (
    "name",
    "sex",
    "born",
    "age_years",
    "age_months",
    "phone",
    "card",
    "kind",
    "slot",
    "companion",
    "complaint",
)


def read(text: str) -> QuickEntry:
    """Parse with the tests' kinds and time."""
    return parse(text, kinds=KINDS, now_local=NOW)


def facts(text: str) -> dict[str, object]:
    """What was understood, without what was not typed."""
    entry = read(text)
    return {name: value for name in FACTS if (value := getattr(entry, name)) not in (None, "")}


WOMAN = {"name": "王芳", "sex": "female", "born": "1992", "age_years": 34}


def test_the_line_of_the_manual() -> None:
    assert facts("王芳 女34 13800001111 复诊 下腹痛") == {
        **WOMAN,
        "phone": "13800001111",
        "kind": "return",
        "complaint": "下腹痛",
    }


@pytest.mark.parametrize(
    "typed",
    [
        "王芳 女34", "女34 王芳", "34岁女 王芳", "王芳 女 34岁", "王芳 F34", "34F 王芳",
        "女 王芳 34", "王芳，女，34",
        "王芳/女/34", "王芳女34", "王 芳 女34", "女34岁王芳",
        "王芳　女３４", "姓名：王芳 性别：女 年龄：34", "王芳\u200b女34",
        "王芳 34y/o female",
    ],
)  # fmt: skip
def test_many_ways_to_say_the_same(typed: str) -> None:
    assert facts(typed) == WOMAN


@pytest.mark.parametrize(
    ("typed", "born", "years", "months"),
    [
        ("8个月", "2026-03", 0, 8),
        ("3月龄", "2026-08", 0, 3),
        ("3岁2个月", "2023-09", 3, 2),
        ("0岁", "2026", 0, None),
        ("1990-05-03", "1990-05-03", 36, 6),
        ("1990/5/3", "1990-05-03", 36, 6),
        ("1990年5月3日生", "1990-05-03", 36, 6),
        ("1990年5月", "1990-05", 36, 6),
        ("1990年生", "1990", 36, None),
        ("19900503", "1990-05-03", 36, 6),
        ("born 1990-05-03", "1990-05-03", 36, 6),
        ("女1990-05-03", "1990-05-03", 36, 6),
        ("11010519491231002X", "1949-12-31", 76, 10),
    ],
)
def test_ages_and_birth_dates(typed: str, born: str, years: int, months: int | None) -> None:
    entry = read(f"李小宝 {typed} 发热")
    assert (entry.name, entry.born, entry.age_years, entry.age_months) == ("李小宝", born, years, months)
    assert entry.complaint == "发热"


@pytest.mark.parametrize(
    "typed",
    [
        "停经8个月",
        "头痛 3 天",
        "末次月经 2026-10-01",
        "血压 130/80",
        "pain 3 days",
        "体温39度",
        "BP 130/80",
        "孕3产1",
        "腹痛 10:30",
        "12345",
    ],
)
def test_numbers_of_a_complaint_are_no_age(typed: str) -> None:
    assert facts(f"王芳 {typed}") == {"name": "王芳", "complaint": typed}


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("13800001111", "13800001111"),
        ("138 0000 1111", "13800001111"),
        ("138-0000-1111", "13800001111"),
        ("+86 13800001111", "13800001111"),
        ("手机13800001111", "13800001111"),
        ("\u202d13800001111\u202c", "13800001111"),
        ("010-12345678", "01012345678"),
        ("87654321", "87654321"),
        ("+44 7911 123456", "+447911123456"),
    ],
)
def test_phones(typed: str, phone: str) -> None:
    assert facts(f"王芳 {typed} 复诊") == {"name": "王芳", "phone": phone, "kind": "return"}


def test_an_identity_number_tells_birth_date_and_sex() -> None:
    entry = read("王芳 11010519491231002x")
    assert (entry.card, entry.card_kind) == ("11010519491231002X", "national_id")
    assert (entry.sex, entry.born) == ("female", "1949-12-31")


@pytest.mark.parametrize(
    ("typed", "card"),
    [("#12345", "12345"), ("卡12345", "12345"), ("card A-77", "A-77"), ("就诊卡号：12345", "12345")],
)
def test_other_cards(typed: str, card: str) -> None:
    entry = read(f"王芳 {typed}")
    assert (entry.card, entry.card_kind, entry.complaint) == (card, "card", "")


@pytest.mark.parametrize(
    ("typed", "slot"),
    [
        ("预约 10:30", time(10, 30)),
        ("10:30预约", time(10, 30)),
        ("预约：10：30", time(10, 30)),
        ("appt 10:30", time(10, 30)),
        ("appt 3pm", time(15)),
        ("约下午3点半", time(15, 30)),
        ("约3点", time(15)),
        ("约9点一刻", time(9, 15)),
        ("@14:00", time(14)),
    ],
)
def test_appointment_times(typed: str, slot: time) -> None:
    assert facts(f"王芳 {typed}") == {"name": "王芳", "slot": slot}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("安复诊 女34 头痛", "安复诊"),
        ("王女 女34", "王女"),
        ("王女34", "王女"),
        ("王芳复诊", "王芳"),
        ("头晕 王芳", "王芳"),
        ("白带异常 白雪", "白雪"),
        ("高血压 高翔", "高翔"),
        ("查体 查良", "查良"),
        ("单侧头痛 单于丹", "单于丹"),
        ("欧阳若兰 女28", "欧阳若兰"),
        ("张王秀英 女70", "张王秀英"),
        ("阿依古丽·买买提 女28", "阿依古丽·买买提"),
        ("若兰 女28", "若兰"),
        ("无名氏 男 车祸", "无名氏"),
        ("Anna Smith F29 return headache", "Anna Smith"),
        ("headache 29F anna smith", "anna smith"),
        ("John F Kennedy M45", "John F Kennedy"),
        ("Mary van der Berg toothache", "Mary van der Berg"),
        ("Мария F30", "Мария"),
        ("高血压 女34", ""),
        ("headache F29", ""),
    ],
)
def test_the_name_is_told_from_what_looks_like_one(typed: str, name: str) -> None:
    assert read(typed).name == name


@pytest.mark.parametrize(
    ("typed", "name", "companion"),
    [
        ("李梅 丈夫王强", "李梅", "丈夫王强"),
        ("家属王强陪同 李梅", "李梅", "家属王强陪同"),
        ("丈夫 王强 李梅", "李梅", "丈夫 王强"),
        ("家属 李梅", "李梅", "家属"),
        ("Anna Smith with John", "Anna Smith", "John"),
        ("with John Anna Smith", "Anna Smith", "John"),
        ("Anna Smith with her husband", "Anna Smith", "her husband"),
        ("李梅 母亲高血压", "李梅", ""),
        ("Anna Smith with headache", "Anna Smith", ""),
    ],
)
def test_companions(typed: str, name: str, companion: str) -> None:
    entry = read(typed)
    assert (entry.name, entry.companion) == (name, companion)


@pytest.mark.parametrize(
    ("typed", "problem", "kept"),
    [
        ("1380000111", "A mobile number has 11 digits, this one has 10", "1380000111"),
        ("13800001111 13900002222", "There are two phone numbers; 13800001111 is used", "13900002222"),
        ("女230", "The age 230 cannot be right", "230"),
        ("女 男", "Both female and male are typed", "男"),
        ("110105194912310021", "The ID number 110105194912310021 cannot be right", "110105194912310021"),
        ("1990-13-40", "There is no such birth date: 1990-13-40", "1990-13-40"),
        ("2030-01-01", "There is no such birth date: 2030-01-01", "2030-01-01"),
        ("预约25:70", "There is no such time: 预约25:70", "预约25:70"),
        ("女20 1990-05-03", "The age and the birth date do not agree", ""),
        ("男 11010519491231002X", "The ID number says female", ""),
        ("#1 #2", "There are two card numbers; 1 is used", "#2"),
    ],
)
def test_what_cannot_be_is_said_and_kept(typed: str, problem: str, kept: str) -> None:
    entry = read(f"王芳 {typed}")
    assert [str(each) for each in entry.problems] == [problem]
    assert entry.complaint == kept
    assert entry.name == "王芳"


NAMES = ["王芳", "欧阳若兰", "Anna Smith", "单于丹", "阿依古丽·买买提", "高翔", "无名氏", "安静"]
PARTS = [
    ["女34", "34岁女", "F34", "male 8", "男8个月"],
    ["13800001111", "010-12345678", "+86 139 0000 1111"],
    ["复诊", "return", "换药"],
    ["下腹痛", "发热三天", "headache", "lower abdominal pain", "高血压", "右上牙疼"],
    ["预约 10:30", "约下午3点"],
    ["家属王强", "#12345"],
]


@given(st.sampled_from(NAMES), st.tuples(*map(st.sampled_from, PARTS)), st.data())
def test_any_order_gives_the_same_entry(name: str, others: tuple[str, ...], data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(others), unique=True))
    first = facts(" ".join([name, *some]))
    assert first["name"] == name
    assert facts(" ".join(data.draw(st.permutations([name, *some])))) == first


def test_every_order_of_the_manuals_line() -> None:
    parts = ["王芳", "女34", "13800001111", "复诊", "下腹痛"]
    first = facts(" ".join(parts))
    assert all(facts(" ".join(order)) == first for order in itertools.permutations(parts))


_SCRAPS = """
王芳 女34 岁 138 0000 1111 - ， : # 卡 预约 10:30 家属 with 复诊
1990-05-03 110105 F M 个月 · ½ ㏠ ８ [/] follow up
年 点 Anna
| / 。 ( 1e5
"""
SCRAPS = st.sampled_from([*_SCRAPS.split(), " ", "\u200d", "\u202e", "\ud800", "\x00"])


@given(st.one_of(st.text(max_size=60), st.lists(SCRAPS, max_size=14).map("".join)))
def test_nothing_typed_is_lost_and_nothing_raises(text: str) -> None:
    parts = read(text).parts
    owners = [sum(part.start <= place < part.end for part in parts) for place in range(len(text))]
    assert all(
        count == 1 or (count == 0 and char.isspace()) for count, char in zip(owners, text, strict=True)
    )
    assert list(parts) == sorted(parts, key=lambda part: part.start)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)


def test_spans_refer_to_the_typed_text() -> None:
    text = "　ＡＮＮＡ　女３４，\u200b１３８００００１１１１"
    spans = {part.what: text[part.start : part.end] for part in read(text).parts}
    assert spans["name"] == "ＡＮＮＡ"
    assert (spans["sex"], spans["age"], spans["phone"]) == ("女", "３４", "１３８００００１１１１")


def test_an_empty_line_says_nothing() -> None:
    assert read("   ") == QuickEntry()


def test_entries_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read("王芳").name = "x"  # type: ignore[misc]


def test_kinds_may_be_none_at_all() -> None:
    assert parse("王芳 复诊", kinds=(), now_local=NOW).kind is None


@given(st.integers(0, 99), st.integers(0, 11), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_an_age_becomes_a_birth_date_of_that_age(years: int, months: int, today: date) -> None:
    age = age_on(born_by_age(years, months, today), today)
    assert (age.years, age.months) == (years, months)
    assert age_on(born_by_age(years, None, today), today).years == years


@given(
    st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9)
)
def test_one_wrong_digit_in_an_identity_number_is_noticed(
    born: date, order: int, place: int, off: int
) -> None:
    first = f"110105{born:%Y%m%d}{order:03d}"
    number = first + check_character(first)
    facts_of = read_national_id(number)
    assert facts_of is not None
    assert (facts_of.born, facts_of.sex) == (born, "male" if order % 2 else "female")
    wrong = number[:place] + str((int(number[place]) + off) % 10) + number[place + 1 :]
    assert read_national_id(wrong) is None
