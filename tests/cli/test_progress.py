"""How far a long command has come."""

from __future__ import annotations

import io
import sys
from datetime import date

import pytest

from assistant_tui.cli.progress import progress

FIRST, MIDDLE, LAST = date(2026, 11, 1), date(2026, 11, 6), date(2026, 11, 10)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "moments", "told"),
    [
        (Terminal(), [0.0, 0.5, 0.9], ""),
        (Terminal(), [0.0, 0.5, 1.5], "\r\x1b[K50% read\r\x1b[K"),
        (Terminal(), [0.0, 1.5, 1.6], "\r\x1b[K0% read\r\x1b[K"),
        (io.StringIO(), [0.0, 1.5, 3.0], ""),
    ],
)
def test_only_what_is_long_is_told_on_a_terminal_and_erased(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, moments: list[float], told: str
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(FIRST, LAST, now=iter(moments).__next__) as come_to:
        come_to(FIRST)
        come_to(MIDDLE)
    assert stream.getvalue() == told
