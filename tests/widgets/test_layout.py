"""Columns share the width without a cell too many, and give way by priority."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant_tui.widgets.table import Cell, Column
from assistant_tui.widgets.table.layout import MARGIN, place


def column(key: str, width: int, weight: int = 0, priority: int = 1, title: str = "") -> Column[int]:
    return Column(key, lambda: title, lambda row: Cell(str(row)), width, weight, priority=priority)


some_columns = st.lists(
    st.builds(
        column,
        st.uuids().map(str),
        st.integers(1, 20),
        st.integers(0, 3),
        st.integers(1, 3),
        st.sampled_from(["", "号", "预计叫到", "Waited", "Why here"]),
    ),
    min_size=1,
    max_size=8,
)


@given(some_columns, st.integers(1, 200))
def test_columns_stand_in_order_apart_and_inside(columns: list[Column[int]], width: int) -> None:
    placed = place(columns, width)
    assert placed
    for left, right in pairwise(placed):
        assert 1 <= right.x - (left.x + left.width) <= 2
    assert placed[0].x == MARGIN
    assert placed[-1].x + placed[-1].width <= width
    order = [columns.index(at.column) for at in placed]
    assert order == sorted(order)


@given(some_columns, st.integers(1, 200))
def test_flexible_columns_use_every_cell(columns: list[Column[int]], width: int) -> None:
    placed = place(columns, width)
    if any(at.column.weight for at in placed):
        assert placed[-1].x + placed[-1].width == width
    if len(placed) > 1:
        for at in placed:
            least = max(at.column.width, cell_len(at.title))
            assert at.width == least or (at.column.weight and at.width > least)


@given(some_columns, st.integers(1, 200))
def test_no_column_is_dropped_before_a_less_important_one(columns: list[Column[int]], width: int) -> None:
    kept = {at.column.key for at in place(columns, width)}
    dropped = [c.priority for c in columns if c.key not in kept]
    shown = [c.priority for c in columns if c.key in kept]
    assert max(dropped, default=0) <= min(shown)


def test_equals_go_from_the_right() -> None:
    columns = [column("a", 5), column("b", 5), column("c", 5, priority=2)]
    assert [at.column.key for at in place(columns, 13)] == ["a", "c"]
    assert [at.column.key for at in place(columns, 8)] == ["c"]


def test_columns_stand_closer_before_one_is_dropped() -> None:
    columns = [column("a", 5), column("b", 5)]
    assert [at.x for at in place(columns, 13)] == [1, 8]
    assert [at.x for at in place(columns, 12)] == [1, 7]


def test_a_column_holds_its_title() -> None:
    assert place([column("a", 2, title="预计叫到")], 40)[0].width == 8


def test_no_columns_are_no_error() -> None:
    assert place([], 10) == ()
