"""Supplies as the count sheet, the restock list and the usage of days show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant_tui.domain.supplies import Supply, SupplyKind, to_restock


@dataclass(frozen=True, slots=True)
class SupplyEntryRow:
    """One count, receipt or use, in the supply's unit."""

    day: date
    code: str
    kind: SupplyKind
    quantity: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """A supply and what should be there of it; `level` is None until it is counted for the first time.

    `own_par` says that its par is the room's own, not the pack's.
    """

    supply: Supply
    level: int | None
    counted_at: datetime | None
    counted_by: str
    own_par: bool = False

    @property
    def fetch(self) -> int:
        """How much to restock; 0 also for what was never counted, of which nobody knows."""
        return 0 if self.level is None else to_restock(self.level, self.supply.par)


@dataclass(frozen=True, slots=True)
class RestockRow:
    """One row of the restock list as it leaves the program; the fields are the columns, in their order."""

    code: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    level: int
    par: int
    fetch: int


@dataclass(frozen=True, slots=True)
class UsageRow:
    """What was received and used of one supply on one day; the fields are the columns, in their order.

    `lost` is by how much counts of the day fell short of what should have been there (below 0, more was
    found); `level` is what should be there after the day, None while nothing was ever counted.
    """

    day: date
    code: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    received: int
    used: int
    lost: int
    level: int | None
