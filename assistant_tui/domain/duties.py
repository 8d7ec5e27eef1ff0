"""The day's checklist: phases, tasks, and when each is due.

Times of day are the clinic's; windows are instants, so that a day on which the clocks change has them right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.words import Words
from assistant_tui.domain.workdays import DayOfWork

TIME_TO_END = timedelta(minutes=5)
"""A span that has lasted as long as it should is to be ended within this."""

LONGEST_SPAN = timedelta(hours=12)


class Phase(StrEnum):
    """The parts of the day that have duties."""

    OPENING = "opening"
    MIDDAY = "midday"
    CLOSING = "closing"


PHASE_WORDS: dict[Phase, Saying] = {
    Phase.OPENING: say("Opening"),
    Phase.MIDDAY: say("Midday"),
    Phase.CLOSING: say("Closing"),
}


class TaskKind(StrEnum):
    """What doing a task means: a tick, a beginning and an end (the UV lamp), or something written down."""

    TICK = "tick"
    SPAN = "span"
    NOTE = "note"


class TaskStatus(StrEnum):
    """What became of a task."""

    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"


class TaskState(StrEnum):
    """How a task stands at an instant."""

    AHEAD = "ahead"
    DUE = "due"
    OVERDUE = "overdue"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"


STATE_WORDS: dict[TaskState, Saying] = {
    TaskState.AHEAD: say("not yet"),
    TaskState.DUE: say("due"),
    TaskState.OVERDUE: say("overdue"),
    TaskState.RUNNING: say("running"),
    TaskState.DONE: say("done"),
    TaskState.SKIPPED: say("left out"),
}
OPEN = frozenset({TaskState.DUE, TaskState.OVERDUE})
"""The states that ask for something now."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The clinic's day: its weekdays, when the doctor arrives, noon, and the end.

    Opening lasts for `ahead` before the doctor arrives, midday from `midday` to `afternoon`, closing from
    `closing` to `closed`. `holidays` is the code of the calendar of public holidays on which the clinic is
    closed; empty, it works on all of its weekdays.
    """

    weekdays: frozenset[int] = frozenset(range(1, 7))
    holidays: str = "cn"
    doctor: time = time(8)
    ahead: timedelta = timedelta(minutes=15)
    midday: time = time(12)
    afternoon: time = time(13)
    closing: time = time(16, 30)
    closed: time = time(17, 30)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done once on each of its days.

    Without `weekdays` (1 is Monday) it is due on every day that the clinic works. `due_from` and `due_by`
    are None where the phase's own times count. `length` is how long a span lasts; `once` is the only day of
    a task that is not repeated.
    """

    code: str
    name: Words
    phase: Phase
    kind: TaskKind = TaskKind.TICK
    weekdays: frozenset[int] = frozenset()
    due_from: time | None = None
    due_by: time | None = None
    length: timedelta | None = None
    once: date | None = None
    retired: bool = False


class Window(NamedTuple):
    """When a task is to be done: not before `since`, overdue after `until`; both in UTC."""

    since: datetime
    until: datetime


class Doing(NamedTuple):
    """What is on record of a task of a day."""

    status: TaskStatus
    started_at: datetime | None = None
    ended_at: datetime | None = None


def overlaid(tasks: Iterable[Task], own: Iterable[Task]) -> tuple[Task, ...]:
    """The pack's tasks with the clinic's own: in the place of the one with the same code, or after them."""
    replaced = {task.code: task for task in own}
    pack = [replaced.pop(task.code, task) for task in tasks]
    return (*pack, *replaced.values())


def is_due_on(task: Task, day: DayOfWork) -> bool:
    """Whether the task is to be done on this day.

    A task of one day is due whether the clinic works then or not: somebody has put it there.
    """
    if task.retired:
        return False
    if task.once is not None:
        return task.once == day.day
    return day.works and (not task.weekdays or day.day.isoweekday() in task.weekdays)


def tasks_of(tasks: Iterable[Task], day: DayOfWork) -> tuple[Task, ...]:
    """What is due on this day, phase by phase, otherwise in the order given."""
    order = list(Phase)
    due = [task for task in tasks if is_due_on(task, day)]
    return tuple(sorted(due, key=lambda task: order.index(task.phase)))


def window(task: Task, day: date, hours: Hours, zone: tzinfo) -> Window:
    """When the task is to be done on that day."""
    since, until = phase_window(task.phase, day, hours, zone)
    if task.due_by is not None:
        until = _instant(day, task.due_by, zone)
        since = min(since, until)
    if task.due_from is not None:
        since = _instant(day, task.due_from, zone)
    # A time that the clocks skip may come after one that they do not.
    return Window(since, max(since, until))


def phase_window(phase: Phase, day: date, hours: Hours, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when to when the phase lasts on that day."""
    if phase is Phase.OPENING:
        doctor = _instant(day, hours.doctor, zone)
        return doctor - hours.ahead, doctor
    first, last = {
        Phase.MIDDAY: (hours.midday, hours.afternoon),
        Phase.CLOSING: (hours.closing, hours.closed),
    }[phase]
    return _instant(day, first, zone), _instant(day, last, zone)


def begin_by(task: Task, due: Window) -> datetime:
    """When the task has to be begun at the latest so that it is over in time."""
    return max(due.since, due.until - task.length) if task.length else due.until


def end_at(task: Task, doing: Doing) -> datetime | None:
    """When something that runs has lasted as long as it should; None for what does not run."""
    if doing.status is not TaskStatus.RUNNING or doing.started_at is None:
        return None
    return doing.started_at + (task.length or timedelta(0))


def state(task: Task, due: Window, doing: Doing | None, now: datetime) -> TaskState:
    """How the task stands.

    What runs is running until it has lasted as long as it should; then it is due to be ended, and overdue
    after 5 minutes.
    """
    if doing is None:
        if now < due.since:
            return TaskState.AHEAD
        return TaskState.OVERDUE if now > due.until else TaskState.DUE
    if doing.status is not TaskStatus.RUNNING:
        return TaskState(doing.status.value)
    ends = end_at(task, doing)
    if task.length is None or ends is None or now < ends:
        return TaskState.RUNNING
    return TaskState.OVERDUE if now > ends + TIME_TO_END else TaskState.DUE


def faults(task: Task) -> tuple[tuple[str, Saying], ...]:
    """What is wrong with a task, each with the field that it is about."""
    found: list[tuple[str, Saying]] = []
    if task.due_from is not None and task.due_by is not None and task.due_from >= task.due_by:
        found.append(("due_by", say("due_by must be after due_from")))
    if task.length is not None and task.kind is not TaskKind.SPAN:
        found.append(("minutes", say("minutes is for tasks of the kind span")))
    if task.once is not None and task.weekdays:
        found.append(("weekdays", say("A task of one day has no weekdays")))
    return tuple(found)


def minutes_of(doing: Doing) -> int | None:
    """Whole minutes that a span has taken; None for anything else."""
    if doing.started_at is None or doing.ended_at is None:
        return None
    return (doing.ended_at - doing.started_at) // timedelta(minutes=1)


def retired(task: Task) -> Task:
    """The task, no longer due on any day."""
    return replace(task, retired=True)


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    """The instant of that time of day; one that the clocks skip is as long after midnight as it says."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
