"""The count sheet: every supply with its par, what should be there, and what is typed now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.domain.supplies import MOST, SupplyKind, to_restock
from assistant_tui.domain.text import clean
from assistant_tui.i18n import _, language, spoken
from assistant_tui.readmodels.supplies import SupplyRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.services import supplies
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Cell, Column, LineTable, RowActivated

_TITLES: dict[SupplyKind, Saying] = {
    SupplyKind.COUNT: say("Supplies: what is there"),
    SupplyKind.RECEIVED: say("Supplies: what came"),
    SupplyKind.USED: say("Supplies: what was used"),
}


class CountSheet(Dialog[tuple[SupplyRow, ...]]):
    """A number and Enter go to the next row; nothing is written before it is saved, and then all at once.

    Answers the supplies that were entered. Esc leaves; with something typed it says so first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", show=False, priority=True),
        Binding("tab", "other_kind", show=False, priority=True),
        Binding("ctrl+b", "only_short", show=False, priority=True),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens) -> None:
        hint = _("Number and Enter   Ctrl+S: save   Tab: counted, came, used   Ctrl+B: only what is short")
        super().__init__(spoken(_TITLES[SupplyKind.COUNT]), hint)
        self._ctx = ctx
        self._lens = lens
        self._kind = SupplyKind.COUNT
        self._typed: dict[str, int] = {}
        self._short = False
        self._warned = False
        self._rows = supplies.sheet(ctx)

    def body(self) -> Iterable[Widget]:
        """The line for the number, and the sheet."""
        yield PlainInput(ascii_keys=True, max_length=len(str(MOST)))
        yield LineTable[SupplyRow](
            [
                Column("name", lambda: _("Supply"), _name, 24, weight=2, priority=9),
                Column("unit", lambda: _("Unit"), _unit, 6, priority=5),
                Column("par", lambda: _("Par"), lambda row: Cell(str(row.supply.par)), 4, align="right",
                       priority=7),
                Column("there", lambda: _("There"), _there, 5, align="right", priority=8),
                Column("now", lambda: _("Typed"), self._now, 5, align="right", priority=9),
                Column("fetch", lambda: _("To fetch"), self._fetch, 8, align="right", priority=8),
                Column("at", lambda: _("Counted"), self._counted, 11, priority=4),
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
        """Counted, came, used: what is typed so far was another thing, and is let go after a warning."""
        if self._typed and not self._warn(say("Not saved. Ctrl+S saves, Tab again lets it go")):
            return
        kinds = list(SupplyKind)
        self._kind = kinds[(kinds.index(self._kind) + 1) % len(kinds)]
        self._typed.clear()
        self.retitle(spoken(_TITLES[self._kind]))
        self._show()

    def action_only_short(self) -> None:
        """Only what is below its par, or everything."""
        if self._take():
            self._short = not self._short
            self._show()

    def action_save(self) -> None:
        """Enter all of it at once."""
        if self._take():
            self.attempt(lambda: supplies.enter(self._ctx, self._kind, self._typed))

    def action_leave(self) -> None:
        """Back; a first Esc over what was typed only warns."""
        unsaved = self._typed or self._line.value.strip()
        if not unsaved or self._warn(say("Not saved. Ctrl+S saves, Esc again leaves without saving")):
            super().action_leave()

    def refused(self, saying: Saying) -> None:
        """Why not, below the number."""
        self._line.problem = saying

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
        self._line.placeholder = _("{name}: how many", name=row.supply.name) if row else ""

    def _now(self, row: SupplyRow) -> Cell:
        typed = self._typed.get(row.supply.code)
        return Cell("" if typed is None else str(typed), "accent")

    def _to_fetch(self, row: SupplyRow) -> int:
        typed = self._typed.get(row.supply.code)
        level = row.level
        if typed is not None and self._kind is SupplyKind.COUNT:
            level = typed
        elif typed is not None and level is not None:
            level = level + typed if self._kind is SupplyKind.RECEIVED else max(0, level - typed)
        return 0 if level is None else to_restock(level, row.supply.par)

    def _fetch(self, row: SupplyRow) -> Cell:
        fetch = self._to_fetch(row)
        return Cell(str(fetch) if fetch else "", "warn")

    def _counted(self, row: SupplyRow) -> Cell:
        at = row.counted_at
        if at is None:
            return Cell(_("never"), "muted")
        return Cell(f"{self._lens.day(at.astimezone(self._lens.zone).date())} {self._lens.time(at)}", "muted")

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


def _name(row: SupplyRow) -> Cell:
    return Cell(row.supply.name.said_in(language()))


def _unit(row: SupplyRow) -> Cell:
    return Cell(row.supply.unit.said_in(language()), "muted")


def _there(row: SupplyRow) -> Cell:
    return Cell("?" if row.level is None else str(row.level), "muted")
