"""Whatever a cell holds, its line is exactly as wide as the table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from assistant_tui.widgets.table import Heading
from assistant_tui.widgets.table.painter import Painter
from tests.widgets.people import CHINESE, HOSTILE, LATIN, Person, columns, names

widths = st.integers(0, 160)


def painter(width: int) -> Painter[Person]:
    made = Painter(columns(), lambda _: Style())
    made.lay_out(width)
    return made


@given(
    st.one_of(st.sampled_from(CHINESE), st.sampled_from(LATIN), st.sampled_from(HOSTILE), names),
    widths,
    st.sampled_from(["", "cursor", "cursor-blurred"]),
)
def test_rows_have_exactly_the_width(name: str, width: int, cursor: str) -> None:
    strip = painter(width).row(0, Person(1, name, 7), cursor)
    assert strip.cell_length == width
    assert sum(segment.cell_length for segment in strip) == width


@given(names, names, widths)
def test_headings_and_notes_have_exactly_the_width(text: str, note: str, width: int) -> None:
    made = painter(width)
    for strip in (made.row(0, Heading(text, note)), made.note(text), made.header(), made.blank()):
        assert sum(segment.cell_length for segment in strip) == width


@given(st.lists(names, min_size=2, max_size=6), st.integers(40, 160))
def test_columns_start_in_the_same_cell_in_every_row(texts: list[str], width: int) -> None:
    made = painter(width)
    for index, text in enumerate(texts):
        strip = made.row(index, Person(index, text, index))
        for at in made.placed:
            column = strip.crop(at.x, at.x + at.width)
            assert column.cell_length == at.width
        assert strip.crop(0, 1).text == " "
