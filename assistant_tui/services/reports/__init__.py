"""The report of a room's day: read, remarked on, signed by the doctor, amended by what is done since.

Reading needs no SQLModel; it is imported with the first thing that is written.
"""

from assistant_tui.services.reports.reading import of_day

__all__ = ["of_day"]
