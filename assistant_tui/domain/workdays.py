"""Which days are worked: the clinic's weekdays, public holidays, and the weekends worked in their place.

Holidays and the workdays moved for them are published year by year; of a year that is not published yet only
the weekdays are known, and it is said to be unconfirmed. Weekdays are those of ISO 8601: 1 is Monday.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.words import Words


class HolidayState(StrEnum):
    """What the calendar of public holidays says of a day."""

    ORDINARY = "ordinary"
    HOLIDAY = "holiday"
    WORKDAY = "workday"
    """A weekend day that is worked in place of a day of a holiday."""
    UNCONFIRMED = "unconfirmed"
    """The holidays of the year are not known yet."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off in a row, `first` and `last` included, and the weekend days `worked` in their place."""

    name: Words
    first: date
    last: date
    worked: tuple[date, ...] = ()

    def __contains__(self, day: date) -> bool:
        """Whether it is a day off."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Holidays:
    """The holidays that are known, of whole years; without any, no year is confirmed."""

    listed: tuple[Holiday, ...] = ()

    @cached_property
    def years(self) -> frozenset[int]:
        """The years whose holidays are known; one over New Year belongs to the new one."""
        return frozenset(holiday.last.year for holiday in self.listed)

    def on(self, day: date) -> Holiday | None:
        """The holiday that the day is part of, or is worked for."""
        found = [one for one in self.listed if day in one] or [
            one for one in self.listed if day in one.worked
        ]
        return found[0] if found else None

    def state(self, day: date) -> HolidayState:
        """What is known of the day."""
        holiday = self.on(day)
        if holiday is not None:
            return HolidayState.HOLIDAY if day in holiday else HolidayState.WORKDAY
        return HolidayState.ORDINARY if day.year in self.years else HolidayState.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class DayOfWork:
    """A day as the clinic looks at it: whether it works then, and why."""

    day: date
    works: bool
    state: HolidayState = HolidayState.ORDINARY
    holiday: Holiday | None = None


def weekdays_of(digits: str) -> frozenset[int] | None:
    """The weekdays of `12345`: Monday to Friday; None for a text with anything else in it."""
    return frozenset(map(int, digits)) if re.fullmatch("[1-7]*", digits) else None


def weekday_digits(weekdays: Iterable[int]) -> str:
    """The inverse of `weekdays_of`."""
    return "".join(map(str, sorted(weekdays)))


def day_of_work(day: date, weekdays: Collection[int], holidays: Holidays | None) -> DayOfWork:
    """Whether a clinic with these weekdays works; without `holidays` it works through them all.

    A weekend day worked in place of a holiday is worked by everybody, whatever the clinic's weekdays.
    """
    by_weekday = day.isoweekday() in weekdays
    if holidays is None:
        return DayOfWork(day, by_weekday)
    state = holidays.state(day)
    works = {HolidayState.HOLIDAY: False, HolidayState.WORKDAY: True}.get(state, by_weekday)
    return DayOfWork(day, works, state, holidays.on(day))


def remark(of: DayOfWork) -> Saying | None:
    """What there is to say about the day: a holiday, a moved workday, a year not published, a day off."""
    if of.holiday is not None and of.state is HolidayState.HOLIDAY:
        return say("Public holiday: {name}", name=of.holiday.name)
    if of.holiday is not None and of.state is HolidayState.WORKDAY:
        return say("Worked in place of a holiday: {name}", name=of.holiday.name)
    if of.state is HolidayState.UNCONFIRMED:
        return say("The holidays of {year} are not confirmed yet", year=str(of.day.year))
    return None if of.works else say("The clinic does not work on this day")
