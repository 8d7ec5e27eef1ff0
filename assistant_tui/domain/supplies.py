"""Supplies: what is counted, received and used, and what is to be restocked.

Quantities are whole numbers of the supply's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.words import Words

MOST = 100_000
"""More of anything than a consulting room has: a larger number is a slip of the keyboard."""


class SupplyKind(StrEnum):
    """What an entry says."""

    COUNT = "count"
    RECEIVED = "received"
    USED = "used"


SUPPLY_WORDS: dict[SupplyKind, Saying] = {
    SupplyKind.COUNT: say("counted"),
    SupplyKind.RECEIVED: say("received"),
    SupplyKind.USED: say("used"),
}


@dataclass(frozen=True, slots=True)
class Supply:
    """Something of which the room should have `par` units at the beginning of a day."""

    code: str
    name: Words
    unit: Words
    par: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One count, receipt or use of one supply."""

    kind: SupplyKind
    quantity: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Movement:
    """What became of one supply over some entries.

    `level` is what should be there after them, None while nothing was ever counted. `lost` is by how much
    counts fell short of what should have been there; below 0, more was found.
    """

    level: int | None
    received: int = 0
    used: int = 0
    lost: int = 0


def overlaid(supplies: Iterable[Supply], own: Mapping[str, int]) -> tuple[Supply, ...]:
    """The pack's supplies, with the room's own par where it has one."""
    return tuple(
        replace(supply, par=own[supply.code]) if supply.code in own else supply for supply in supplies
    )


def moved(entries: Iterable[Entry], level: int | None = None) -> Movement:
    """Follow the entries, oldest first, from what was there before; nothing can be less than none."""
    received = used = lost = 0
    for entry in entries:
        if entry.kind is SupplyKind.COUNT:
            lost += 0 if level is None else level - entry.quantity
            level = entry.quantity
        elif entry.kind is SupplyKind.RECEIVED:
            received += entry.quantity
            level = None if level is None else level + entry.quantity
        else:
            used += entry.quantity
            level = None if level is None else max(0, level - entry.quantity)
    return Movement(level, received, used, lost)


def to_restock(counted: int, par: int) -> int:
    """How much to fetch so that the par level is there again; 0 when there is enough."""
    return max(0, par - counted)
