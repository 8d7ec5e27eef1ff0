"""Amounts as they are typed and shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.money import DEAREST, amount_of, money_text
from assistant_tui.domain.saying import InputError

amounts = st.integers(0, DEAREST)


@given(amounts)
def test_what_is_shown_can_be_typed(amount: int) -> None:
    shown = money_text(amount)
    grouped = f"{amount // 100:,}.{amount % 100:02d}"
    assert amount_of(shown) == amount_of(f"￥{shown}") == amount_of(f"{shown} 元".replace(" ", "")) == amount
    assert amount_of(grouped) == amount


@given(st.integers(-(10**12), 10**12))
def test_two_decimals_are_always_shown(amount: int) -> None:
    sign, whole = ("-", -amount) if amount < 0 else ("", amount)
    major, minor = money_text(amount).removeprefix(sign).split(".")
    assert len(minor) == 2
    assert int(major) * 100 + int(minor) == whole


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("35", 3500),
        ("12.5", 1250),
        ("¥12.50", 1250),
        ("１２．５元", 1250),
        ("1,200", 120000),
        ("1，200.05", 120005),
        (" 0 ", 0),
        ("999999.99", DEAREST),
    ],
)
def test_amounts_are_understood_as_people_type_them(typed: str, amount: int) -> None:
    assert amount_of(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "-5", "12.505", "1.2.3", "12,50", "12,5", "1,20", ",200", "1200,000", "1e3", "12 50", "٣"],
)
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InputError, match="type one like 35"):
        amount_of(typed)


def test_a_slip_of_the_finger_is_refused() -> None:
    with pytest.raises(InputError, match=r"1000000\.00 is more than a slip can have"):
        amount_of("1000000")


@given(st.text(max_size=30))
def test_no_text_gives_an_amount_out_of_range_or_another_error(text: str) -> None:
    try:
        amount = amount_of(text)
    except InputError:
        return
    assert 0 <= amount <= DEAREST
