"""The clinic's time zone, by name or as the system has it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


def zone(name: str) -> tzinfo:
    """The zone of that IANA name; without a name, the system's. Raises ValueError for a name that is none."""
    if not name:
        return SystemZone()
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - most workstations name no zone

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # Asia is a folder of zones: an OSError
        raise ValueError(f"no time zone {name}") from error


def is_zone(name: str) -> bool:
    """Whether `zone` knows the name."""
    try:
        zone(name)
    except ValueError:
        return False
    return True


class SystemZone(tzinfo):
    """The system's zone with its rules for summer time, which a fixed offset taken from today would miss."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """The system's distance from UTC at that local time."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, _moment: datetime | None) -> timedelta | None:
        """Not known apart from the offset."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """The system's name for the zone at that local time."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """The local time of an instant; the second of two equal ones is marked by `fold`."""
        fixed = moment.replace(tzinfo=UTC).astimezone()
        local = fixed.replace(tzinfo=self, fold=0)
        return local if local.utcoffset() == fixed.utcoffset() else local.replace(fold=1)

    def __repr__(self) -> str:
        """How it shows in a log."""
        return "SystemZone()"
