"""What `check` has found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant_tui.domain.saying import Saying


class Area(StrEnum):
    """Which part of the check found it."""

    FILE = "file"
    REFERENCES = "references"
    INVARIANTS = "invariants"
    REPORTS = "reports"
    FIGURES = "figures"
    SEARCH = "search"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the file."""

    area: Area
    saying: Saying
