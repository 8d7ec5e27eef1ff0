"""The hours of the demo's day, counted from its beginning and back from the instant at which it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from assistant_tui.domain.clock import EPOCH, day_of

_OPENS, _CLOSES = time(7, 45), time(17)
_LONGEST = timedelta(hours=2, minutes=57)  # from opening to the usual 10:42
_BEFORE_DOCTOR = timedelta(minutes=15)
_SLOT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Hours:
    """When things happen, as UTC instants; `at` is the present of the demo.

    `opens` and `begins` (the doctor's) may lie after `at`: then nothing has happened yet. The last patient is
    called in at `last_call`; just before, from `last_free` on, somebody does not answer the calls.
    """

    at: datetime
    opens: datetime
    begins: datetime
    last_free: datetime
    last_call: datetime

    def before(self, **delta: float) -> datetime:
        """So long before the present, but not before the clinic has opened."""
        return max(self.opens, self.at - timedelta(**delta))


def hours_of(at: datetime, zone: tzinfo, calls: timedelta) -> Hours:
    """The hours of the day of `at`; `calls` is how long somebody is called in vain.

    The clinic opens at 7:45, but later for a demo of the afternoon: the day so far is never longer than it is
    at 10:42.
    """
    at = at.astimezone(UTC)
    opens = max(opening(day_of(at, zone), zone), at - _LONGEST)
    begins = opens + _BEFORE_DOCTOR
    last_call = max(begins, at - timedelta(minutes=12))
    return Hours(at, opens, begins, max(begins, last_call - calls), last_call)


def opening(day: date, zone: tzinfo) -> datetime:
    """When the clinic opens on a day, in UTC."""
    return datetime.combine(day, _OPENS, zone).astimezone(UTC)


def closing(day: date, zone: tzinfo) -> datetime:
    """From when on nobody else comes that day, in UTC."""
    return datetime.combine(day, _CLOSES, zone).astimezone(UTC)


def slot_before(moment: datetime) -> datetime:
    """The last full five minutes not after this instant: what appointments are booked for."""
    return moment - (moment - EPOCH) % _SLOT
