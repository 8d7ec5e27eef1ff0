"""What an import of patients has done, row by row where there is something to say."""

from __future__ import annotations

from dataclasses import dataclass

from assistant_tui.domain.saying import Saying


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something to say about one row; `line` is where it begins in the file (a workbook's row), from 1."""

    line: int
    reason: Saying


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every row of the file is counted once: added, filled in, unchanged, differing or bad.

    `filled` records were there with gaps, which the row filled; `differs` are rows that contradict what the
    record says (nothing was overwritten); `bad` rows were not imported. `unused` are the columns that nothing
    was read from. `written` is False for a dry run, and when a strict import met a bad row.
    """

    added: int
    filled: int
    unchanged: int
    differs: tuple[RowNote, ...]
    bad: tuple[RowNote, ...]
    unused: tuple[str, ...]
    written: bool

    @property
    def rows(self) -> int:
        """How many rows the file has, header and blank ones apart."""
        return self.added + self.filled + self.unchanged + len(self.differs) + len(self.bad)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A record in the file that a row may be about; `merged_into` holds her now, if another."""

    patient_id: int
    name: str
    sex: str
    born: str | None
    phone: str | None
    card: str | None
    note: str
    merged_into: int | None
