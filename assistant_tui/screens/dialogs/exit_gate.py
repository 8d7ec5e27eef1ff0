"""The exit gate: what is open when a patient leaves, each settled or let pass here, then she leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui import services
from assistant_tui.domain.exitgate import GateError, OpenPoint
from assistant_tui.domain.saying import RuleError, Saying
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.gate_steps import PointRow, Question, override, rows_of, settle
from assistant_tui.screens.lens import Lens
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain, words
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Cell, Column, LineTable, RowActivated

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Held(Generic[Answer]):
    """A way out that was asked for and is held by these open points."""

    leave: Callable[[], Answer]
    points: tuple[OpenPoint, ...]


def or_held(leave: Callable[[], Answer]) -> Answer | Held[Answer]:
    """Leave, or answer that the gate holds her. Raises any other RuleError."""
    try:
        return leave()
    except GateError as held:
        return Held(leave, held.points)


class ExitGate(Dialog[Answer]):
    """Answers what leaving has answered, once nothing is open; after Esc she stays, and what is settled too.

    Each key settles one point in a unit of work of its own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,ideographic_space", "settle", show=False),
        Binding("o,ctrl+o", "let_pass", show=False),
        Binding("O,ctrl+a", "let_all_pass", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens, visit: VisitRow, held: Held[Answer]) -> None:
        super().__init__("", "")
        self._ctx = ctx
        self._who = f"{visit.ticket} {lens.name(visit.name)}"
        self._visit_id = visit.visit_id
        self._held = held
        self._points = held.points
        self._question: Question | None = None
        self._reason = ""

    def body(self) -> Iterable[Widget]:
        """The points, and a line that opens when something must be asked."""
        yield LineTable[PointRow](
            [
                Column("what", lambda: "", _what, 20, weight=1, priority=9),
                Column("deed", lambda: "", lambda row: Cell(words(row.deed), "accent"), 22, priority=8),
            ],
            key=lambda row: row.point.key,
            empty=lambda: "",
            header=False,
        )
        with Vertical(classes="gate-question"):
            yield Static(classes="gate-prompt", markup=False)
            yield PlainInput()
            yield Static(classes="gate-meaning", markup=False)

    def on_mount(self) -> None:
        """Ready for the first key."""
        self._show()
        self._table.focus()

    # What the user does

    @on(RowActivated)
    def _activated(self, event: RowActivated[PointRow]) -> None:
        event.stop()
        self.action_settle()

    def action_settle(self) -> None:
        """The point under the cursor."""
        row = self._table.cursor_row
        if row is not None and self._question is None:
            self._try(lambda: settle(self._ctx, self._visit_id, row))

    def action_let_pass(self) -> None:
        """The point under the cursor, for a reason."""
        row = self._table.cursor_row
        if row is not None and self._question is None:
            self._ask(override(self._ctx, self._visit_id, [row.point]))

    def action_let_all_pass(self) -> None:
        """All points, for one reason."""
        if self._question is None:
            self._ask(override(self._ctx, self._visit_id, self._points))

    def action_leave(self) -> None:
        """From the line back to the points, from the points back to the desk."""
        if self._question is not None:
            self._close_question()
        else:
            super().action_leave()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._question is not None:
            meaning = self._question.meaning(event.value)
            self.query_one(".gate-meaning", Static).update(plain(meaning))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        question, typed = self._question, event.value
        if question is not None:
            self._try(lambda: question.do(typed))

    def refused(self, saying: Saying) -> None:
        """Why not, below the line or below the points."""
        if self._question is not None:
            self._line.problem = saying
        else:
            super().refused(saying)

    # What happens

    def _try(self, do: Callable[[], object]) -> None:
        """Do it, and ask, look again or say why not."""
        try:
            asked = do()
        except RuleError as error:
            if self._question is None:
                self._look_again()  # another program may have settled it
            if self._points:
                self.refused(error.saying)
            return
        if isinstance(asked, Question):
            self._ask(asked)
        else:
            self._close_question()
            self._look_again()

    def _look_again(self) -> None:
        """What is left; when that is nothing, she leaves the way that was asked for."""
        self._points = services.gate.points(self._ctx, self._visit_id)
        self._show()
        if not self._points:
            self.attempt(self._held.leave)

    def _ask(self, question: Question) -> None:
        self._question = question
        self.query_one(".gate-prompt", Static).update(plain(question.prompt))
        self.query_one(".gate-question").add_class("-open")
        self._line.value = self._reason if question.reason else ""
        self._line.action_end()
        self._line.focus()
        self._say_keys()

    def _close_question(self) -> None:
        if self._question is not None:
            self._reason = self._line.value if self._question.reason else self._reason
            self._question = None
            self._line.value = ""
            self.query_one(".gate-question").remove_class("-open")
            self._table.focus()
        self._say_keys()

    # What is shown

    def _show(self) -> None:
        self.retitle(_("{who} cannot leave yet, still open: {count}", who=self._who, count=len(self._points)))
        self._table.show(rows_of(self._ctx, self._points))
        self._say_keys()

    def _say_keys(self) -> None:
        if self._question is not None:
            keys = _("Enter: do it   Esc: back to what is open")
        else:
            keys = _("Enter or Space: it has happened   o: let pass, with a reason   O: all   Esc: back")
        self.query_one(".dialog-hint", Static).update(plain(keys))

    @property
    def _table(self) -> LineTable[PointRow]:
        return self.query_one(LineTable)

    @property
    def _line(self) -> PlainInput:
        return self.query_one(PlainInput)


def _what(row: PointRow) -> Cell:
    """What is open; of a result also what it says."""
    return Cell("  ".join(filter(None, (spoken(row.point.saying), row.note))), "warn" if row.note else "")
