"""What became of a task, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from assistant_tui.domain.duties import STATE_WORDS, Task, TaskState, TaskStatus
from assistant_tui.i18n import _, language, spoken
from assistant_tui.readmodels.checklist import PastTask
from assistant_tui.readmodels.shell import Tone
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.widgets.table import Cell, Column, LineTable
from assistant_tui.widgets.weekdays import weekday

_TONES: dict[TaskStatus, Tone] = {TaskStatus.DONE: "good", TaskStatus.RUNNING: "accent"}


class TaskHistory(Dialog[None]):
    """Nothing can be changed here, and Esc closes it."""

    def __init__(self, task: Task, past: Sequence[PastTask], lens: Lens) -> None:
        super().__init__(task.name.said_in(language()), _("Up/Down, PgUp/PgDn: read on   Esc: back"))
        self._past = past
        self._lens = lens

    def body(self) -> Iterable[Widget]:
        """The table."""
        yield LineTable[PastTask](
            [
                Column("day", lambda: _("Day"), self._day, 10, priority=9),
                Column("state", lambda: _("State"), _state, 12, priority=9),
                Column("min", lambda: _("Min"), _minutes, 3, align="right", priority=6),
                Column("at", lambda: _("At"), self._at, 11, priority=7),
                Column("who", lambda: _("By"), _who, 10, priority=8),
                Column("note", lambda: _("Note"), _note, 10, weight=1, priority=5),
            ],
            key=lambda one: one.day,
            empty=lambda: _("Nothing is on record on these days"),
        )

    def on_mount(self) -> None:
        """The newest day first."""
        table = self.query_one(LineTable)
        table.show(list(self._past))
        table.focus()

    def _day(self, one: PastTask) -> Cell:
        return Cell(f"{self._lens.day(one.day)} {weekday(one.day)}")

    def _at(self, one: PastTask) -> Cell:
        moments = (one.record.started_at, one.record.ended_at) if one.record else ()
        return Cell("-".join(self._lens.time(moment) for moment in moments if moment), "muted")


def _state(one: PastTask) -> Cell:
    if one.record is None:
        return Cell(_("nobody did it"), "warn")
    status = one.record.status
    return Cell(spoken(STATE_WORDS[TaskState(status.value)]), _TONES.get(status, "muted"))


def _minutes(one: PastTask) -> Cell:
    spent = one.record.minutes if one.record else None
    return Cell("" if spent is None else str(spent))


def _who(one: PastTask) -> Cell:
    return Cell(one.record.by if one.record else "", "muted")


def _note(one: PastTask) -> Cell:
    return Cell("; ".join(filter(None, (one.record.reason, one.record.note))) if one.record else "")
