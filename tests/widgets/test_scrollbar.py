"""Scrollbars consist of spaces, whatever the terminal thinks of block characters."""

from __future__ import annotations

from assistant_tui.widgets.scrollbar import WholeCells


def test_bars_are_drawn_without_glyphs() -> None:
    for position in range(40):
        bar = WholeCells.render_bar(size=10, virtual_size=50, window_size=10, position=position)
        assert {segment.text for segment in bar.segments} == {" "}
