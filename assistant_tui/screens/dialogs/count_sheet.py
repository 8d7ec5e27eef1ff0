"""The count sheet: every supply with its par, what should be there, and what is typed now.

What is typed is what was counted, came or was used, or the par itself: Tab goes from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui.domain.saying import InputError, RuleError, Saying, say
from assistant_tui.domain.supplies import MOST, SupplyKind
from assistant_tui.domain.text import clean
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.supplies import SupplyRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.count_columns import SHORT, TITLES, counted, name, there, to_fetch, unit
from assistant_tui.screens.lens import Lens
from assistant_tui.services import pars, prints, supplies
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Cell, Column, LineTable, RowActivated


class CountSheet(Dialog[Saying]):
    """A number and Enter go to the next row; nothing is written before it is saved, and then all at once.

    Answers what was entered, in words. Esc leaves; with something typed it says so first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", show=False, priority=True),
        Binding("tab", "other_kind", show=False, priority=True),
        Binding("ctrl+b", "only_short", show=False, priority=True),
        Binding("ctrl+l", "print_list", show=False, priority=True),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens) -> None:
        self._kind: SupplyKind | None = SupplyKind.COUNT
        super().__init__(spoken(TITLES[self._kind]), self._keys())
        self._ctx = ctx
        self._lens = lens
        self._typed: dict[str, int] = {}
        self._short = False
        self._warned = False
        self._rows = supplies.sheet(ctx)

    def body(self) -> Iterable[Widget]:
        """The line for the number, and the sheet."""
        yield PlainInput(ascii_keys=True, max_length=len(str(MOST)))
        yield LineTable[SupplyRow](
            [
                Column("name", lambda: _("Supply"), name, 24, weight=2, priority=9),
                Column("unit", lambda: _("Unit"), unit, 6, priority=5),
                Column("par", lambda: _("Par"), lambda row: Cell(str(row.supply.par)), 4, align="right",
                       priority=7),
                Column("there", lambda: _("There"), there, 5, align="right", priority=8),
                Column("now", lambda: _("Typed"), self._now, 5, align="right", priority=9),
                Column("fetch", lambda: _("To fetch"), self._fetch, 8, align="right", priority=8),
                Column("at", lambda: _("Counted"), lambda row: counted(row, self._lens), 11, priority=4),
            ],
            key=lambda row: row.supply.code,
            empty=self._why_empty,
        )  # fmt: skip

    def on_mount(self) -> None:
        """Ready for the first number."""
        self._table.can_focus = False  # its cursor moves while the number is typed
        self._line.focus()
        self._show()

    # What the user does

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._take():
            self._table.action_step(1)
            self._ask()

    @on(RowActivated)
    def _picked(self, event: RowActivated[SupplyRow]) -> None:
        event.stop()
        self._ask()

    def action_step(self, by: int) -> None:
        """Another row; what is typed counts for the one that is left."""
        if self._take():
            self._table.action_step(by)
            self._ask()

    def action_page(self, direction: int) -> None:
        """So many rows as are in view."""
        if self._take():
            self._table.action_page(direction)
            self._ask()

    def action_other_kind(self) -> None:
        """Counted, came, used, par: what is typed so far was another thing, and is let go after a warning."""
        if self._typed and not self._warn(say("Not saved. Ctrl+S saves, Tab again lets it go")):
            return
        self._kind = self._next_kind()
        self._typed.clear()
        self.retitle(spoken(TITLES[self._kind]))
        self._hint = self._keys()
        self.query_one(".dialog-hint", Static).update(plain(self._hint))
        self._show()

    def action_only_short(self) -> None:
        """Only what is below its par, or everything."""
        if self._take():
            self._short = not self._short
            self._show()

    def action_save(self) -> None:
        """Enter all of it at once."""
        if self._take():
            self.attempt(self._entered_all)

    def action_print_list(self) -> None:
        """The restock list into the browser; of what is stored, so what is typed is to be saved first."""
        if self._typed or self._line.value.strip():
            self.refused(say("Save first: Ctrl+S"))
            return
        from assistant_tui.printing.browser import open_in_browser  # noqa: PLC0415 - rarely printed

        try:
            open_in_browser(prints.restock(self._ctx))
        except RuleError as error:
            self.refused(error.saying)
            return
        said = _("The restock list is open in the browser: print it there")
        self.query_one(".dialog-hint", Static).update(plain(said, "$success"))

    def action_leave(self) -> None:
        """Back; a first Esc over what was typed only warns."""
        unsaved = self._typed or self._line.value.strip()
        if not unsaved or self._warn(say("Not saved. Ctrl+S saves, Esc again leaves without saving")):
            super().action_leave()

    def refused(self, saying: Saying) -> None:
        """Why not, below the number."""
        self._line.problem = saying

    def _entered_all(self) -> Saying:
        if self._kind is None:
            return say("Par levels changed: {count}", count=len(pars.change(self._ctx, self._typed)))
        rows = supplies.enter(self._ctx, self._kind, self._typed)
        short = sum(row.fetch > 0 for row in rows)
        return say("{count} entered, {short} to restock", count=len(rows), short=short)

    def _next_kind(self) -> SupplyKind | None:
        kinds = list(TITLES)
        return kinds[(kinds.index(self._kind) + 1) % len(kinds)]

    def _keys(self) -> str:
        return _(
            "Enter: next  Ctrl+S: save  Tab: {what}  Ctrl+B: short  Ctrl+L: print",
            what=SHORT[self._next_kind()],
        )

    def _warn(self, saying: Saying) -> bool:
        """Whether the user has been warned already; the first time, warn."""
        warned, self._warned = self._warned, True
        if not warned:
            self.query_one(".dialog-hint", Static).update(plain(saying, "$error"))
        return warned

    def _take(self) -> bool:
        """Take the typed number for the row of the cursor; False if it is none."""
        row, text = self._table.cursor_row, clean(self._line.value)
        if row is None or not text:
            return True
        try:
            self._typed[row.supply.code] = _number(text)
        except InputError as error:
            self.refused(error.saying)
            return False
        self._line.value = ""
        self._warned = False
        self.query_one(".dialog-hint", Static).update(plain(self._hint))
        self._table.tick(("now", "fetch"))
        return True

    # What is shown

    def _show(self) -> None:
        rows = [row for row in self._rows if not self._short or self._to_fetch(row)]
        self._table.show(rows)
        self._ask()

    def _ask(self) -> None:
        """What the number will be about."""
        row = self._table.cursor_row
        if row is None:
            self._line.placeholder = ""
        elif self._kind is None:
            self._line.placeholder = _("{name}: how many there should be", name=row.supply.name)
        else:
            self._line.placeholder = _("{name}: how many", name=row.supply.name)

    def _now(self, row: SupplyRow) -> Cell:
        typed = self._typed.get(row.supply.code)
        return Cell("" if typed is None else str(typed), "accent")

    def _to_fetch(self, row: SupplyRow) -> int:
        return to_fetch(row, self._kind, self._typed.get(row.supply.code))

    def _fetch(self, row: SupplyRow) -> Cell:
        fetch = self._to_fetch(row)
        return Cell(str(fetch) if fetch else "", "warn")

    def _why_empty(self) -> str:
        if self._short:
            return _("Nothing that was counted is below its par")
        return _("The pack has no supplies.")

    # Parts of the dialog

    @property
    def _line(self) -> PlainInput:
        return self.query_one(PlainInput)

    @property
    def _table(self) -> LineTable[SupplyRow]:
        return self.query_one(LineTable)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise InputError(say("Type a whole number"))
    return int(text)
