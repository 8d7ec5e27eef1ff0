"""Times as event logs write them, read into instants.

What has no zone is the clinic's local time. Summer time leaves an hour out and repeats another: a time within
the first is moved on by that hour, of a repeated one the first is taken, and the caller is told of either.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from assistant_tui.domain.clock import EPOCH, instant, milliseconds
from assistant_tui.domain.eventlog import Adjustment
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean

_EPOCH_SECONDS = re.compile(r"[0-9]{9,10}(\.[0-9]{1,6})?")
_EPOCH_MILLISECONDS = re.compile(r"[0-9]{12,13}")
_COMPACT = re.compile(r"[0-9]{14}")
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})([.-])([0-9]{{1,2}})\2([0-9]{{4}})(?:[ T]{_CLOCK})?")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})/([0-9]{{1,2}})/([0-9]{{1,2}})(?:[ T]{_CLOCK})?")
_ZONE = re.compile(r"(.*[0-9]) ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})", re.IGNORECASE)
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ReadTime:
    """An instant, UTC, and what had to be decided to know it."""

    at: datetime
    adjusted: Adjustment | None = None


def time_reader(zone: tzinfo, now: datetime, form: str = "") -> Callable[[str], ReadTime]:
    """What reads the times of one log; `form` is a format of `strptime`, without it the usual ways are tried.

    The usual ways: ISO 8601, `2011/10/01 08:00:00.000`, `01.10.2011 08:00`, `01-10-2011 08:00` (the day
    first), seconds or milliseconds since 1970. The reader raises InputError for what is no time, lies before
    1900 or after `now`.
    """
    if form:
        _require_format(form)

    def read(text: str) -> ReadTime:
        plain = text.strip()
        try:
            told = datetime.strptime(plain, form) if form else _usual(plain)  # noqa: DTZ007 - see `_placed`
            found = _placed(told, zone)
            early, late = found.at < _EARLIEST, found.at > now
        except (ValueError, OverflowError, OSError):
            raise _unreadable(text, form) from None
        if early:
            raise InputError(say("The time {text} lies before 1900", text=clean(text, limit=_SHOWN)))
        if late:
            raise InputError(say("The time {text} is still to come", text=clean(text, limit=_SHOWN)))
        return ReadTime(instant(milliseconds(found.at)), found.adjusted)

    return read


def _usual(text: str) -> datetime:
    """Raises ValueError for what is none of the usual ways."""
    if _EPOCH_SECONDS.fullmatch(text):
        return EPOCH + timedelta(microseconds=round(float(text) * 1_000_000))
    if _EPOCH_MILLISECONDS.fullmatch(text):
        return EPOCH + timedelta(milliseconds=int(text))
    if _COMPACT.fullmatch(text):
        return datetime.strptime(text, "%Y%m%d%H%M%S")  # noqa: DTZ007 - see `_placed`
    plain, zone = text, ""
    if ":" in text and (with_zone := _ZONE.fullmatch(text)):
        plain, zone = with_zone[1], with_zone[2].upper()
    told = _local(plain)
    if not zone:
        return told
    offset = "+00:00" if zone in {"Z", "UTC", "GMT"} else zone
    return datetime.fromisoformat(f"{told.isoformat()}{offset}")


def _local(text: str) -> datetime:
    if found := _DAY_FIRST.fullmatch(text):
        day, _, month, year, *clock = found.groups()
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day, *clock = found.groups()
    else:
        return datetime.fromisoformat(text.replace(",", "."))
    hour, minute, second = (int(part or 0) for part in clock[:3])
    microsecond = int(((clock[3] or "") + "000000")[:6])
    return datetime(int(year), int(month), int(day), hour, minute, second, microsecond)  # noqa: DTZ001 - see `_placed`


def _placed(told: datetime, zone: tzinfo) -> ReadTime:
    """The instant of a time with a zone, or of a local one."""
    if told.tzinfo is not None:
        return ReadTime(told.astimezone(UTC))
    at = told.replace(tzinfo=zone).astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None, fold=0) != told:
        return ReadTime(at, Adjustment.SKIPPED_TIME)
    if told.replace(tzinfo=zone, fold=1).astimezone(UTC) != at:
        return ReadTime(at, Adjustment.REPEATED_TIME)
    return ReadTime(at)


def _unreadable(text: str, form: str) -> InputError:
    shown = clean(text, limit=_SHOWN)
    if form:
        return InputError(say("The time {text} is not written as {form}", text=shown, form=form))
    return InputError(
        say("The time {text} cannot be read: say how times are written with --time-format", text=shown)
    )


def _require_format(form: str) -> None:
    try:
        datetime.strptime("", form)  # noqa: DTZ007 - nothing is read, only the format is looked at
    except ValueError as error:
        if "directive" in str(error) or "stray" in str(error):
            raise InputError(
                say("The time format {form} is none: write one like %d.%m.%Y %H:%M", form=form)
            ) from None
    except Exception as error:  # re.error of a format that makes no pattern
        raise InputError(
            say("The time format {form} is none: write one like %d.%m.%Y %H:%M", form=form)
        ) from error
