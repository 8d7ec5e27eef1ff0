"""Incidents: what kinds there are, and by when each is to be reported."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from assistant_tui.domain.saying import Saying, say

REPORT_WITHIN = timedelta(minutes=30)
"""The clinic's rule: damage or loss, and every other incident, is reported within half an hour."""


class IncidentKind(StrEnum):
    """What happened."""

    DAMAGE = "damage"
    LOSS = "loss"
    COMPLAINT = "complaint"
    EMERGENCY = "emergency"
    ERROR = "error"
    NEAR_MISS = "near-miss"


INCIDENT_WORDS: dict[IncidentKind, Saying] = {
    IncidentKind.DAMAGE: say("Damage"),
    IncidentKind.LOSS: say("Loss"),
    IncidentKind.COMPLAINT: say("Complaint"),
    IncidentKind.EMERGENCY: say("Emergency"),
    IncidentKind.ERROR: say("Error"),
    IncidentKind.NEAR_MISS: say("Near miss"),
}


def report_by(known_at: datetime) -> datetime:
    """Until when an incident that became known at this instant is to be reported."""
    return known_at + REPORT_WITHIN
