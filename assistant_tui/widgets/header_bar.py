"""The first line: whose room this is, who is at work, and the time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from assistant_tui.i18n import _
from assistant_tui.readmodels.shell import RoomLabel
from assistant_tui.widgets.line import OneLine, Piece, width_of
from assistant_tui.widgets.weekdays import weekday

_DROPPED_FIRST = ("assistant", "date", "doctor", "room", "demo")


class HeaderBar(OneLine):
    """Room and doctor on the left; assistant, date and clock on the right. A tick repaints the clock only."""

    PREFIX = "header-bar"

    COMPONENT_CLASSES: ClassVar[set[str]] = {"header-bar--room", "header-bar--demo", "header-bar--clock"}

    DEFAULT_CSS = """
    HeaderBar {
        background: $panel;
        & > .header-bar--room { text-style: bold; }
        & > .header-bar--demo { background: $warning; color: $background; text-style: bold; }
        & > .header-bar--clock { text-style: bold; }
    }
    """

    _label: RoomLabel | None = None
    _now: datetime | None = None

    def show(self, label: RoomLabel) -> None:
        """Show this room."""
        self._label = label
        self.redraw()

    def tick(self, now: datetime) -> None:
        """Show this time: an instant already turned to the clinic's zone."""
        self._now = now
        self.redraw()

    def pieces(self, width: int) -> Iterable[Piece]:
        """Room, doctor ... assistant, date, clock; the least important give way where the line is short."""
        clock = Piece(f" {self._now:%H:%M:%S} " if self._now else " " * 10, "clock")
        for dropped in range(len(_DROPPED_FIRST) + 1):
            without = _DROPPED_FIRST[:dropped]
            left, right = self._left(without), [*self._right(without), clock]
            spare = width - width_of(left) - width_of(right)
            if spare >= 0:
                return [*left, Piece(" " * spare), *right]
        return [clock]

    def _left(self, without: tuple[str, ...]) -> list[Piece]:
        pieces = []
        if self._label:
            if "room" not in without:
                pieces.append(Piece(f" {self._label.room}", "room"))
            if "doctor" not in without and self._label.doctor:
                pieces.append(Piece(f"  {self._label.doctor}"))
            if "demo" not in without and self._label.demo:
                pieces += [Piece(" "), Piece(f" {_demo(self._label.speed)} ", "demo")]
        return pieces

    def _right(self, without: tuple[str, ...]) -> list[Piece]:
        pieces = []
        if "assistant" not in without and self._label and self._label.assistant:
            pieces.append(Piece(f"  {_('Assistant {name}', name=self._label.assistant)}  "))
        if "date" not in without and self._now:
            pieces.append(Piece(f" {self._now:%m-%d} {weekday(self._now)} "))
        return pieces


def _demo(speed: float) -> str:
    return _("DEMO") if speed == 1 else _("DEMO x{speed}", speed=f"{speed:g}")
