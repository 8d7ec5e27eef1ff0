"""The report of a room's day: read, remarked on, signed by the doctor, amended by what is done since;
and how the days before went.

Reading needs no SQLModel; it is imported with the first thing that is written.
"""

from assistant_tui.services.reports.pins import doctors, forget_pin, has_pin, set_pin
from assistant_tui.services.reports.reading import of_day
from assistant_tui.services.reports.remarks import remark
from assistant_tui.services.reports.signing import sign, signed, state
from assistant_tui.services.reports.trend import trend
from assistant_tui.services.reports.unsigned import unsigned

__all__ = [
    "doctors",
    "forget_pin",
    "has_pin",
    "of_day",
    "remark",
    "set_pin",
    "sign",
    "signed",
    "state",
    "trend",
    "unsigned",
]
