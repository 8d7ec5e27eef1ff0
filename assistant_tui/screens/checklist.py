"""Screen 1, the checklist: the duties of the day by phase and, at closing, what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from assistant_tui.actions import Scope
from assistant_tui.domain.duties import PHASE_WORDS, Phase, TaskState, phase_window
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.targets import Target
from assistant_tui.domain.workdays import remark
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.checklist import DayChecklist, TaskRow
from assistant_tui.screens.checklist_columns import TICKING, ChecklistColumns
from assistant_tui.screens.duty_lines import DutyLine
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import Pane, PaneMain, Selection, bindings_of, contains
from assistant_tui.services import checklist
from assistant_tui.widgets.table import Heading, LineTable

_OVER = frozenset({TaskState.DONE, TaskState.SKIPPED})


class ChecklistPane(Pane):
    """One list: a heading for each phase with its tasks, then the closing sweep."""

    SCOPE: ClassVar[Scope] = Scope.CHECKLIST
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.CHECKLIST))

    _board: Board
    _lens: Lens
    _now: datetime
    _listed: DayChecklist
    _sought = ""
    _shown = False

    def compose(self) -> ComposeResult:
        """The filter and the list."""
        cells = ChecklistColumns(lambda: self._lens, lambda: self._now)
        with PaneMain():
            yield FilterLine()
            yield LineTable[DutyLine](
                cells.all(), key=lambda line: line.key, empty=self._why_empty, follow=self._follow
            )

    @property
    def selection(self) -> Selection:
        """Whose matter the cursor is on at closing; tasks are about nobody."""
        line = self.table.cursor_row
        return Selection(visit_id=line.found.visit_id if line and line.found else None)

    @property
    def table(self) -> LineTable[DutyLine]:
        """The list."""
        return self.query_one(LineTable)

    @property
    def selected_task(self) -> DutyLine | None:
        """The row under the cursor."""
        return self.table.cursor_row

    def show(self, board: Board, lens: Lens) -> None:
        """Show how the day stands."""
        self._board, self._lens, self._now = board, lens, board.at
        first = not self._shown
        self._listed, self._shown = checklist.today(self.ctx), True
        self.table.show(list(self._rows()))
        if first:
            self._begin_at_what_is_open()

    def tick(self, now: datetime) -> None:
        """What is ahead falls due, what runs grows longer."""
        self._now = now
        self.table.tick(TICKING)

    def focus_list(self) -> None:
        """To the list."""
        self.table.focus()

    def select_visit(self, visit_id: int) -> bool:  # noqa: ARG002 - tasks are about nobody
        """Not here: the cursor stays at what is to be done."""
        return False

    def select_target(self, target: Target) -> bool:
        """Put the cursor on this task."""
        return self.table.select(("task", target.row))

    def open_filter(self) -> None:
        """Narrow the rows down."""
        self.query_one(FilterLine).open()

    def step_on(self) -> None:
        """To the next row: what was ticked off is done with."""
        self.table.action_step(1)

    def _begin_at_what_is_open(self) -> None:
        for row in self._listed.open(self._now):
            self.table.select(DutyLine(row).key)
            return

    # What is shown.

    def _rows(self) -> Iterator[DutyLine | Heading]:
        said = remark(self._listed.day)
        if said is not None and not self._sought:
            yield Heading(said)
        for phase in Phase:
            rows = self._listed.of(phase)
            lines = [line for line in map(DutyLine, rows) if self._matches(line)]
            if lines:
                yield Heading(PHASE_WORDS[phase], self._count(rows))
                yield from lines
        if self._at_closing():
            found = [line for line in self._sweep() if self._matches(line)]
            if found or not self._sought:
                note = say("{count} still open", count=len(found)) if found else say("nothing is open")
                yield Heading(say("Before the room is left"), note)
            yield from found

    def _sweep(self) -> Iterator[DutyLine]:
        if self._at_closing():
            for found in checklist.sweep(self._board):
                yield DutyLine(found=found)

    def _at_closing(self) -> bool:
        since, _until = phase_window(Phase.CLOSING, self._listed.day.day, self.ctx.pack.hours, self.ctx.zone)
        return self._now >= since

    def _count(self, rows: Sequence[TaskRow]) -> Saying:
        states = [row.state(self._now) for row in rows]
        done, late = sum(state in _OVER for state in states), states.count(TaskState.OVERDUE)
        if late:
            return say("{done} of {count}, {late} overdue", done=done, count=len(rows), late=late)
        return say("{done} of {count}", done=done, count=len(rows))

    def _matches(self, line: DutyLine) -> bool:
        record = line.task.record if line.task else None
        known = (record.by, record.note, record.reason) if record else ()
        return contains(self._sought, (line.name, *known))

    def _why_empty(self) -> str:
        if self._sought:
            return _("No task matches. Esc in the filter shows all.")
        return _("Nothing is due today. Ctrl+A adds a task.")

    # What the user does.

    def narrow(self, text: str) -> None:
        """Show only rows that contain this."""
        self._sought = text
        self.table.show(list(self._rows()))
        self._follow()
