"""Bars in cells: as wide as the column, and to be told from each other without a colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style

from assistant_tui.widgets.table import Bar, Cell, Column, Titles
from assistant_tui.widgets.table.bar import bar_strip, bar_text
from assistant_tui.widgets.table.painter import Painter
from assistant_tui.widgets.table.rows import Rows

shares = st.floats(0, 1)
goals = st.one_of(st.none(), st.floats(0, 1))


@pytest.mark.parametrize(
    ("bar", "drawn"),
    [
        (Bar(0), "          "),
        (Bar(0.001), "#         "),
        (Bar(0.5), "#####     "),
        (Bar(1), "##########"),
        (Bar(0.3, goal=0.6), "###   |   "),
        (Bar(0.6, goal=0.6), "######|   "),
        (Bar(0.61, goal=0.6), "######|!  "),
        (Bar(1, goal=0.6), "######|!!!"),
        (Bar(0.5, goal=1), "#####   | "),
        (Bar(0, goal=0), "|         "),
        (Bar(1, goal=0), "|!!!!!!!!!"),
    ],
)
def test_a_bar_shows_its_share_and_what_is_past_the_goal(bar: Bar, drawn: str) -> None:
    assert bar_text(bar, 10) == drawn


@given(shares, goals, st.integers(0, 60))
def test_a_bar_is_as_wide_as_its_column(share: float, goal: float | None, width: int) -> None:
    assert len(bar_text(Bar(share, goal), width)) == width
    assert bar_strip(Bar(share, goal), width, lambda _: Style(), "").cell_length == width


@given(shares, shares, goals, st.integers(4, 60))
def test_a_larger_share_never_has_the_shorter_bar(
    one: float, other: float, goal: float | None, width: int
) -> None:
    shorter, longer = (bar_text(Bar(share, goal), width).rstrip() for share in sorted((one, other)))
    assert len(shorter) <= len(longer)
    assert ("!" in shorter) <= ("!" in longer)


def test_a_bar_is_solid_and_what_is_past_the_goal_keeps_its_marks() -> None:
    ground = Style(color="white", bgcolor="black")
    looks = {"": ground, "bar": Style(color="cyan"), "warn": Style(color="yellow")}
    styles = {segment.text: segment.style for segment in bar_strip(Bar(1, 0.5), 8, looks.__getitem__, "")}
    filled, over = styles["####"], styles["!!!"]
    assert filled is not None
    assert over is not None
    assert filled.color == filled.bgcolor == Color.parse("cyan")
    assert (over.color, over.bgcolor) == (Color.parse("black"), Color.parse("yellow"))


WIDE = (Column[str]("name", lambda: "Name", Cell, 20), Column[str]("bar", lambda: "", lambda _: Bar(1), 4))
NARROW = (Column[str]("name", lambda: "Short", Cell, 5), Column[str]("bar", lambda: "", lambda _: Bar(1), 6))


def test_rows_have_the_columns_of_their_group_under_its_titles() -> None:
    painter = Painter[str]((), lambda _: Style(), {"a": WIDE, "b": NARROW}.__getitem__)
    painter.lay_out(40)
    assert painter.row(0, Titles(WIDE)).text.rstrip() == " Name"
    assert painter.row(1, "a").text.rstrip() == " a                     ####"
    assert painter.row(2, Titles(NARROW)).text.rstrip() == " Short"
    assert painter.row(3, "b", "cursor").text.rstrip() == ">b      ######"
    assert painter.tick(3, "b", ["bar"]) == []


def test_the_cursor_steps_over_titles_which_come_into_view_with_the_first_row_below() -> None:
    rows = Rows[str]((Titles(WIDE), "a", Titles(NARROW), "b"), str)
    assert rows.nearest(2, towards=1) == 3
    assert rows.nearest(2, towards=-1) == 1
    assert rows.find("b", 0) == 3
    assert rows.with_headings(3, 10) == (2, 3)
