"""The one-line draft of slips, as it is typed at the desk."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.catalogue import Catalogue, Category, Service, ServiceSet
from assistant_tui.domain.dosage import Dosage
from assistant_tui.domain.draftline import (
    LONGEST_LINE,
    Drafted,
    DraftLine,
    choose,
    parse_draft,
    require_valid,
)
from assistant_tui.domain.draftwords import cleaned
from assistant_tui.domain.money import DEAREST
from assistant_tui.domain.orders import MOST_OF_ONE
from assistant_tui.domain.saying import InputError
from assistant_tui.domain.words import Words
from assistant_tui.pack.load import load

PACKS = Path(__file__).parents[2] / "data" / "packs"


def service(code: str, chinese: str, english: str, category: Category, initials: str) -> Service:
    return Service(code, Words(chinese, english), category, 2550, initials)


BLOOD = service("lab1", "血常规", "Blood count", Category.LAB, "xcg")
CULTURE = service("lab2", "血培养", "Blood culture", Category.LAB, "xpy")
URINE = service("lab3", "尿常规", "Urinalysis", Category.LAB, "ncg")
LIVER = service("lab4", "肝、肾功能", "Liver, kidney", Category.LAB, "gsgn")
QUICK = service("lab5", "清洁度", "Cleanness", Category.LAB, "qd")
ULTRASOUND = service("us1", "妇科B超", "Pelvic ultrasound", Category.EXAM, "fkbc")
AMOXICILLIN = replace(
    service("med1", "阿莫西林", "Amoxicillin", Category.PRESCRIPTION, "amxl"), unit="g", largest_dose=1.0
)
VITAMIN = service("med2", "维生素B1+B6", "Vitamin B1+B6", Category.PRESCRIPTION, "wss")
DEPOSIT = replace(service("adm1", "押金", "Deposit", Category.ADMISSION, "yj"), price=None)
CHECKS = ServiceSet("set1", Words("术前检查", "Before surgery"), ("lab1", "lab3", "gone"), "sqjc")
EMPTY = ServiceSet("set2", Words("旧套餐", "Old set"), ("gone",), "jtc")
CATALOGUE = Catalogue(
    (BLOOD, CULTURE, URINE, LIVER, QUICK, ULTRASOUND, AMOXICILLIN, VITAMIN, DEPOSIT), (CHECKS, EMPTY)
)


def read(text: str) -> DraftLine:
    return parse_draft(text, CATALOGUE)


def short(text: str) -> list[str]:
    """The items of a line that leaves no doubt, each as `code x2 @2550 dose #note`."""
    line = read(text)
    assert line.unsure == (), [str(one.reason) for one in line.unsure]
    return [
        " ".join(
            part
            for part in (
                one.service.code,
                f"x{one.quantity}" if one.quantity != 1 else "",
                "" if one.price is None else f"@{one.price}",
                one.dosage.text,
                f"#{one.note}" if one.note else "",
            )
            if part
        )
        for one in line.items
    ]


def doubts(text: str) -> list[tuple[str, list[str]]]:
    return [(one.text, [found.code for found in one.candidates]) for one in read(text).unsure]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xcg ncg b超 x2", ["lab1", "lab3", "us1 x2"]),
        ("xcg+ncg,ｂ超　×２", ["lab1", "lab3", "us1 x2"]),
        ("血常规、尿常规；妇科B超*2", ["lab1", "lab3", "us1 x2"]),
        ("ＬＡＢ1，lab3", ["lab1", "lab3"]),
        ("阿莫西林 0.5g tid 7d x2", ["med1 x2 0.5g tid 7d"]),
        ("阿莫西林，0.5g，tid，7天，2盒", ["med1 x2 0.5g tid 7d"]),
        ("阿莫西林0.5gx2 tid", ["med1 x2 0.5g tid"]),
        ("xcgx2 ncg X3", ["lab1 x2", "lab3 x3"]),
        ("xcg x 2", ["lab1 x2"]),
        ("押金 @2000", ["adm1 @200000"]),
        ("押金@2,000.50，血常规", ["adm1 @200050", "lab1"]),
        ("押金@￥2000元x2", ["adm1 x2 @200000"]),
        ("xcg #空腹 抽血，x2, ncg", ["lab1 x2 #空腹 抽血", "lab3"]),
        ("xcg #a, #b", ["lab1 #a, b"]),
        ("blood count x2 urinalysis", ["lab1 x2", "lab3"]),
        ("BLOOD COU", ["lab1"]),
        ("vitamin b1+b6 x3", ["med2 x3"]),
        ("肝、肾功能 xcg", ["lab4", "lab1"]),
        ("liver, kidney", ["lab4"]),
        ("阿莫西林 qd", ["med1 qd"]),
        ("xcg qd", ["lab1", "lab5"]),
        ("xcg bid 3d", ["lab1 bid 3d"]),
        ("", []),
        (" ，、+ ", []),
    ],
)
def test_a_line_is_understood_however_it_is_spaced_and_spelled(typed: str, meant: list[str]) -> None:
    assert short(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("术前检查", ["lab1", "lab3"]),
        ("sqjc x2 #急", ["lab1 x2 #急", "lab3 x2 #急"]),
        ("sqjc xcg", ["lab1", "lab3"]),
        ("xcg x2 sqjc #急", ["lab1 x2 #急", "lab3 #急"]),
        ("sqjc xcg x2", ["lab1 x2", "lab3"]),
        ("sqjc sqjc", ["lab1", "lab3"]),
        ("xcg xcg x2", ["lab1 x3"]),
        ("sqjc xcg xcg", ["lab1 x2", "lab3"]),
        ("amxl 0.5g, amxl tid x2 #饭后", ["med1 x3 0.5g tid #饭后"]),
    ],
)
def test_a_set_adds_what_is_not_there_and_naming_again_adds_up(typed: str, meant: list[str]) -> None:
    assert short(typed) == meant


@pytest.mark.parametrize(
    ("typed", "unsure"),
    [
        ("blood x2, ncg", [("blood x2", ["lab1", "lab2"])]),
        ("foo xcg", [("foo", [])]),
        ("x2 @3 tid #a, xcg", [("x2", []), ("@3", []), ("tid", []), ("#a", [])]),
        ("xcg 5", [("5", [])]),
        ("xcg x2 x3", [("x3", [])]),
        ("押金 @20 @30", [("@30", [])]),
        ("押金 @20, 押金 @30", [("押金 @30", [])]),
        ("amxl 0.5g 1g", [("1g", [])]),
        ("amxl 0.5g amxl 1g", [("amxl 1g", [])]),
        ("sqjc @30 0.5g", [("@30", []), ("0.5g", [])]),
        ("押金 @12.345", [("@12.345", [])]),
        ("押金 @", [("@", [])]),
        ("xcg x1234567", [("x1234567", [])]),
        ("jtc", [("jtc", [])]),
    ],
)
def test_what_is_not_understood_is_named_with_what_it_may_mean(
    typed: str, unsure: list[tuple[str, list[str]]]
) -> None:
    assert doubts(typed) == unsure


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("blood", "“blood” may mean several: choose one"),
        ("foo", "“foo” is not in the catalogue"),
        ("x2", "“x2”: say first of what"),
        ("jtc", "Nothing of the set “jtc” can be ordered now"),
        ("xcg 5", "“5”: write a quantity like x2"),
    ],
)
def test_a_doubt_says_what_to_do(typed: str, reason: str) -> None:
    assert [str(one.reason) for one in read(typed).unsure] == [reason]


def test_a_code_goes_before_a_name_spelled_alike() -> None:
    other = service("lab9", "小常规", "Other", Category.LAB, "lab1")
    line = parse_draft("lab1", Catalogue((other, BLOOD)))
    assert [one.service.code for one in line.items] == ["lab1"]


def test_a_shared_spelling_is_for_the_assistant_to_decide() -> None:
    other = service("lab9", "小肠镜", "Other", Category.EXAM, "xcg")
    line = parse_draft("xcg", Catalogue((BLOOD, other, CULTURE)))
    assert [found.code for found in line.unsure[0].candidates] == ["lab1", "lab9"]


def test_initials_can_be_asked_of_a_function() -> None:
    bare = replace(BLOOD, initials="")
    line = parse_draft("xcg", Catalogue((bare,)), {"血常规": "xcg"}.__getitem__)
    assert line.items == (Drafted(bare),)


def test_at_most_nine_are_offered() -> None:
    many = Catalogue(tuple(service(f"c{n}", f"检查{n}", f"Check {n}", Category.LAB, "") for n in range(20)))
    (unsure,) = parse_draft("检", many).unsure
    assert [found.code for found in unsure.candidates] == [f"c{n}" for n in range(9)]


@pytest.mark.parametrize("typed", ["ncg， ｂｌｏｏｄ　x2 #急", "blood", "blood, blood"])
def test_choosing_puts_the_code_in_place_of_the_doubtful_name(typed: str) -> None:
    before = read(typed)
    unsure = before.unsure[0]
    after = read(choose(typed, unsure, unsure.candidates[1]))
    assert len(after.unsure) == len(before.unsure) - 1
    chosen = next(one for one in after.items if one.service is CULTURE)
    assert (chosen.quantity, chosen.note) == ((2, "急") if "x2" in typed else (1, ""))


def test_a_line_that_is_too_long_is_read_up_to_a_whole_word() -> None:
    line = read("xcg " * 200)
    assert [one.quantity for one in line.items] == [LONGEST_LINE // 4]
    assert "too long" in str(line.unsure[-1].reason)
    assert line.unsure[-1].text == ("xcg " * 75).strip()


@pytest.mark.parametrize(
    ("drafted", "problem"),
    [
        (Drafted(BLOOD, 0), "1 to 999"),
        (Drafted(BLOOD, MOST_OF_ONE + 1), "1 to 999"),
        (Drafted(DEPOSIT), "no fixed price"),
        (Drafted(DEPOSIT, price=-1), "below 0"),
        (Drafted(DEPOSIT, price=DEAREST + 1), "more than a slip can have"),
        (Drafted(DEPOSIT, 2, DEAREST), "more than a slip can have"),
        (Drafted(AMOXICILLIN, dosage=Dosage(Decimal(5), "g")), "more than 1g at once"),
        (Drafted(AMOXICILLIN, dosage=Dosage(Decimal(500), "mg")), "given in g"),
    ],
)
def test_an_item_that_cannot_be_meant_is_refused_by_name(drafted: Drafted, problem: str) -> None:
    with pytest.raises(InputError, match=f"^{drafted.service.code}.*{problem}"):
        require_valid(drafted)
    with pytest.raises(InputError, match=f"^the item.*{problem}"):
        require_valid(drafted, "the item")


@pytest.mark.parametrize(
    "drafted",
    [Drafted(BLOOD), Drafted(BLOOD, MOST_OF_ONE), Drafted(DEPOSIT, price=0), Drafted(DEPOSIT, price=DEAREST)],
)
def test_an_item_that_can_be_meant_passes(drafted: Drafted) -> None:
    require_valid(drafted)


@pytest.mark.parametrize("name", ["general", "gynecology", "dental", "proctology"])
def test_every_bundled_service_and_set_is_drafted_by_its_code_and_found_by_its_names(name: str) -> None:
    catalogue = load(PACKS / name).catalogue
    for found in catalogue.offered:
        codes = {one.code for one in catalogue.members(found.code)}
        assert {one.service.code for one in parse_draft(found.code, catalogue).items} == codes
        for typed in (found.name.zh_CN, found.name.en):
            line = parse_draft(f"{typed} x2", catalogue)
            meant = {one.service.code for one in line.items}
            offered = {each.code for one in line.unsure for each in one.candidates}
            assert meant == codes or found.code in offered, typed


pieces = st.sampled_from(
    ["xcg", "blood", "count", "术前检查", "b超", "押金", "阿莫西林", "x2", "×", "2", "@25.5", "@", "0.5g",
     "tid", "7d", "2盒", "#空腹", "#", "zzz", "阿莫西林0.5g"]
)  # fmt: skip
gaps = st.sampled_from(["", " ", ",", "，", "、", "; ", "+", "　"])
lines = st.lists(st.tuples(pieces, gaps)).map(lambda parts: "".join(piece + gap for piece, gap in parts))


@given(st.text(max_size=80) | lines)
def test_no_text_is_too_odd(text: str) -> None:
    line = read(text)
    plain = cleaned(text)
    codes = [one.service.code for one in line.items]
    assert len(codes) == len(set(codes))
    for one in line.unsure:
        assert one.text
        assert len(one.candidates) <= 9
        assert plain[one.start : one.end]


@given(st.text(max_size=80) | lines)
def test_every_word_is_named_where_nothing_is_in_the_catalogue(text: str) -> None:
    said = "".join(one.text for one in parse_draft(text, Catalogue()).unsure)
    assert sorted(_letters(said)) == sorted(_letters(cleaned(text)))


@given(st.permutations(["xcg x2", "ncg #急", "押金 @2000", "amxl 0.5g tid 7d", "b超"]), st.data())
def test_items_are_drafted_in_the_order_typed_whatever_parts_them(
    parts: list[str], data: st.DataObject
) -> None:
    commas = [data.draw(st.sampled_from([",", "，", "、", ";", "； "])) for _ in parts]
    typed = "".join(part + comma for part, comma in zip(parts, commas, strict=True))
    assert short(typed) == [short(part)[0] for part in parts]


@given(
    st.lists(st.sampled_from(["xcg", "ncg", "b超", "yj"]), max_size=8), st.lists(st.text("qzkw", min_size=3))
)
def test_strange_words_are_named_and_disturb_nothing(names: list[str], strange: list[str]) -> None:
    mixed = " ".join([*strange, *names])
    assert [one.text for one in read(mixed).unsure] == strange
    assert read(mixed).items == read(" ".join(names)).items


def _letters(text: str) -> str:
    return re.sub(r"[\s+,;、。]", "", text)
