"""Doses as they are typed, kept and checked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.dosage import (
    MOST_DAYS,
    TIMES_A_DAY,
    Dosage,
    dosage_of,
    read_dosage,
    require_plausible,
    together,
)
from assistant_tui.domain.saying import InputError

amounts = st.decimals(0, 99999, places=3)
units = st.sampled_from(["mg", "g", "ug", "ml", "iu", "片", "粒", "滴", "drops"])
parts = st.builds(
    Dosage,
    times=st.none() | st.sampled_from(sorted(TIMES_A_DAY)),
    days=st.none() | st.integers(0, 9999),
)
dosages = st.one_of(
    parts,
    st.builds(lambda rest, amount, unit: Dosage(amount, unit, rest.times, rest.days), parts, amounts, units),
)


@given(dosages)
def test_a_dose_is_read_back_as_it_is_kept(dosage: Dosage) -> None:
    assert dosage_of(dosage.text) == dosage


@given(dosages)
def test_the_words_of_a_dose_stand_in_any_order(dosage: Dosage) -> None:
    words = dosage.text.split()
    assert dosage_of(" ".join(reversed(words))) == dosage


@given(dosages)
def test_together_adds_what_was_not_said_and_refuses_what_was_said_twice(dosage: Dosage) -> None:
    assert together(dosage, Dosage()) == together(Dosage(), dosage) == dosage
    if dosage != Dosage():
        with pytest.raises(InputError, match="given twice"):
            together(dosage, dosage)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0.50G", "0.5g"),
        ("５００ｍｇ", "500mg"),
        ("100µg", "100ug"),
        ("100mcg", "100ug"),
        ("5毫升", "5ml"),
        ("2片 TID 7天", "2片 tid 7d"),
        ("10u qn", "10iu qn"),
        ("100ml st", "100ml st"),
        ("7日", "7d"),
    ],
)
def test_doses_are_kept_alike_however_they_are_typed(typed: str, kept: str) -> None:
    assert dosage_of(typed).text == kept


@pytest.mark.parametrize("word", ["", "x2", "0.5", "g", "tidd", "7", "0.5gg", "-1g", "1.2345g", "血常规"])
def test_other_words_say_nothing_of_a_dose(word: str) -> None:
    assert read_dosage(word) is None


def test_a_word_that_says_nothing_of_a_dose_is_named() -> None:
    with pytest.raises(InputError, match="“often” is no dose"):
        dosage_of("0.5g often")


@pytest.mark.parametrize("dosage", [Dosage(), Dosage(Decimal("0.5"), "g", "tid", 1), Dosage(days=MOST_DAYS)])
def test_what_can_be_meant_passes(dosage: Dosage) -> None:
    require_plausible(dosage, name="amoxicillin", unit="G", largest=1.0)


@pytest.mark.parametrize(
    ("dosage", "problem"),
    [
        (Dosage(days=0), "for 1 to 180 days"),
        (Dosage(days=181), "for 1 to 180 days"),
        (Dosage(Decimal(0), "g"), "more than 0"),
        (Dosage(Decimal("0.5"), "mg"), "is given in g"),
        (Dosage(Decimal("1.001"), "g", "tid"), "1.001g is more than 1g at once"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(dosage: Dosage, problem: str) -> None:
    with pytest.raises(InputError, match=f"^amoxicillin.*{problem}"):
        require_plausible(dosage, name="amoxicillin", unit="g", largest=1.0)


@given(amounts, st.floats(0.001, 99999))
def test_the_largest_dose_itself_passes_and_more_does_not(amount: Decimal, largest: float) -> None:
    dosage = Dosage(amount, "mg")
    if 0 < amount <= Decimal(str(largest)):
        require_plausible(dosage, name="x", unit="mg", largest=largest)
    else:
        with pytest.raises(InputError):
            require_plausible(dosage, name="x", unit="mg", largest=largest)


def test_without_limits_of_the_catalogue_only_nonsense_is_refused() -> None:
    require_plausible(Dosage(Decimal(99999), "mg"), name="x", unit=None, largest=None)
    with pytest.raises(InputError):
        require_plausible(Dosage(Decimal(0), "mg"), name="x", unit=None, largest=None)
