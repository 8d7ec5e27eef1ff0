"""A visit as a whole: its status, as FHIR's Encounter names it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from assistant_tui.domain.queue import EntryStatus


class VisitStatus(StrEnum):
    """Codes of the FHIR R4 value set EncounterStatus, those that a room needs."""

    ARRIVED = "arrived"
    IN_PROGRESS = "in-progress"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"


def visit_status(entries: Collection[EntryStatus], *, departed: bool, seen: bool = False) -> VisitStatus:
    """What the queue entries of a visit, and whether the patient has departed, make of the visit.

    `seen` tells what the entries' present states cannot: a consultation had begun before the patient left it.
    A visit in which the doctor was never reached is `cancelled`, in FHIR's words "ended before it has begun";
    one that was never in the queue, as imported ones may be, is `finished`.
    """
    valid = {status for status in entries if status is not EntryStatus.ENTERED_IN_ERROR}
    if entries and not valid:
        return VisitStatus.ENTERED_IN_ERROR
    begun = seen or not valid.isdisjoint({EntryStatus.IN_PROGRESS, EntryStatus.COMPLETED})
    if departed:
        return VisitStatus.FINISHED if begun or not entries else VisitStatus.CANCELLED
    return VisitStatus.IN_PROGRESS if begun else VisitStatus.ARRIVED
