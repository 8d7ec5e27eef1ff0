"""An incident, as lists and forms show it."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from assistant_tui.domain.incidents import IncidentKind, IncidentState, state


class IncidentRow(NamedTuple):
    """What happened, whom it concerns, to whom it was reported, and what followed.

    `ticket`, `patient` and `slip_number` are empty or None where it concerns nobody or no slip.
    """

    incident_id: int
    day: date
    kind: IncidentKind
    what: str
    place: str
    visit_id: int | None
    ticket: str
    patient: str
    slip_id: int | None
    slip_number: int | None
    happened_at: datetime
    entered_at: datetime
    by: str
    report_by: datetime
    reported_at: datetime | None
    reported_to: str
    action: str
    root_cause: str
    prevention: str
    closed_at: datetime | None
    closed_by: str

    @property
    def state(self) -> IncidentState:
        """How far it has come."""
        return state(self.reported_at, self.closed_at)

    def late(self, now: datetime) -> bool:
        """Whether it should have been reported by now, or was reported too late."""
        return (self.reported_at or now) > self.report_by
