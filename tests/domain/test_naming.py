"""Pseudonyms: the same for the same, others for others, and nothing to be read from them."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.naming import Kind, Names, Naming, Pseudonyms, is_very_old

KEY = b"k" * 32
ON = date(2026, 11, 21)
PSEUDONYMS = Pseudonyms(KEY, "file")


def test_a_pseudonym_is_a_keyed_hash_that_anybody_with_the_key_can_make_again() -> None:
    digest = hmac.new(KEY, b"file|P:12", hashlib.sha256).hexdigest()
    assert PSEUDONYMS.of(Kind.PATIENT, 12) == f"P-{digest[:16]}"


@given(st.integers(1), st.integers(1), st.sampled_from(Kind), st.sampled_from(Kind))
def test_two_are_alike_only_for_the_same(one: int, other: int, kind: Kind, another: Kind) -> None:
    same = PSEUDONYMS.of(kind, one) == PSEUDONYMS.of(another, other)
    assert same == ((one, kind) == (other, another))


@given(st.text(min_size=1), st.binary(min_size=32, max_size=32), st.text())
def test_another_key_or_file_has_others(name: str, key: bytes, file: str) -> None:
    name = name.encode("utf-8", "replace").decode()
    file = file.encode("utf-8", "replace").decode()
    ours = PSEUDONYMS.of(Kind.STAFF, name)
    assert (Pseudonyms(key, "file").of(Kind.STAFF, name) == ours) == (key == KEY)
    assert (Pseudonyms(KEY, file).of(Kind.STAFF, name) == ours) == (file == "file")


def test_nobody_has_no_pseudonym() -> None:
    assert PSEUDONYMS.of(Kind.STAFF, "") == ""


@pytest.mark.parametrize(
    ("born", "very_old"),
    [("1936", True), ("1937", False), ("1936-11-21", True), ("1936-12-31", True), ("1937-01-01", False)],
)
def test_above_89_by_the_day_or_by_the_year_alone_is_very_old(born: str, very_old: bool) -> None:
    assert is_very_old(born, ON) is very_old


def test_how_much_of_a_birth_date_is_told_depends_on_the_naming() -> None:
    openly, by_number = Naming(Names.IDENTIFIERS), Naming()
    hidden = Naming(Names.PSEUDONYMS, PSEUDONYMS)
    assert openly.born("1990-05-03", ON) == "1990-05-03"
    assert by_number.born("1990-05-03", ON) == hidden.born("1990-05-03", ON) == "1990"
    assert openly.born("1930", ON) == "1930"
    assert by_number.born("1930", ON) is None
    assert by_number.born(None, ON) is None


def test_what_is_written_freely_stays_here_beside_pseudonyms() -> None:
    hidden = Naming(Names.PSEUDONYMS, PSEUDONYMS)
    assert (hidden.prose("王芳说"), Naming().prose("王芳说")) == ("", "王芳说")
    assert (hidden.row(Kind.PATIENT, 3), Naming().row(Kind.PATIENT, 3)) == (
        PSEUDONYMS.of(Kind.PATIENT, 3),
        3,
    )
    assert hidden.staff("王主任").startswith("W-")
    assert hidden.reason("flow ..") == "flow .., pseudonymised"
