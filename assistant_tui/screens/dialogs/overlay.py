"""The overlay of the last step: what is five minutes overdue, over every screen and dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.clock import Clock
from assistant_tui.domain.targets import Place
from assistant_tui.i18n import _, spoken
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.widgets.plain import plain, plain_lines

DEAF_FOR = timedelta(seconds=1)
"""A key that was on its way to what lay underneath does not take the overlay away unseen."""
_MINUTE = timedelta(minutes=1)


class AlertOverlay(Dialog[None]):
    """Names what is overdue. Both keys note that it was heard; Enter then goes on to doing it.

    What a dialog beneath it holds stays as it is: only a round is recorded over it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go", show=False)]

    def __init__(
        self,
        alerts: Sequence[Alert],
        *,
        clock: Clock,
        hear: Callable[[Sequence[Alert]], None],
        go: Callable[[Alert], None],
        over_a_dialog: bool,
    ) -> None:
        super().__init__(_("Overdue, and still to be done"), "")
        self._alerts = tuple(alerts)
        self._clock = clock
        self._hear = hear
        self._go = go
        self._over_a_dialog = over_a_dialog
        self._since = self._now = clock.now()
        self._drawn = self._lines()
        self._hint = self._keys()

    def body(self) -> Iterable[Widget]:
        """One line for each."""
        yield Static(plain_lines(self._drawn, "$error"), id="overdue", markup=False)

    def show(self, alerts: Sequence[Alert], now: datetime) -> None:
        """What is overdue now; the overlay goes when nothing is."""
        self._alerts, self._now = tuple(alerts), now
        if not alerts:
            self.dismiss(None)
        elif self.is_mounted and (lines := self._lines()) != self._drawn:
            self._drawn = lines
            self.query_one("#overdue", Static).update(plain_lines(lines, "$error"))
            self._hint_at(self._keys())

    def _lines(self) -> list[str]:
        return [
            _("{minutes} min  {alert}", minutes=max(0, (self._now - alert.since) // _MINUTE),
              alert=spoken(alert.saying))
            for alert in self._alerts
        ]  # fmt: skip

    def _keys(self) -> str:
        if self._alerts[0].target.place is Place.ROUND:
            return _("Enter: record the round   Esc: heard, silent for 5 minutes")
        if self._over_a_dialog:
            return _("Enter, Esc: heard, silent for 5 minutes; then back to what was open")
        return _("Enter: go there   Esc: heard, silent for 5 minutes")

    def _hint_at(self, text: str) -> None:
        self.query_one(".dialog-hint", Static).update(plain(text))

    def action_go(self) -> None:
        """Heard, and on to what settles the worst."""
        worst = self._alerts[0]
        if self._was_heard():
            self._go(worst)

    def action_leave(self) -> None:
        """Heard."""
        self._was_heard()

    def _was_heard(self) -> bool:
        """Note it of all that are shown; not by a key that was typed before they could be read."""
        if timedelta(0) <= self._clock.now() - self._since < DEAF_FOR:
            self._hint_at(_("That key came before this could be read: press it again"))
            return False
        heard = self._alerts
        self.dismiss(None)
        self._hear(heard)
        return True
