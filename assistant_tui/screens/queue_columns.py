"""The columns of the queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from assistant_tui.domain.acuity import FIRST_SERVED, Acuity
from assistant_tui.domain.itinerary import NextStop
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.board import QueueRow, VisitRow
from assistant_tui.screens.lens import Lens, in_three_cells, minutes
from assistant_tui.screens.next_stop import stop_cell
from assistant_tui.widgets.table import Cell, Column

TICKING = ("waited",)
"""The columns that change with the clock alone."""


class QueueColumns:
    """Cells as seen through the lens in use; the pane gives it anew with every board."""

    def __init__(
        self,
        lens: Callable[[], Lens],
        now: Callable[[], datetime],
        stop: Callable[[VisitRow], NextStop | None],
    ) -> None:
        self._lens = lens
        self._now = now
        self._stop = stop

    def columns(self) -> list[Column[QueueRow]]:
        """From left to right; the lowest priorities go first where the window is narrow."""
        return [
            Column("place", lambda: "#", self._place, 2, align="right", priority=9),
            Column("ticket", lambda: _("Ticket"), lambda row: Cell(row.visit.ticket), 4, priority=9),
            Column("name", lambda: _("Name"), self._name, 11, weight=3, priority=9),
            Column(
                "person", lambda: _("Age"), lambda row: Cell(self._lens().person(row.visit)), 4, priority=3
            ),
            Column("kind", lambda: _("Kind"), self._kind, 10, weight=1, priority=5),
            Column("level", lambda: _("Lv"), self._level, 2, priority=4),
            Column("came", lambda: _("Came"), self._came, 5, priority=2),
            Column("waited", lambda: _("Min"), self._waited, 3, align="right", priority=8),
            Column("expected", lambda: _("Expected"), self._expected, 11, priority=7),
            Column("told", lambda: _("Told"), self._told, 6, align="right", priority=5),
            Column("reason", lambda: _("Why here"), self._reason, 13, weight=3, priority=6),
            Column("next", lambda: _("Next"), self._next, 8, weight=1),
        ]

    def _place(self, row: QueueRow) -> Cell:
        if row.position is not None:
            return Cell(str(row.position))
        if row.entry.status == EntryStatus.IN_PROGRESS:
            return Cell(">>", "good")
        return Cell(">", "accent") if row.entry.status == EntryStatus.CALLED else Cell("-", "muted")

    def _name(self, row: QueueRow) -> Cell:
        return Cell(self._lens().name(row.visit.name))

    def _kind(self, row: QueueRow) -> Cell:
        return Cell(_("Results") if row.entry.kind == "return" else self._lens().kind(row.visit.kind))

    def _level(self, row: QueueRow) -> Cell:
        level = row.visit.acuity
        if level == Acuity.ROUTINE:
            return Cell(str(level), "muted")
        return Cell(str(level), "alarm" if level in FIRST_SERVED else "warn")

    def _came(self, row: QueueRow) -> Cell:
        return Cell(self._lens().time(row.entry.queued_at))

    def _waited(self, row: QueueRow) -> Cell:
        since = row.entry.waits_from
        if row.entry.status == EntryStatus.IN_PROGRESS and row.entry.started_at:
            return Cell(in_three_cells(minutes(row.entry.started_at, self._now())), "good")
        return Cell(in_three_cells(minutes(since, self._now())), "warn" if row.late else "")

    def _expected(self, row: QueueRow) -> Cell:
        return Cell(self._lens().span(row.low_at, row.high_at))

    def _told(self, row: QueueRow) -> Cell:
        promise = row.visit.promise
        if promise is None or row.position is None:
            return Cell("")
        by = self._lens().time(promise.high_at)
        return Cell(f"!{by}", "alarm") if promise.broken(self._now()) else Cell(by, "muted")

    def _next(self, row: QueueRow) -> Cell:
        return stop_cell(self._stop(row.visit), row.visit, self._lens())

    def _reason(self, row: QueueRow) -> Cell:
        return Cell(spoken(row.reason), "warn" if row.late else "")
