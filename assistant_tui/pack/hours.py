"""`[hours]` of `pack.toml`: the clinic's weekdays and times of day."""

from __future__ import annotations

from datetime import time

from assistant_tui.domain.duties import Hours
from assistant_tui.domain.saying import say
from assistant_tui.domain.typedtimes import time_of
from assistant_tui.domain.workdays import weekdays_of
from assistant_tui.pack.holidays import find_holidays, holiday_folders
from assistant_tui.toml import Table
from assistant_tui.toml.table import CODE

_ORDER = ("doctor_arrives", "midday", "afternoon", "closing", "closed")


def read_hours(table: Table | None) -> Hours:
    """The clinic's hours; without the table the usual ones."""
    usual = Hours()
    if table is None:
        return usual
    hours = Hours(
        weekdays=weekdays(table, "weekdays") if "weekdays" in table else usual.weekdays,
        holidays=_calendar(table) if "holidays" in table else usual.holidays,
        doctor=time_of_day(table, "doctor_arrives", usual.doctor),
        ahead=table.minutes("opening_minutes", usual.ahead, most=240),
        midday=time_of_day(table, "midday", usual.midday),
        afternoon=time_of_day(table, "afternoon", usual.afternoon),
        closing=time_of_day(table, "closing", usual.closing),
        closed=time_of_day(table, "closed", usual.closed),
    )
    times = (hours.doctor, hours.midday, hours.afternoon, hours.closing, hours.closed)
    for earlier, later, key in zip(times, times[1:], _ORDER[1:], strict=False):
        if later < earlier:
            table.wrong(key, say("{key} is earlier than what comes before it", key=key))
    table.finish()
    return hours


def _calendar(table: Table) -> str:
    """The code of a calendar of public holidays that there is; blank for none."""
    code = table.text("holidays", blank=True).strip()
    if not code:
        return ""
    if CODE.pattern.fullmatch(table.code("holidays")) and find_holidays(code, holiday_folders()) is None:
        table.wrong("holidays", say("There is no calendar of holidays {code}", code=code))
    return code


def time_of_day(table: Table, key: str, usual: time) -> time:
    """A time of day that may be left out."""
    return needed_time(table, key) if key in table else usual


def needed_time(table: Table, key: str) -> time:
    """A time of day, written `"08:30"`."""
    written = table.text(key)
    found = time_of(written)
    if written and found is None:
        table.wrong(key, say("{key} must be a time of day such as 08:30", key=key))
    return found or time()


def weekdays(table: Table, key: str) -> frozenset[int]:
    """Days of the week in one text: `"12345"` is Monday to Friday."""
    written = table.text(key)
    found = weekdays_of(written)
    if written and not found:
        table.wrong(key, say("{key} must be digits from 1 (Monday) to 7 (Sunday)", key=key))
    return found or frozenset()
