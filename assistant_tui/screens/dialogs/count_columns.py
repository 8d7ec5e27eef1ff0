"""The count sheet's words and columns: what is asked for, and what a typed number comes to."""

from __future__ import annotations

from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.supplies import SupplyKind, to_restock
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.supplies import SupplyRow
from assistant_tui.screens.lens import Lens
from assistant_tui.widgets.table import Cell

# None stands for the par itself.
TITLES: dict[SupplyKind | None, Saying] = {
    SupplyKind.COUNT: say("Supplies: what is there"),
    SupplyKind.RECEIVED: say("Supplies: what came"),
    SupplyKind.USED: say("Supplies: what was used"),
    None: say("Supplies: how much there should be"),
}
SHORT: dict[SupplyKind | None, Saying] = {
    SupplyKind.COUNT: say("count"),
    SupplyKind.RECEIVED: say("came"),
    SupplyKind.USED: say("used"),
    None: say("par"),
}
"""What Tab goes to: the line of keys has no room for more."""


def to_fetch(row: SupplyRow, kind: SupplyKind | None, typed: int | None) -> int:
    """How much is to be restocked if what is typed is so."""
    level, par = row.level, row.supply.par
    if typed is not None and kind is SupplyKind.COUNT:
        level = typed
    elif typed is not None and kind is None:
        par = typed
    elif typed is not None and level is not None:
        level = level + typed if kind is SupplyKind.RECEIVED else max(0, level - typed)
    return 0 if level is None else to_restock(level, par)


def name(row: SupplyRow) -> Cell:
    """What it is called."""
    return Cell(row.supply.name.said_in(language()))


def unit(row: SupplyRow) -> Cell:
    """What it is counted in."""
    return Cell(row.supply.unit.said_in(language()), "muted")


def there(row: SupplyRow) -> Cell:
    """What should be there by the last count and what came and went since."""
    return Cell("?" if row.level is None else str(row.level), "muted")


def counted(row: SupplyRow, lens: Lens) -> Cell:
    """When it was last counted."""
    at = row.counted_at
    if at is None:
        return Cell(_("never"), "muted")
    return Cell(f"{lens.day(at.astimezone(lens.zone).date())} {lens.time(at)}", "muted")
