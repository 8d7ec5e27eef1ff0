"""Which of a slip's items? All are ticked; a digit takes the tick off or sets it, Enter confirms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from assistant_tui.domain.saying import RuleError, say
from assistant_tui.i18n import _
from assistant_tui.readmodels.shell import Words
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.widgets.plain import words
from assistant_tui.widgets.plain_input import half_width
from assistant_tui.widgets.table import Cell, Column, LineTable, RowActivated

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing that can be ticked, and what is to be known of it."""

    id: int
    text: str
    note: Words = ""


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    tick: Tick


class TickOff(Dialog[tuple[int, ...]]):
    """Answers the ids of what is ticked, in the order shown."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,ideographic_space", "tick", show=False)]

    def __init__(self, title: str, ticks: Sequence[Tick]) -> None:
        super().__init__(title, _("1-9 or Space: with or without   Enter: go on   Esc: back"))
        self._rows = [_Numbered(number, tick) for number, tick in enumerate(ticks, 1)]
        self._ticked = {tick.id for tick in ticks}

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield LineTable[_Numbered](
            [
                Column("mark", lambda: "", self._mark, 3, priority=3),
                Column("digit", lambda: "", _digit, 1, priority=2),
                Column("text", lambda: "", self._text, 12, weight=1, priority=3),
                Column("note", lambda: "", lambda row: Cell(words(row.tick.note), "muted"), 12, weight=1),
            ],
            key=lambda row: row.tick.id,
            empty=lambda: "",
            header=False,
        )

    def on_mount(self) -> None:
        """All ticked."""
        self._table.show(self._rows)
        self._table.focus()

    def on_key(self, event: events.Key) -> None:
        """A digit, also a full-width one, ticks its line or takes the tick off."""
        typed = half_width(event.character or "")
        if len(typed) == 1 and typed.isdecimal():
            event.stop()
            event.prevent_default()
            for row in self._rows:
                if str(row.number) == typed:
                    self._toggle(row)

    def action_tick(self) -> None:
        """The line under the cursor."""
        if self._table.cursor_row is not None:
            self._toggle(self._table.cursor_row)

    @on(RowActivated)
    def _confirmed(self, event: RowActivated[_Numbered]) -> None:
        event.stop()
        self.attempt(self._chosen)

    def _chosen(self) -> tuple[int, ...]:
        if not self._ticked:
            raise RuleError(say("Tick at least one"))
        return tuple(row.tick.id for row in self._rows if row.tick.id in self._ticked)

    @property
    def _table(self) -> LineTable[_Numbered]:
        return self.query_one(LineTable)

    def _toggle(self, row: _Numbered) -> None:
        self._ticked ^= {row.tick.id}
        self._table.refresh_cells([row.tick.id])

    def _mark(self, row: _Numbered) -> Cell:
        return Cell("[x]", "accent") if row.tick.id in self._ticked else Cell("[ ]", "muted")

    def _text(self, row: _Numbered) -> Cell:
        return Cell(row.tick.text, "" if row.tick.id in self._ticked else "muted")


def _digit(row: _Numbered) -> Cell:
    return Cell(str(row.number) if row.number <= _DIGITS else "", "accent")
