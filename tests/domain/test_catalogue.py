"""Finding what can be ordered in a few keys, and what an entry of the catalogue must be like."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.catalogue import (
    Catalogue,
    Category,
    Found,
    Service,
    ServiceSet,
    exactly,
    look_up,
)
from assistant_tui.domain.money import DEAREST
from assistant_tui.domain.offering import faults, misfits, require_fitting, unfitting
from assistant_tui.domain.saying import InputError
from assistant_tui.domain.words import Words

BLOOD = Service("cbc", Words("血常规", "Full blood count"), Category.LAB, 2000, "xcg", location="lab")
URINE = Service("urine", Words("尿常规", "Urine test"), Category.LAB, 1200, "ncg")
HORMONE = Service("hcg", Words("血HCG", "Pregnancy hormone"), Category.LAB, 8500, "xhcg")
SCAN = Service("scan", Words("B超", "Pelvic ultrasound"), Category.EXAM, 11000, "bc")
BREAST = Service("breast", Words("乳腺B超", "Breast ultrasound"), Category.EXAM, 13000, "rxbc")
FORM = Service("form", Words("手术同意书", "Surgery consent"), Category.CONSENT, 0, "sstys")
SURGERY = Service(
    "surgery",
    Words("手术", "Surgery"),
    Category.SURGERY,
    80000,
    "ss",
    consent="form",
    brings=("preop", "form"),
)
DEPOSIT = Service("deposit", Words("押金", "Deposit"), Category.ADMISSION, None, "yj")
PREOP = ServiceSet("preop", Words("术前检查", "Tests before surgery"), ("cbc", "urine"), "sqjc")
ALL = Catalogue((BLOOD, URINE, HORMONE, SCAN, BREAST, FORM, SURGERY, DEPOSIT), (PREOP,))
LOCATIONS = {"lab", "room"}

CATALOGUES = st.lists(
    st.builds(
        Service,
        code=st.from_regex(r"[a-d]{1,3}", fullmatch=True),
        name=st.builds(
            Words, st.text("血尿常规B超abé 1", min_size=1, max_size=5), st.text("abcde ", max_size=8)
        ),
        category=st.sampled_from(Category),
        price=st.just(100),
        initials=st.text("abcx", max_size=4),
        retired=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda service: service.code,
).map(lambda services: Catalogue(tuple(services)))
TYPED = st.text("血尿常规B超abcdxéＡ 1", max_size=4)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("xcg", BLOOD),
        ("XCG", BLOOD),
        ("血常规", BLOOD),
        ("cbc", BLOOD),
        ("full", BLOOD),
        ("count", BLOOD),
        ("b超", SCAN),
        ("Ｂ超", SCAN),
        ("bc", SCAN),
        ("rx", BREAST),
        ("sq", PREOP),
        ("术前", PREOP),
    ],
)
def test_a_few_characters_find_it(typed: str, best: Found) -> None:
    assert look_up(ALL, typed)[0] == best


def test_what_is_exactly_so_comes_before_what_begins_so_and_that_before_what_has_it_inside() -> None:
    catalogue = Catalogue((BREAST, replace(HORMONE, initials="bcg"), SCAN))
    assert look_up(catalogue, "bc") == [SCAN, catalogue.services[1]]
    assert look_up(catalogue, "b超") == [SCAN, BREAST]


def test_a_shared_spelling_is_exactly_all_that_share_it() -> None:
    twin = replace(URINE, code="other", initials="xcg")
    assert exactly(Catalogue((BLOOD, twin, HORMONE)), "xcg") == [BLOOD, twin]
    assert exactly(ALL, "xc") == []
    assert exactly(ALL, "  ") == look_up(ALL, " ") == []


def test_a_name_without_initials_is_spelled_by_the_function_given() -> None:
    bare = Catalogue((replace(BLOOD, initials=""),))
    assert look_up(bare, "xcg") == []
    assert look_up(bare, "xcg", lambda name: {"血常规": "xcg"}[name]) == list(bare.services)


@given(CATALOGUES, TYPED, st.integers(1, 9))
def test_a_hit_is_offered_and_the_first_are_the_same_whatever_the_limit(
    catalogue: Catalogue, typed: str, limit: int
) -> None:
    found = look_up(catalogue, typed, limit=1000)
    assert look_up(catalogue, typed, limit=limit) == found[:limit]
    offered = list(catalogue.offered)
    assert all(one in offered for one in found)
    assert len({one.code for one in found}) == len(found)


@given(CATALOGUES, TYPED)
def test_what_is_exactly_so_leads_the_hits(catalogue: Catalogue, typed: str) -> None:
    exact = exactly(catalogue, typed)
    assert look_up(catalogue, typed, limit=1000)[: len(exact)] == exact


@given(CATALOGUES)
def test_everything_offered_is_found_by_its_code_its_name_and_any_beginning_of_it(
    catalogue: Catalogue,
) -> None:
    for service in catalogue.offered:
        keys = [service.code, service.name.zh_CN, *(service.code[:n] for n in range(1, len(service.code)))]
        for key in keys:
            if key.strip():
                assert service in look_up(catalogue, key, limit=1000)


@given(CATALOGUES, CATALOGUES)
def test_an_overlay_replaces_by_code_keeps_the_order_and_adds_the_rest(
    one: Catalogue, other: Catalogue
) -> None:
    both = one.overlaid(other.services)
    newer = {service.code: service for service in other.services}
    codes = [service.code for service in one.services]
    assert [service.code for service in both.services][: len(codes)] == codes
    assert {service.code for service in both.services} == {*codes, *newer}
    assert all(newer.get(service.code, service) == service for service in both.services)


def test_a_surgery_brings_its_sets_and_what_they_bring_each_once() -> None:
    assert ALL.with_brought(SURGERY) == (BLOOD, URINE, FORM)
    nested = replace(BLOOD, brings=("urine", "cbc"))
    assert ALL.overlaid([nested]).with_brought(SURGERY) == (nested, URINE, FORM)


@pytest.mark.parametrize(
    ("changed", "part", "reason"),
    [
        ({"code": "Bad Code"}, "code", "code must be small letters"),
        ({"code": ""}, "code", "code must be"),
        ({"code": "12"}, "code", "no number below 1000"),
        ({"code": "7d"}, "code", "would be read as a dose"),
        ({"code": "tid"}, "code", "would be read as a dose"),
        ({"name": Words("", "x")}, "name", "name has no zh_CN"),
        ({"name": Words("x", " ")}, "name", "name has no en"),
        ({"price": -1}, "price", "price must be between 0 and 999999.99"),
        ({"price": DEAREST + 1}, "price", "price must be between"),
        ({"initials": "X G"}, "initials", "initials must be"),
        ({"usual": timedelta(0)}, "minutes", "minutes must be between 1 and 86400"),
        ({"usual": timedelta(days=61)}, "minutes", "minutes must be"),
        ({"unit": "gallon"}, "unit", "gallon is no unit of a dose"),
        ({"largest_dose": 1.0}, "largest_dose", "largest_dose needs a unit"),
        ({"unit": "g", "largest_dose": 0.0}, "largest_dose", "must be between"),
    ],
)
def test_a_fault_is_named_by_its_part(changed: dict[str, object], part: str, reason: str) -> None:
    ((found, said),) = faults(replace(BLOOD, **changed))  # type: ignore[arg-type]
    assert found == part
    assert reason in str(said)


@pytest.mark.parametrize("code", ["cbc", "250101015", "he4", "b-2_c", "1000"])
def test_codes_of_hospitals_are_codes(code: str) -> None:
    assert list(faults(replace(BLOOD, code=code))) == []


@pytest.mark.parametrize(
    ("changed", "part", "reason"),
    [
        ({"location": "moon"}, "location", "no location moon"),
        ({"consent": "moon"}, "consent", "no consent moon"),
        ({"consent": "urine"}, "consent", "no consent urine"),
        ({"brings": ("moon",)}, "brings", "no service or set moon"),
        ({"brings": ("deposit",)}, "brings", "deposit has no price"),
        ({"brings": ("cbc",)}, "brings", "cbc brings itself"),
        ({"brings": ("preop",)}, "brings", "cbc brings itself"),
    ],
)
def test_what_is_referred_to_must_be_there(changed: dict[str, object], part: str, reason: str) -> None:
    spoilt = replace(BLOOD, **changed)  # type: ignore[arg-type]
    ((found, said),) = misfits(spoilt, ALL.overlaid([spoilt]), LOCATIONS)
    assert found == part
    assert reason in str(said)


def test_a_service_is_blamed_for_what_refers_to_it() -> None:
    for spoilt, reason in (
        (replace(FORM, category=Category.LAB), "手术: There is no consent form"),
        (replace(FORM, retired=True), "手术: There is no consent form"),
        (replace(URINE, price=None), "手术: urine has no price, so nothing can bring it"),
        (replace(BLOOD, brings=("surgery",)), "cbc brings itself"),
        (replace(BLOOD, code="preop"), "preop is the code of a set"),
    ):
        with pytest.raises(InputError) as refused:
            require_fitting(spoilt, ALL.overlaid([spoilt]), LOCATIONS)
        assert reason in str(refused.value)


def test_nobody_is_blamed_for_what_was_wrong_before() -> None:
    lost = ALL.overlaid([replace(SURGERY, location="moon")])
    require_fitting(replace(FORM, price=100), lost, LOCATIONS)
    assert [code for code, _ in unfitting({"surgery", "form"}, lost, LOCATIONS)] == ["surgery"]
