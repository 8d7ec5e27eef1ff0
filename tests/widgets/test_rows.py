"""Where a cursor may stand among rows and headings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.widgets.table import Heading
from assistant_tui.widgets.table.rows import NOWHERE, Rows

lines = st.lists(st.one_of(st.integers(0, 500), st.just(Heading("收费处"))), max_size=200)


@given(lines, st.integers(-5, 210), st.sampled_from([-1, 1]))
def test_the_nearest_row_is_a_row_wherever_there_is_one(
    shown: list[int | Heading], index: int, towards: int
) -> None:
    found = Rows(shown, str).nearest(index, towards)
    if all(isinstance(line, Heading) for line in shown):
        assert found == NOWHERE
    else:
        assert isinstance(shown[found], int)


@given(lines, st.integers(-1, 210), st.integers(0, 500))
def test_a_key_is_found_wherever_it_is(shown: list[int | Heading], near: int, sought: int) -> None:
    found = Rows(shown, lambda row: row).find(sought, near)
    if sought in shown:
        assert shown[found] == sought
    else:
        assert found == NOWHERE


@given(lines, st.integers(1, 30))
def test_a_row_and_its_headings_fit_the_view(shown: list[int | Heading], most: int) -> None:
    rows = Rows(shown, str)
    for index, line in enumerate(shown):
        if isinstance(line, int):
            first, last = rows.with_headings(index, most)
            assert first <= index <= last
            assert last - first < max(most, 1)


def test_looking_near_first_asks_few_rows() -> None:
    asked: list[int] = []

    def key(row: int) -> int:
        asked.append(row)
        return row

    assert Rows(range(1_000_000), key).find(500_010, near=500_000) == 500_010
    assert len(asked) < 200
