"""What is late on the checklist: alerts for the alert line, beside those of `attention`.

Few and calm: one for all overdue tasks of a phase, and one for each span that ought to be ended. Its key is
that of the task that has been late for longest: `task/<code>/<day>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.attention import NOTE, SOON, Alert
from assistant_tui.domain.duties import (
    PHASE_WORDS,
    Doing,
    Phase,
    Task,
    TaskState,
    TaskStatus,
    Window,
    begin_by,
    end_at,
    state,
)
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.targets import Place, Target

_MINUTE = timedelta(minutes=1)


class Duty(NamedTuple):
    """A task of a day with its window and what is on record of it; `until` is the window's end as shown."""

    task: Task
    due: Window
    doing: Doing | None
    until: str = ""

    def state(self, now: datetime) -> TaskState:
        """How it stands."""
        return state(self.task, self.due, self.doing, now)


def duty_alerts(duties: Iterable[Duty], day: date, now: datetime) -> Iterator[Alert]:
    """What is late at `now`: spans that have lasted long enough, spans that must begin now, overdue tasks."""
    listed = tuple(duties)
    for duty in listed:
        if duty.doing is None:
            yield from _to_begin(duty, day, now)
        elif duty.doing.status is TaskStatus.RUNNING:
            yield from _to_end(duty, duty.doing, day, now)
    for phase in Phase:
        late = [
            duty
            for duty in listed
            if duty.task.phase is phase and duty.doing is None and duty.state(now) is TaskState.OVERDUE
        ]
        if late:
            first = min(late, key=lambda duty: (duty.due.until, duty.task.code))
            yield _alert(NOTE, _words(phase, late), first.task, day, first.due.until)


def _words(phase: Phase, late: Sequence[Duty]) -> Saying:
    if len(late) == 1:
        return say("{phase}: overdue: {task}", phase=PHASE_WORDS[phase], task=late[0].task.name)
    return say("{phase}: {count} tasks overdue", phase=PHASE_WORDS[phase], count=len(late))


def _to_begin(duty: Duty, day: date, now: datetime) -> Iterator[Alert]:
    """A span that has to be begun now to be over in time."""
    latest = begin_by(duty.task, duty.due)
    if duty.task.length and latest <= now <= duty.due.until:
        words = say("{task}: by {time}", task=duty.task.name, time=duty.until)
        yield _alert(NOTE, words, duty.task, day, latest)


def _to_end(duty: Duty, doing: Doing, day: date, now: datetime) -> Iterator[Alert]:
    ends = end_at(duty.task, doing)
    if duty.task.length and ends is not None and doing.started_at is not None and now >= ends:
        minutes = (now - doing.started_at) // _MINUTE
        words = say("{task}: on for {minutes} min, end it", task=duty.task.name, minutes=minutes)
        yield _alert(SOON, words, duty.task, day, ends)


def _alert(priority: int, words: Saying, task: Task, day: date, since: datetime) -> Alert:
    key, target = f"task/{task.code}/{day.isoformat()}", Target(Place.TASK, task.code)
    return Alert(priority, words, None, key, since, target)
