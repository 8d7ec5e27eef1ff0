"""Birth dates as precise as they are known, and ages.

A birth date is FHIR partial date text: `1990`, `1990-05` or `1990-05-03`.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

OLDEST = 130
"""No age above this is believed, in years."""


class Age(NamedTuple):
    """A completed age; `months` beyond the years, None where only the birth year is known."""

    years: int
    months: int | None = None


def born_by_age(years: int, months: int | None, today: date) -> str:
    """The birth date that an age told today stands for: a year, or year and month if months were told."""
    if months is None:
        return f"{today.year - years:04d}"
    month_count = today.year * 12 + today.month - 1 - years * 12 - months
    return f"{month_count // 12:04d}-{month_count % 12 + 1:02d}"


def age_on(born: str, today: date) -> Age:
    """The age of somebody born then; by the year alone it is the one reached in this year.

    Raises ValueError if `born` is no partial date. A birth date to come gives zero.
    """
    year, *rest = (int(part) for part in born.split("-"))
    if not rest:
        return Age(max(today.year - year, 0))
    months = (today.year - year) * 12 + today.month - rest[0]
    if rest[1:] and today.day < rest[1]:
        months -= 1
    return Age(max(months, 0) // 12, max(months, 0) % 12)
