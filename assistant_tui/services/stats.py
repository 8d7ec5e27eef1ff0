"""Which days are meant, and what there was on them, room by room: without SQLModel on the way."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from assistant_tui.domain.dayfacts import RoomDay
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.typedtimes import date_typed
from assistant_tui.services.post import Post
from assistant_tui.store.queries.roomdays import room_day_facts
from assistant_tui.store.queries.stats import rooms_in_use

FIRST_VISIT = "first"
"""The code that a pack gives the visit kind of those who come for the first time."""


class Days(NamedTuple):
    """A range of days, both ends included."""

    first: date
    last: date


def days_of(
    post: Post, *, day: str = "", first: str = "", last: str = "", month: str = "", year: str = ""
) -> Days:
    """The days meant by what was typed (ISO 8601), by default today; of a range, either end may be left out.

    Days to come have no figures: a range, month or year ends today at the latest. Raises InputError for what
    is no date, month or year, for more than one of them, for a range that begins after it ends or has not
    begun.
    """
    today = post.today()
    if day and (first or last):
        raise InputError(say("Give a date, or a range from and to, not both"))
    if sum(map(bool, (day, first or last, month, year))) > 1:
        raise InputError(say("Give one of these: a date, a range from and to, a month, a year"))
    if month:
        begin, end = _month(month)
    elif year:
        begin, end = _year(year)
    elif day or not (first or last):
        begin = end = date_typed(day) if day else today
    else:
        end = date_typed(last) if last else today
        begin = date_typed(first) if first else end
    if begin > end:
        raise InputError(say("The range begins on {first}, after its end {last}", first=begin, last=end))
    if begin > today:
        raise InputError(say("{day} has not come yet: there are no figures", day=begin))
    return Days(begin, min(end, today))


def month_of(day: date) -> Days:
    """The month that the day is in."""
    return Days(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def _month(typed: str) -> Days:
    found = re.fullmatch(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])", typed.strip())
    if found is None:
        raise InputError(say("{text} is no month: type it as 2026-11", text=typed))
    return month_of(date(int(found[1]), int(found[2]), 1))


def _year(typed: str) -> Days:
    if not re.fullmatch("[1-9][0-9]{3}", typed.strip()):
        raise InputError(say("{text} is no year: type it as 2026", text=typed))
    return Days(date(int(typed), 1, 1), date(int(typed), 12, 31))


def room_days(post: Post, days: Days) -> Iterator[tuple[date, str, RoomDay]]:
    """Day, room's code and what there was, for every day and room in the range, in order, a day at a time."""
    rooms = rooms_in_use(post.reading, days.first, days.last)
    found = room_day_facts(post.reading, days.first, days.last, first_visit_kinds={FIRST_VISIT})
    ahead = next(found, None)
    for offset in range((days.last - days.first).days + 1):
        day = days.first + timedelta(days=offset)
        of_day: dict[int, RoomDay] = {}
        while ahead is not None and ahead[0] == day:
            of_day[ahead[1]] = ahead[2]
            ahead = next(found, None)
        for room_id, code in rooms.items():
            yield day, code, of_day.get(room_id, RoomDay())
