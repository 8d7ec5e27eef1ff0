"""Incidents: what kinds there are, by when each is to be reported, and what is to be called for help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from assistant_tui.domain.attention import NOTE, SOON, Alert
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.targets import Place, Target
from assistant_tui.domain.words import Words

REPORT_WITHIN = timedelta(minutes=30)
"""The clinic's rule: damage or loss, and every other incident, is reported within half an hour."""
_MINUTE = timedelta(minutes=1)


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


class IncidentState(StrEnum):
    """How far an incident has come."""

    UNREPORTED = "unreported"
    REPORTED = "reported"
    CLOSED = "closed"


STATE_WORDS: dict[IncidentState, Saying] = {
    IncidentState.UNREPORTED: say("not reported"),
    IncidentState.REPORTED: say("reported"),
    IncidentState.CLOSED: say("closed"),
}


class Contact(NamedTuple):
    """Somebody to call for support: with which incidents first, and by which number.

    `number` is a telephone number or extension, empty until the clinic has filled it in.
    """

    code: str
    name: Words
    number: str
    kinds: frozenset[IncidentKind] = frozenset()


def report_by(known_at: datetime) -> datetime:
    """Until when an incident that became known at this instant is to be reported."""
    return known_at + REPORT_WITHIN


def state(reported_at: datetime | None, closed_at: datetime | None) -> IncidentState:
    """How far an incident has come."""
    if closed_at is not None:
        return IncidentState.CLOSED
    return IncidentState.UNREPORTED if reported_at is None else IncidentState.REPORTED


def to_call(contacts: Iterable[Contact], kind: IncidentKind) -> tuple[Contact, ...]:
    """The contacts, those for this kind of incident first; otherwise in their order."""
    return tuple(sorted(contacts, key=lambda contact: kind not in contact.kinds))


class UnreportedIncident(NamedTuple):
    """An incident that nobody has been told of; `visit_id` of the patient concerned, if there is one."""

    incident_id: int
    kind: IncidentKind
    entered_at: datetime
    report_by: datetime
    visit_id: int | None = None


def incident_alerts(incidents: Iterable[UnreportedIncident], now: datetime) -> Iterator[Alert]:
    """A reminder while there is time to report, the next thing to do and louder and louder after it."""
    for incident in incidents:
        key, kind = f"incident/{incident.incident_id}", INCIDENT_WORDS[incident.kind]
        target = Target(Place.INCIDENT, incident.incident_id)
        if now >= incident.report_by:
            minutes = (now - incident.report_by) // _MINUTE
            words = say("{kind} not reported, {minutes} min late", kind=kind, minutes=minutes)
            yield Alert(SOON, words, incident.visit_id, key, incident.report_by, target, escalates=True)
        else:
            minutes = -((now - incident.report_by) // _MINUTE)
            words = say("{kind}: report within {minutes} min", kind=kind, minutes=minutes)
            priority = SOON if incident.kind is IncidentKind.EMERGENCY else NOTE
            yield Alert(priority, words, incident.visit_id, key, incident.entered_at, target)
