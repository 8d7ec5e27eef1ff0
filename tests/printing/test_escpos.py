"""Strips: the bytes are commands of ours and text, nothing else, and no line is wider than the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui import i18n
from assistant_tui.printing.escpos import LARGEST, Roll, Strip, columns_of, printable, wrapped
from assistant_tui.printing.strips import itinerary_strip, ticket_strip
from tests.printing.papers import ZONE, itinerary_paper, ticket_paper

COMMANDS = re.compile(
    rb"\x1b@|\x1c&|\x1ba[\x00\x01]|\x1bE[\x00\x01]|\x1bd[\x00-\x10]|\x1d!(?P<size>[\x00-\x77])|\x1dVB\x00"
)
texts = st.text(max_size=80) | st.text(
    st.sampled_from("\x00\x1b\x1c\x1d\n\r\x7f\x9b！A 王欧，。aé…€𠮷\ud800"), max_size=80
)


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    before = i18n.language()
    i18n.use_language("zh_CN")
    yield
    i18n.use_language(before)


def lines(strip: bytes) -> list[tuple[str, int]]:
    """The text of a strip as a printer reads it, line by line, with the size of each."""
    found, size, text, at = [], 1, b"", 0
    while at < len(strip):
        if command := COMMANDS.match(strip, at):
            if (given := command["size"]) is not None:
                assert given[0] >> 4 == given[0] & 15
                size = (given[0] & 15) + 1
            at = command.end()
        elif strip[at] == 10:
            found.append((text.decode("gb18030"), size))
            text, at = b"", at + 1
        else:
            assert strip[at] >= 0x20, f"byte {strip[at]:#x} at {at}"
            text, at = text + strip[at : at + 1], at + 1
    assert text == b""
    return found


@given(texts, st.sampled_from(Roll), st.integers(1, LARGEST), st.booleans())
def test_no_line_is_too_wide_and_nothing_but_text_gets_through(
    text: str, roll: Roll, size: int, centre: bool
) -> None:
    strip = Strip(roll)
    strip.line(text, size=size, centre=centre)
    got = lines(strip.cut())
    assert all(columns_of(line) * size <= roll.columns for line, size in got)
    assert "".join(line for line, _ in got).replace(" ", "") == printable(text).replace(" ", "")


@given(st.text(st.sampled_from("王 a，b。Word"), max_size=60), st.integers(2, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    rows = list(wrapped(text, columns))
    assert all(columns_of(row) <= columns for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_and_punctuation_stays_with_its_word() -> None:
    assert list(wrapped("before the blood count", 10)) == ["before the", "blood", "count"]
    assert list(wrapped("请先到收费处，再来", 12)) == ["请先到收费", "处，再来"]


def test_a_ticket_begins_ends_and_reads_as_it_should() -> None:
    strip = ticket_strip(ticket_paper(), Roll.NARROW, ZONE)
    assert strip.startswith(b"\x1b@\x1c&")
    assert strip.endswith(b"\x1bd\x03\x1dVB\x00")
    read = lines(strip)
    assert ("A012", 4) in read
    text = "\n".join(line for line, _ in read)
    assert "欧阳**  初诊" in text
    assert "4" in text
    assert "09:30" in text
    assert "欧阳若兰" not in text
    assert b"\x1bE\x01\x1d!\x33A012\n" in strip


@pytest.mark.parametrize("roll", Roll)
def test_an_itinerary_has_its_stops_in_order_and_no_name(roll: Roll) -> None:
    text = "\n".join(line for line, _ in lines(itinerary_strip(itinerary_paper(), roll, ZONE)))
    places = [text.index(f"{number}. ") for number in (1, 2, 3, 4)]
    assert places == sorted(places)
    assert "收费处" in text
    assert "40.00" in text
    assert "欧阳" not in text
    assert max(columns_of(line) for line in text.split("\n")) == roll.columns


@given(texts)
def test_hostile_names_of_items_cannot_command_the_printer(name: str) -> None:
    lines(itinerary_strip(itinerary_paper(name), Roll.WIDE, ZONE))
    lines(ticket_strip(ticket_paper(name), Roll.NARROW, ZONE))
