"""Where a patient's slips send her next, as lists and panels say it."""

from __future__ import annotations

from assistant_tui.domain.itinerary import Errand, NextStop
from assistant_tui.domain.queue import ACTIVE
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.lens import Lens
from assistant_tui.widgets.table import Cell


def stop_name(stop: NextStop, lens: Lens) -> str:
    """The location; to the doctor one goes by the queue, wherever that waits."""
    return _("Doctor") if stop.errand is Errand.DOCTOR else lens.place(stop.location)


def stop_text(stop: NextStop, lens: Lens) -> str:
    """`Cashier: to pay: Blood count`."""
    return _("{place}: {reason}", place=stop_name(stop, lens), reason=stop.reason)


def goes_on(stop: NextStop | None, visit: VisitRow) -> bool:
    """Whether she has somewhere to go; who is in the queue is on her way to the doctor already."""
    if stop is None:
        return False
    queueing = visit.entry is not None and visit.entry.status in ACTIVE
    return not (queueing and stop.errand is Errand.DOCTOR)


def stop_cell(stop: NextStop | None, visit: VisitRow, lens: Lens) -> Cell:
    """Where she goes on to, quiet where she is there already."""
    if stop is None or not goes_on(stop, visit):
        return Cell("")
    there = visit.stay is not None and visit.stay.location == stop.location
    there = there and stop.errand is not Errand.DOCTOR
    return Cell(stop_name(stop, lens), "muted" if there else "accent")
