"""The fee check of the day: by patient, by category and over all, with what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from textual.widget import Widget

from assistant_tui.domain.catalogue import CATEGORY_WORDS
from assistant_tui.domain.fees import Fees
from assistant_tui.domain.money import money_text
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.orders import DayFees
from assistant_tui.readmodels.shell import Tone, Words
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.widgets.plain import words
from assistant_tui.widgets.table import Cell, Column, Heading, LineTable

_MONEY_CELLS = 9


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    ticket: str
    name: Words
    fees: Fees


class FeeCheck(Dialog[None]):
    """Nothing can be changed here, and Esc closes it. All amounts are in yuan."""

    def __init__(self, day: DayFees, lens: Lens) -> None:
        super().__init__(
            _("Fee check of today, in yuan"),
            _("Owed: done before it was paid   Undone: paid, not done yet   Up/Down: read on   Esc: back"),
        )
        self._day = day
        self._lens = lens

    def body(self) -> Iterable[Widget]:
        """The table."""
        yield LineTable[_Row](
            [
                Column("ticket", lambda: _("Ticket"), lambda row: Cell(row.ticket), 4, priority=8),
                Column("name", lambda: _("Name"), lambda row: Cell(words(row.name)), 8, weight=1, priority=9),
                _money("due", lambda: _("Due"), lambda fees: fees.due, priority=9),
                _money("paid", lambda: _("Paid"), lambda fees: fees.paid, priority=7),
                _money("open", lambda: _("Open"), lambda fees: fees.open, "accent", priority=9),
                _money("refunded", lambda: _("Given back"), lambda fees: fees.refunded, priority=2),
                _money(
                    "to_refund", lambda: _("To return"), lambda fees: fees.to_refund, "accent", priority=6
                ),
                _money("owed", lambda: _("Owed"), lambda fees: fees.done_unpaid, "warn", priority=5),
                _money("undone", lambda: _("Undone"), lambda fees: fees.paid_undone, priority=4),
            ],
            key=lambda row: row.key,
            empty=lambda: _("No slip has been drafted today."),
        )

    def on_mount(self) -> None:
        """Show it from the sums on."""
        table = self.query_one(LineTable)
        table.show(list(self._rows()))
        table.focus()

    def _rows(self) -> Iterator[_Row | Heading]:
        day = self._day
        if not day.rows:
            return
        yield _Row("all", "", say("All patients"), day.fees)
        yield Heading(say("By category"))
        for category, fees in day.by_category.items():
            yield _Row(category, "", CATEGORY_WORDS[category], fees)
        yield Heading(say("By patient"), str(len(day.rows)))
        for row in day.rows:
            yield _Row(str(row.visit_id), row.ticket, self._lens.name(row.patient), row.fees)


def _money(
    key: str, title: Callable[[], str], amount: Callable[[Fees], int], tone: Tone = "", *, priority: int
) -> Column[_Row]:
    """An amount; nothing is a quiet dash, so that the eye finds what is there."""

    def cell(row: _Row) -> Cell:
        value = amount(row.fees)
        return Cell(money_text(value), tone) if value else Cell("-", "muted")

    return Column(key, title, cell, _MONEY_CELLS, align="right", priority=priority)
