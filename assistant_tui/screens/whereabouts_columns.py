"""The columns of the whereabouts: how long somebody has been somewhere, with whom, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant_tui.domain.itinerary import NextStop
from assistant_tui.domain.queue import ACTIVE, STATUS_WORDS, EntryStatus
from assistant_tui.domain.whereabouts import Dwell, DwellState, Stay, dwell
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.shell import Tone
from assistant_tui.screens.lens import MINUTE, Lens, in_three_cells, minutes
from assistant_tui.screens.next_stop import stop_cell
from assistant_tui.widgets.table import Cell, Column

TICKING = ("minutes", "state", "back")
"""The columns that change with the clock alone."""

_TONES: dict[DwellState, Tone] = {DwellState.USUAL: "", DwellState.LATE: "warn", DwellState.ALERT: "alarm"}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A visit with its place in the line, while it waits for the room, and the next stop of its slips."""

    visit: VisitRow
    position: int | None = None
    stop: NextStop | None = None


def dwell_of(visit: VisitRow, lens: Lens, now: datetime) -> Dwell | None:
    """What to think of her present stay; None when she has left, or the pack does not know the location."""
    stay = visit.stay
    location = lens.location(stay.location) if stay else None
    if stay is None or location is None or not visit.inside:
        return None
    placed = Stay(visit.visit_id, stay.location, stay.since, stay.until, stay.escort, stay.back_by)
    return dwell(placed, location.dwell, now)


def since_of(visit: VisitRow) -> datetime:
    """Since when she has been where she is; of one who has left, the arrival."""
    return visit.stay.since if visit.stay and visit.inside else visit.arrived_at


class WhereaboutsColumns:
    """Cells as seen through the lens in use; the pane gives it anew with every board."""

    def __init__(self, lens: Callable[[], Lens], now: Callable[[], datetime]) -> None:
        self._lens = lens
        self._now = now

    def columns(self, *, with_place: bool) -> list[Column[PlaceRow]]:
        """From left to right; the lowest priorities go first where the window is narrow."""
        place = Column("place", lambda: _("Location"), self._place, 12, weight=1, priority=9)
        return [
            Column("ticket", lambda: _("Ticket"), lambda row: Cell(row.visit.ticket), 4, priority=9),
            Column("name", lambda: _("Name"), self._name, 10, weight=2, priority=9),
            Column(
                "person", lambda: _("Age"), lambda row: Cell(self._lens().person(row.visit)), 4, priority=3
            ),
            *([place] if with_place else []),
            Column("since", lambda: _("Since"), self._since, 5, priority=6),
            Column("minutes", lambda: _("Min"), self._minutes, 3, align="right", priority=9),
            Column("normal", lambda: _("Norm"), self._normal, 3, align="right", priority=4),
            Column("state", lambda: _("State"), self._state, 9, priority=8),
            Column("next", lambda: _("Next"), self._next, 8, weight=1, priority=6),
            Column("escort", lambda: _("Escort"), self._escort, 6, weight=1, priority=5),
            Column("back", lambda: _("Back by"), self._back, 5, priority=5),
            Column("family", lambda: _("Family"), self._family, 7, weight=1, priority=2),
            Column("queue", lambda: _("Queue"), self._queue, 11, priority=7),
        ]

    def _name(self, row: PlaceRow) -> Cell:
        return Cell(self._lens().name(row.visit.name))

    def _place(self, row: PlaceRow) -> Cell:
        visit = row.visit
        if visit.departed_at is not None:
            return Cell(_("left {time}", time=self._lens().time(visit.departed_at)), "muted")
        return Cell(self._lens().place(visit.stay.location, visit.stay.room_id) if visit.stay else "")

    def _since(self, row: PlaceRow) -> Cell:
        """When the stay began; for those who have left, the visit."""
        return Cell(self._lens().time(since_of(row.visit)))

    def _minutes(self, row: PlaceRow) -> Cell:
        """The minutes at the place; for those who have left, in the clinic."""
        spent = minutes(since_of(row.visit), row.visit.departed_at or self._now())
        return Cell(in_three_cells(spent), self._tone(row.visit))

    def _normal(self, row: PlaceRow) -> Cell:
        stay = row.visit.stay
        location = self._lens().location(stay.location) if stay and row.visit.inside else None
        return Cell(str(location.dwell // MINUTE) if location else "", "muted")

    def _state(self, row: PlaceRow) -> Cell:
        spent = dwell_of(row.visit, self._lens(), self._now())
        if spent is None or spent.state is DwellState.USUAL:
            return Cell("")
        return Cell(_("late") if spent.state is DwellState.LATE else _("very late"), _TONES[spent.state])

    def _escort(self, row: PlaceRow) -> Cell:
        stay = row.visit.stay
        return Cell(self._lens().name(stay.escort) if stay and row.visit.inside else "")

    def _back(self, row: PlaceRow) -> Cell:
        stay = row.visit.stay
        if stay is None or stay.back_by is None or not row.visit.inside:
            return Cell("")
        return Cell(self._lens().time(stay.back_by), "warn" if self._now() > stay.back_by else "")

    def _next(self, row: PlaceRow) -> Cell:
        return stop_cell(row.stop, row.visit, self._lens())

    def _family(self, row: PlaceRow) -> Cell:
        """The first companion, one still to be invited in before the others, and how many more."""
        companions = sorted(row.visit.companions, key=lambda one: not (one.invite and one.invited_at is None))
        if not companions:
            return Cell("")
        first = companions[0]
        who = first.relation or self._lens().name(first.name)
        more = f" +{len(companions) - 1}" if len(companions) > 1 else ""
        if row.visit.inside and first.invite and first.invited_at is None:
            return Cell(_("invite {who}", who=who) + more, "accent")
        return Cell(who + more)

    def _queue(self, row: PlaceRow) -> Cell:
        """How the wait for the room stands; for those who have left, how it ended."""
        entry = row.visit.entry
        if entry is None or (row.visit.inside and entry.status not in ACTIVE):
            return Cell("-", "muted")
        status = spoken(STATUS_WORDS[EntryStatus(entry.status)])
        if not row.visit.inside:
            return Cell(status, "muted")
        if row.position is not None:
            return Cell(f"{status} #{row.position}")
        return Cell(status, "good" if entry.status == EntryStatus.IN_PROGRESS else "accent")

    def _tone(self, visit: VisitRow) -> Tone:
        spent = dwell_of(visit, self._lens(), self._now())
        return _TONES[spent.state] if spent else ""
