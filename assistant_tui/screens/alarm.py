"""What alerts do beyond standing in their line: ringing, and laying themselves over whatever is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from assistant_tui import services
from assistant_tui.domain.attention import Alert
from assistant_tui.domain.escalation import Bell, Heard, overlaid, silent_until
from assistant_tui.domain.saying import RuleError
from assistant_tui.readmodels.board import Board
from assistant_tui.screens.signals import Signals

if TYPE_CHECKING:
    from assistant_tui.screens.desk import Desk
    from assistant_tui.screens.dialogs.overlay import AlertOverlay


class Alarm:
    """Looks once a second. What is loud follows from the board and the clock, never from a countdown."""

    def __init__(self, desk: Desk, signals: Signals) -> None:
        self._desk = desk
        self._signals = signals
        self._bell = Bell()
        self._overlay: AlertOverlay | None = None
        self._unwritten: dict[str, datetime] = {}
        """What was heard while the file could not be written: nobody is trapped under an overlay."""

    def look(self, board: Board, now: datetime) -> None:
        """Ring for what is due or overdue, and show, change or take away the overlay."""
        heard: Heard = {**self._unwritten, **board.heard} if self._unwritten else board.heard
        ringing = self._bell.rings(board.alerts, now, heard)
        if ringing:
            self._signals.ring(ringing)
        self._lay_over(overlaid(board.alerts, now, heard), now)

    def _lay_over(self, alerts: Sequence[Alert], now: datetime) -> None:
        if self._overlay is not None and self._overlay.is_over:
            self._overlay = None
        if self._overlay is not None:
            self._overlay.show(alerts, now)
        elif alerts:
            from assistant_tui.screens.dialogs.overlay import AlertOverlay  # noqa: PLC0415 - hardly ever needed

            app = self._desk.app
            self._overlay = AlertOverlay(
                alerts,
                clock=self._desk.ctx.clock,
                hear=self._hear,
                go=self._desk.lead_to,
                over_a_dialog=isinstance(app.screen, ModalScreen),
            )
            app.push_screen(self._overlay)

    def _hear(self, alerts: Sequence[Alert]) -> None:
        """They are silent for a while, also where that cannot be written down."""
        try:
            services.alerts.hear(self._desk.ctx, [alert.key for alert in alerts])
        except RuleError as error:
            until = silent_until(self._desk.ctx.now())
            self._unwritten = dict.fromkeys((alert.key for alert in alerts), until)
            self._desk.refuse(error.saying)
        self._desk.refresh_board()
