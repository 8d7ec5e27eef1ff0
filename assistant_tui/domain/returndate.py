"""The day to come back, as it is typed: a date, or how many days from today."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean

_DAYS = re.compile(r"\+? ?(\d{1,4}) ?(?:天|日|d|days?)?(?:后)?")
_WEEKS = re.compile(r"\+? ?(\d{1,3}) ?(?:周|星期|w|weeks?)(?:后)?")
_DATE = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
_YEARS_LOOKED_FOR = 8
"""Between two 29ths of February lie eight years at most."""


def read_day(typed: str, today: date) -> date:
    """The day meant by `12-05` (the next one), `2026-12-05`, `14` or `+14` (days from today), `2w`.

    Raises InputError for anything else.
    """
    text = clean(typed).casefold()
    if found := _DAYS.fullmatch(text):
        return today + timedelta(days=int(found[1]))
    if found := _WEEKS.fullmatch(text):
        return today + timedelta(weeks=int(found[1]))
    if found := _DATE.fullmatch(text):
        year, month, day = found.groups()
        years = [int(year)] if year else range(today.year, today.year + _YEARS_LOOKED_FOR + 1)
        for one in years:
            try:
                meant = date(one, int(month), int(day))
            except ValueError:
                continue
            if year or meant > today:
                return meant
    raise InputError(say("“{text}” is no day: type one like 12-05, or 14 for in 14 days", text=clean(typed)))
