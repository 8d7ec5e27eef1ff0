"""Supplies: what is counted, received and used, and what is to be restocked."""

from __future__ import annotations

from enum import StrEnum

from assistant_tui.domain.saying import Saying, say


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


def to_restock(counted: int, par: int) -> int:
    """How much to fetch so that the par level is there again; 0 when there is enough."""
    return max(0, par - counted)
