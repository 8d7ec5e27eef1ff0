"""Scrollbars consist of spaces, whatever the terminal thinks of block characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.widgets.scrollbar import WholeCells, thumb_lines


def test_bars_are_drawn_without_glyphs() -> None:
    for position in range(40):
        bar = WholeCells.render_bar(size=10, virtual_size=50, window_size=10, position=position)
        assert {segment.text for segment in bar.segments} == {" "}


@given(st.integers(1, 60), st.integers(1, 100_000), st.integers(1, 60), st.floats(0, 1))
def test_the_thumb_is_on_the_bar_and_at_its_ends_with_the_list(
    height: int, lines: int, window: int, share: float
) -> None:
    last = lines - window
    thumb = thumb_lines(height, lines, window, share * last)
    if last <= 0:
        assert not thumb
        return
    assert 0 <= thumb.start < thumb.stop <= height
    assert thumb_lines(height, lines, window, 0).start == 0
    assert thumb_lines(height, lines, window, last).stop == height
