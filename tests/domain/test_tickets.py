"""Ticket numbers, written and read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant_tui.domain.saying import InputError
from assistant_tui.domain.tickets import format_ticket, gaps, next_number, parse_ticket

series = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=4)
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    ("number", "width", "ticket"), [(12, 3, "A012"), (7, 1, "A7"), (1234, 3, "A1234"), (1, 4, "A0001")]
)
def test_a_ticket_is_padded_and_never_cut(number: int, width: int, ticket: str) -> None:
    assert format_ticket("A", number, width) == ticket


@pytest.mark.parametrize("number", [0, -3])
def test_tickets_count_from_one(number: int) -> None:
    with pytest.raises(ValueError, match="from 1"):
        format_ticket("A", number)


@pytest.mark.parametrize(
    "text",
    ["A012", "a12", "A12", "Ａ０１２", " a-12 ", "A 012", "a—012", "A.12", "ａ－１２", "A12号", "\tA_0012\n"],
)
def test_a_ticket_is_understood_however_it_is_typed(text: str) -> None:
    assert parse_ticket(text) == ("A", 12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "A",
        "A0",
        "A000",
        "12A",
        "A1B2",
        "A-",
        "ABCDE1",
        "A1234567",
        "A١٢",
        "王芳",
        "A12[/]",
        "A½",
        "号",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="A012"):
        parse_ticket(text)


@given(series, st.integers(1, 999_999), st.integers(1, 6))
def test_what_is_written_can_be_read_also_lower_case_and_full_width(
    letters: str, number: int, width: int
) -> None:
    ticket = format_ticket(letters, number, width)
    for text in (ticket, ticket.lower(), ticket.translate(FULL_WIDTH)):
        assert parse_ticket(text) == (letters, number)


@given(st.text())
@example("9" * 5000)
def test_any_text_is_a_ticket_or_refused(text: str) -> None:
    try:
        letters, number = parse_ticket(text)
    except InputError:
        return
    assert parse_ticket(format_ticket(letters, number)) == (letters, number)


def test_numbers_start_at_one_and_go_on() -> None:
    assert next_number(None) == 1
    assert next_number(12) == 13


@given(st.integers(0, 50))
def test_numbers_given_one_after_the_other_leave_no_gap(count: int) -> None:
    given_out: list[int] = []
    for _ in range(count):
        given_out.append(next_number(given_out[-1] if given_out else None))
    assert gaps(given_out) == []


@given(st.sets(st.integers(1, 60)))
def test_gaps_are_just_the_missing_numbers(numbers: set[int]) -> None:
    missing = gaps(sorted(numbers, reverse=True))
    assert missing == sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)


def test_a_number_given_twice_is_no_gap() -> None:
    assert gaps([1, 2, 2, 4]) == [3]
