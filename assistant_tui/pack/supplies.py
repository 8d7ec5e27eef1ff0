"""`supplies.toml`: what the room should have of everything that is used up."""

from __future__ import annotations

from assistant_tui.domain.supplies import MOST, Supply
from assistant_tui.pack.parts import entries, used_once, words
from assistant_tui.toml import Table


def read_supplies(top: Table) -> tuple[Supply, ...]:
    """The supplies in the order of the file, which is that of the count sheet."""
    found = entries(top, "supply", _supply)
    used_once("code", ((table, supply.code) for table, supply in found))
    return tuple(supply for _, supply in found)


def _supply(table: Table) -> Supply:
    return Supply(
        code=table.code("code"),
        name=words(table, "name"),
        unit=words(table, "unit"),
        par=table.whole("par", None, 1, MOST),
    )
