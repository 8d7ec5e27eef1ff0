"""Twelve Digits widgets that count up on one interval of a second."""

from __future__ import annotations

from itertools import count

from textual.app import App, ComposeResult
from textual.widgets import Digits


class Timers(App[None]):
    """Twelve timers."""

    def compose(self) -> ComposeResult:
        """The digits."""
        self._seconds = count(1)
        for _ in range(12):
            yield Digits("00:00:00")

    def on_mount(self) -> None:
        """Begin to count."""
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        seconds = next(self._seconds)
        for number, timer in enumerate(self.query(Digits)):
            timer.update(f"{number:02d}:{seconds // 60:02d}:{seconds % 60:02d}")


Timers().run()
