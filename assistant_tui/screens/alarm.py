"""What alerts do beyond standing in their line: ringing, and laying themselves over whatever is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from assistant_tui import services
from assistant_tui.domain.attention import Alert
from assistant_tui.domain.escalation import Bell, overlaid

if TYPE_CHECKING:
    from assistant_tui.screens.desk import Desk
    from assistant_tui.screens.dialogs.overlay import AlertOverlay


class Alarm:
    """Looks once a second. What is loud follows from the alerts and the clock, never from a countdown."""

    def __init__(self, desk: Desk, *, bell: bool) -> None:
        self._desk = desk
        self._with_bell = bell
        self._bell = Bell()
        self._overlay: AlertOverlay | None = None

    def look(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Ring for what is due or overdue, and show, change or take away the overlay."""
        heard = services.alerts.heard(self._desk.ctx) if alerts else {}
        if self._bell.rings(alerts, now, heard) and self._with_bell:
            self._desk.app.bell()
        self._lay_over(overlaid(alerts, now, heard), now)

    def _lay_over(self, alerts: Sequence[Alert], now: datetime) -> None:
        from assistant_tui.screens.dialogs.overlay import AlertOverlay  # noqa: PLC0415 - hardly ever needed

        if self._overlay is not None and not self._overlay.is_attached:
            self._overlay = None
        if self._overlay is not None:
            self._overlay.show(alerts, now)
        elif alerts:
            self._overlay = AlertOverlay(self._desk, alerts, now)
            self._desk.app.push_screen(self._overlay)
