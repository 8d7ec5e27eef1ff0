"""The list of the drafting dialog: what is unsure, what it may mean, what would be drafted."""

from __future__ import annotations

from assistant_tui.domain.catalogue import Found, Service
from assistant_tui.domain.money import money_text
from assistant_tui.i18n import _, language, spoken
from assistant_tui.screens.dialogs.drafting import Candidate, Doubt, Picked, Row
from assistant_tui.widgets.table import Cell, Column


def columns() -> list[Column[Row]]:
    """From left to right."""
    return [
        Column("mark", lambda: "", _mark, 1, priority=9),
        Column("name", lambda: "", _name, 14, weight=2, priority=9),
        Column("quantity", lambda: "", _quantity, 4, align="right", priority=8),
        Column("price", lambda: "", _price, 9, align="right", priority=6),
        Column("more", lambda: "", _more, 10, weight=3, priority=7),
        Column("amount", lambda: "", _amount, 9, align="right", priority=8),
    ]


def _mark(row: Row) -> Cell:
    if isinstance(row, Doubt):
        return Cell("?", "warn")
    if isinstance(row, Candidate):
        return Cell("" if row.number is None else str(row.number), "accent")
    return Cell("+", "muted") if row.brought else Cell("")


def _name(row: Row) -> Cell:
    if isinstance(row, Doubt):
        return Cell(row.unsure.text, "warn")
    if isinstance(row, Candidate):
        return Cell(row.found.name.said_in(language()))
    return Cell(row.name, "muted" if row.brought else "")


def _quantity(row: Row) -> Cell:
    return Cell(f"x{row.drafted.quantity}" if isinstance(row, Picked) else "")


def _price(row: Row) -> Cell:
    if isinstance(row, Picked):
        return Cell(_money(row.drafted.unit_price), "muted")
    one = row.found if isinstance(row, Candidate) else None
    return Cell(_money(one.price) if isinstance(one, Service) else "", "muted")


def _more(row: Row) -> Cell:
    """The code of what may be meant; of an item first what is wrong with it, then dose and note."""
    if isinstance(row, Doubt):
        return Cell(_("which one?") if row.unsure.candidates else _("not understood"), "warn")
    if isinstance(row, Candidate):
        return Cell(_code(row.found), "muted")
    if row.fault:
        return Cell(spoken(row.fault), "alarm")
    said = "  ".join(filter(None, (row.drafted.dosage.text, row.drafted.note)))
    if row.again:
        return Cell("  ".join(filter(None, (_("had today"), said))), "warn")
    return Cell(_("comes along"), "muted") if row.brought else Cell(said)


def _amount(row: Row) -> Cell:
    if not isinstance(row, Picked):
        return Cell("")
    return Cell(_money(row.amount), "muted" if row.brought else "")


def _code(found: Found) -> str:
    if isinstance(found, Service):
        return found.code
    return _("{code}, a set of {count}", code=found.code, count=len(found.services))


def _money(amount: int | None) -> str:
    return "" if amount is None else money_text(amount)
