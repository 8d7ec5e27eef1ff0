"""A visit as a whole: its status, as FHIR's Encounter names it, and the patient's age on the day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.saying import InputError, say

MONTHS_A_YEAR = 12
_BORN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


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
    A visit in which the doctor was never reached is `cancelled`, in FHIR's words "ended before it has begun".
    """
    valid = {status for status in entries if status is not EntryStatus.ENTERED_IN_ERROR}
    if entries and not valid:
        return VisitStatus.ENTERED_IN_ERROR
    begun = seen or not valid.isdisjoint({EntryStatus.IN_PROGRESS, EntryStatus.COMPLETED})
    if departed:
        return VisitStatus.FINISHED if begun else VisitStatus.CANCELLED
    return VisitStatus.IN_PROGRESS if begun else VisitStatus.ARRIVED


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years and, where the month of birth is known, the months completed since (0-11)."""

    years: int
    months: int | None


def age(born: str, day: date) -> Age:
    """The age on `day` of somebody born in `YYYY`, `YYYY-MM` or on `YYYY-MM-DD`.

    What is not known is taken as early as possible: of 1990 on any day of 2020 the answer is 30.
    Raises InputError for a date that does not exist, is written otherwise, or lies after `day`.
    """
    match = _BORN.fullmatch(born)
    if match is None:
        raise InputError(say("A birth date looks like 1990, 1990-05 or 1990-05-21"))
    year, month, day_of_month = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day_of_month or 1))
    except ValueError:
        raise InputError(say("There is no day {born}: correct the birth date", born=born)) from None
    if first > day:
        raise InputError(say("The birth date {born} lies in the future: correct it", born=born))
    months = (day.year - first.year) * MONTHS_A_YEAR + day.month - first.month - (day.day < first.day)
    years, left = divmod(months, MONTHS_A_YEAR)
    return Age(years, None if month is None else left)
