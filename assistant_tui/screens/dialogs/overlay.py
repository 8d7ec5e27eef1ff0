"""The overlay of the last step: what is five minutes overdue, over every screen and dialog."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui import services
from assistant_tui.domain.attention import Alert
from assistant_tui.domain.saying import RuleError
from assistant_tui.i18n import _, spoken
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.widgets.plain import plain_lines

if TYPE_CHECKING:
    from assistant_tui.screens.desk import Desk

DEAF_FOR = timedelta(seconds=1)
"""A key that was on its way to what lay underneath does not take the overlay away unseen."""
_MINUTE = timedelta(minutes=1)


class AlertOverlay(Dialog[None]):
    """Names what is overdue. Both keys note that it was heard; Enter goes there, unless a dialog is open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go", show=False)]

    def __init__(self, desk: Desk, alerts: Sequence[Alert], now: datetime) -> None:
        super().__init__(
            _("Overdue, and still to be done"), _("Enter: go there   Esc: heard, silent for 5 minutes")
        )
        self._desk = desk
        self._alerts = tuple(alerts)
        self._now = now
        self._since = now

    def body(self) -> Iterable[Widget]:
        """One line for each."""
        yield Static(plain_lines(map(self._line, self._alerts), "$error"), id="overdue", markup=False)

    def show(self, alerts: Sequence[Alert], now: datetime) -> None:
        """What is overdue now; the overlay goes when nothing is."""
        self._alerts, self._now = tuple(alerts), now
        if not alerts:
            self.dismiss(None)
        elif self.is_mounted:
            self.query_one("#overdue", Static).update(plain_lines(map(self._line, self._alerts), "$error"))

    def _line(self, alert: Alert) -> str:
        minutes = max(0, (self._now - alert.since) // _MINUTE)
        return _("{minutes} min  {alert}", minutes=minutes, alert=spoken(alert.saying))

    def action_go(self) -> None:
        """Heard, and to the patient whom the worst is about."""
        worst = self._alerts[0]
        if self._heard() and worst.visit_id is not None and not self._over_a_dialog():
            self._desk.go_to(worst.visit_id)

    def action_leave(self) -> None:
        """Heard."""
        self._heard()

    def _heard(self) -> bool:
        """Acknowledge all that are shown; not by a key that was typed before they could be read."""
        if timedelta(0) <= self._desk.ctx.now() - self._since < DEAF_FOR:
            return False
        for alert in self._alerts:
            try:
                services.alerts.acknowledge(self._desk.ctx, alert.key)
            except RuleError as error:
                self.refused(error.saying)
                return False
        self.dismiss(None)
        return True

    def _over_a_dialog(self) -> bool:
        return sum(isinstance(screen, ModalScreen) for screen in self.app.screen_stack) > 1
