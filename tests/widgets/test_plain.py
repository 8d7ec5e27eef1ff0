"""Text is drawn as it was written, in the cells it was given, and does nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from assistant_tui.domain.saying import say
from assistant_tui.i18n import use_language
from assistant_tui.widgets.plain import cells, drawable, fit, plain, segment, words, wrap
from tests.widgets.people import HOSTILE, names


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("王芳", 6, "王芳  "),
        ("王芳芳", 6, "王芳芳"),
        ("欧阳若兰", 6, "欧阳.."),
        ("欧阳若兰", 7, "欧阳.. "),
        ("欧阳若兰", 3, "欧 "),
        ("欧阳若兰", 1, " "),
        ("Mary", 3, "Mar"),
        ("Mary Smith", 8, "Mary S.."),
        ("x", 0, ""),
        ("x", -3, ""),
    ],
)
def test_text_is_cut_and_padded_by_cells(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


def test_numbers_stand_on_the_right() -> None:
    assert fit("7", 3, "right") == "  7"
    assert fit("王", 3, "right") == " 王"


@given(names, st.integers(0, 60), st.sampled_from(["left", "right"]))
def test_fitted_text_has_exactly_its_cells(text: str, width: int, align: str) -> None:
    fitted = fit(text, width, "left" if align == "left" else "right")
    assert cell_len(fitted) == width
    assert cell_len(segment(text, width).text) == width


@given(names)
def test_nothing_drawn_controls_the_terminal(text: str) -> None:
    assert not {unicodedata.category(char) for char in drawable(text)} & {"Cc", "Cf", "Cs"}
    assert drawable(drawable(text)) == drawable(text)


@given(names)
def test_widths_of_characters_add_up(text: str) -> None:
    assert cells(text) == sum(cell_len(char) for char in drawable(text))


@given(names, st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_only_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(drawable(text).split())


def test_latin_words_stay_whole_and_chinese_fills_the_line() -> None:
    assert wrap("waiting for the doctor", 12) == ["waiting for", "the doctor"]
    assert wrap("丈夫 已请进诊室一次", 12) == ["丈夫 已请进", "诊室一次"]
    assert wrap("", 5) == [""]


def test_a_character_wider_than_the_line_is_left_out() -> None:
    assert wrap("王a", 1) == ["a"]


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_is_drawn_as_text(name: str) -> None:
    content = plain(name, "bold")
    assert isinstance(content, Content)
    assert content.plain == drawable(name)
    assert all(str(span.style) == "bold" for span in content.spans)


def test_sayings_are_spoken() -> None:
    use_language("en")
    assert words(say("{name} is waiting.", name="[b]王\x1b芳")) == "[b]王芳 is waiting."
