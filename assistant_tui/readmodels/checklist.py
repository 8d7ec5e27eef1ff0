"""The checklist of a day, its history, and what the closing sweep has found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from assistant_tui.domain.duties import OPEN, Doing, Phase, Task, TaskState, TaskStatus, Window, minutes_of
from assistant_tui.domain.dutyalerts import Duty
from assistant_tui.domain.saying import Saying
from assistant_tui.domain.workdays import DayOfWork


class TaskRecordRow(NamedTuple):
    """What became of a task on one day; `title` is what it was called then."""

    record_id: int
    day: date
    code: str
    title: str
    phase: Phase
    status: TaskStatus
    started_at: datetime | None
    ended_at: datetime | None
    by: str
    reason: str
    note: str

    @property
    def doing(self) -> Doing:
        """As the rules look at it."""
        return Doing(self.status, self.started_at, self.ended_at)

    @property
    def at(self) -> datetime | None:
        """When it last changed: ended, or begun."""
        return self.ended_at or self.started_at

    @property
    def minutes(self) -> int | None:
        """How long it took, of a span that is over."""
        return minutes_of(self.doing)


class TaskRow(NamedTuple):
    """A task of the day with its window and what is on record of it; `own` marks one of the clinic's own.

    `until` is the window's end on the clinic's clock.
    """

    task: Task
    due: Window
    record: TaskRecordRow | None
    until: str
    own: bool = False

    @property
    def duty(self) -> Duty:
        """As the rules look at it."""
        return Duty(self.task, self.due, self.record.doing if self.record else None, self.until)

    def state(self, now: datetime) -> TaskState:
        """How it stands."""
        return self.duty.state(now)


class DayChecklist(NamedTuple):
    """The checklist of one room's day, phase by phase."""

    day: DayOfWork
    rows: tuple[TaskRow, ...]

    def of(self, phase: Phase) -> tuple[TaskRow, ...]:
        """The tasks of a phase."""
        return tuple(row for row in self.rows if row.task.phase is phase)

    def open(self, now: datetime) -> tuple[TaskRow, ...]:
        """The tasks that ask for something now."""
        return tuple(row for row in self.rows if row.state(now) in OPEN)


class PastTask(NamedTuple):
    """A day of a task's history; without a record it was due and nobody did it."""

    day: date
    record: TaskRecordRow | None


@dataclass(frozen=True, slots=True)
class SweepRow:
    """Something still open at closing: what, how many, and the screen and visit that lead there."""

    key: str
    words: Saying
    count: int
    screen: str
    visit_id: int | None = None
