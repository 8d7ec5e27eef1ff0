"""What a measured value may be, and how it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.saying import InputError
from assistant_tui.domain.vitals import (
    BOUNDS,
    VITAL_WORDS,
    Vital,
    Vitals,
    checked,
    read_number,
    read_pressure,
    read_temperature,
)
from tests.domain.measured import but


@pytest.mark.parametrize("vital", BOUNDS)
def test_a_value_at_its_bounds_is_believed_and_one_beyond_is_refused_with_the_bounds(vital: Vital) -> None:
    least, most = BOUNDS[vital]
    for value in (least, most):
        assert getattr(checked(but(Vitals(), vital, value)), vital) == value
    for value in (least - 1, most + 1):
        with pytest.raises(InputError, match=f"{VITAL_WORDS[vital]} is between {least} and {most}"):
            checked(but(Vitals(), vital, value))


def test_nothing_measured_is_right() -> None:
    assert checked(Vitals()) == Vitals()
    assert Vitals().measured == ()
    assert Vitals(pulse=80, pain=0).measured == (Vital.PULSE, Vital.PAIN)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", (None, None)),
        ("120/80", (120, 80)),
        ("120 80", (120, 80)),
        ("90", (90, None)),
        (" 99/60 ", (99, 60)),
    ],
)
def test_a_pressure_is_typed_as_one(typed: str, read: tuple[int | None, int | None]) -> None:
    assert read_pressure(typed) == read


@pytest.mark.parametrize("typed", ["120/", "a", "80/120", "120/120", "301/80", "1200/80", "120/10", "1/2"])
def test_a_pressure_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        read_pressure(typed)


@pytest.mark.parametrize(
    ("typed", "read"), [("", None), ("36.8", 36.8), ("368", 36.8), ("38", 38.0), ("38.", 38.0), ("401", 40.1)]
)
def test_a_temperature_may_be_typed_without_its_point(typed: str, read: float | None) -> None:
    assert read_temperature(typed) == read


@pytest.mark.parametrize("typed", ["3", "36.85", "98.6", "44", "299", "-36", "nan", "3e1", "٣٦", "36,8"])
def test_a_temperature_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="Temperature is between 30 and 43"):
        read_temperature(typed)


@given(st.text(max_size=6))
def test_whatever_is_typed_is_read_within_bounds_or_refused_in_words(typed: str) -> None:
    for vital in (Vital.PULSE, Vital.OXYGEN, Vital.RESPIRATION, Vital.PAIN):
        try:
            value = read_number(vital, typed)
        except InputError:
            continue
        least, most = BOUNDS[vital]
        assert value is None or least <= value <= most
