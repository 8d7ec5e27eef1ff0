"""The columns of the checklist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from assistant_tui.domain.duties import STATE_WORDS, TaskKind, TaskState, TaskStatus
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.checklist import TaskRow
from assistant_tui.readmodels.shell import Tone
from assistant_tui.screens.duty_lines import DutyLine
from assistant_tui.screens.lens import MINUTE, Lens, minutes
from assistant_tui.widgets.table import Cell, Column

TICKING = ("state",)
"""The columns that change with the clock alone."""

_TONES: dict[TaskState, Tone] = {
    TaskState.AHEAD: "muted",
    TaskState.DUE: "accent",
    TaskState.OVERDUE: "warn",
    TaskState.RUNNING: "good",
    TaskState.DONE: "good",
    TaskState.SKIPPED: "muted",
}
_BOXES = {TaskStatus.DONE: "[x]", TaskStatus.SKIPPED: "[-]", TaskStatus.RUNNING: "[~]"}


class ChecklistColumns:
    """Cells as seen through the lens in use; the pane gives it anew with every board."""

    def __init__(self, lens: Callable[[], Lens], now: Callable[[], datetime]) -> None:
        self._lens = lens
        self._now = now

    def all(self) -> list[Column[DutyLine]]:
        """The lowest priorities go first where the window is narrow."""
        return [
            Column("box", lambda: "", self._box, 3, priority=9),
            Column("due", lambda: _("When due"), self._due, 11, priority=5),
            Column("task", lambda: _("Task"), self._task, 24, weight=3, priority=9),
            Column("state", lambda: _("State"), self._state, 14, priority=8),
            Column("who", lambda: _("By"), self._who, 6, priority=6),
            Column("at", lambda: _("At"), self._at, 11, priority=7),
            Column("note", lambda: _("Note"), self._note, 8, weight=3, priority=4),
        ]

    def _box(self, line: DutyLine) -> Cell:
        if line.task is None:
            return Cell(">", "accent")
        return Cell(_BOXES[line.status] if line.status else "[ ]", self._tone(line))

    def _due(self, line: DutyLine) -> Cell:
        if line.task is None:
            return Cell("")
        lens, due = self._lens(), line.task.due
        return Cell(f"{lens.time(due.since)}-{lens.time(due.until)}", "muted")

    def _task(self, line: DutyLine) -> Cell:
        return Cell(line.name, "muted" if line.status in {TaskStatus.DONE, TaskStatus.SKIPPED} else "")

    def _state(self, line: DutyLine) -> Cell:
        if line.found:
            return Cell(str(line.found.count) if line.found.count > 1 else "", "accent")
        assert line.task is not None
        return Cell(self._state_words(line.task), self._tone(line))

    def _state_words(self, row: TaskRow) -> str:
        state, record = row.state(self._now()), row.record
        words = spoken(STATE_WORDS[state])
        if record is None or record.started_at is None:
            return words
        if record.status is TaskStatus.RUNNING:
            spent = minutes(record.started_at, self._now())
            if row.task.length is None:
                return _("on {minutes} min", minutes=spent)
            usual = row.task.length // MINUTE
            if state is TaskState.RUNNING:
                return _("on {minutes}/{usual} min", minutes=spent, usual=usual)
            return _("end it: {minutes} min", minutes=spent)
        return _("{state}, {minutes} min", state=words, minutes=record.minutes or 0)

    def _who(self, line: DutyLine) -> Cell:
        return Cell(line.task.record.by if line.task and line.task.record else "", "muted")

    def _at(self, line: DutyLine) -> Cell:
        record = line.task.record if line.task else None
        if record is None:
            return Cell("")
        moments = (record.started_at, record.ended_at)
        return Cell("-".join(self._lens().time(moment) for moment in moments if moment), "muted")

    def _note(self, line: DutyLine) -> Cell:
        if line.task is None:
            return Cell("")
        record = line.task.record
        if record:
            return Cell("; ".join(filter(None, (record.reason, record.note))))
        return Cell(_("to be written down") if line.task.task.kind is TaskKind.NOTE else "", "muted")

    def _tone(self, line: DutyLine) -> Tone:
        return _TONES[line.task.state(self._now())] if line.task else ""
