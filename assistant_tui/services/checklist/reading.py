"""What is due on a day, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.duties import Phase, Task, is_due_on, overlaid, tasks_of, window
from assistant_tui.domain.dutyalerts import duty_alerts
from assistant_tui.domain.saying import MissingError, say
from assistant_tui.domain.words import Words
from assistant_tui.domain.workdays import DayOfWork, Holidays, day_of_work
from assistant_tui.pack.holidays import find_holidays, holiday_folders, load_holidays
from assistant_tui.readmodels.checklist import DayChecklist, PastTask, TaskRecordRow, TaskRow
from assistant_tui.services.context import Context
from assistant_tui.store.queries.checklist import (
    days_with_records,
    own_tasks,
    records_of_day,
    records_of_task,
    somebody_came,
)

HISTORY_DAYS = 30


def today(ctx: Context) -> DayChecklist:
    """The room's checklist of today."""
    return day_of(ctx, ctx.today())


def day_of(ctx: Context, day: date) -> DayChecklist:
    """The room's checklist of a day: what was or is due, and what else was done."""
    own = own_tasks(ctx.reading, day)
    known = {one.code: one for one in overlaid(ctx.pack.checklist, own)}
    records = {record.code: record for record in records_of_day(ctx.reading, ctx.room_id, day)}
    works = _day_of_work(ctx, day, used=bool(records))
    due = tasks_of(known.values(), works)
    extra = [
        known.get(code) or _forgotten(record)
        for code, record in records.items()
        if code not in {one.code for one in due}
    ]
    codes = {one.code for one in own}
    in_order = sorted([*due, *extra], key=lambda one: list(Phase).index(one.phase))
    return DayChecklist(works, tuple(_row(ctx, one, day, records.get(one.code), codes) for one in in_order))


def tasks(ctx: Context) -> tuple[Task, ...]:
    """All tasks of the clinic that are not retired; of one-off tasks those of today."""
    own = own_tasks(ctx.reading, ctx.today())
    return tuple(one for one in overlaid(ctx.pack.checklist, own) if not one.retired)


def task(ctx: Context, code: str) -> Task:
    """The task of that code. Raises MissingError, naming the tasks there are."""
    known = tasks(ctx)
    for one in known:
        if one.code == code:
            return one
    codes = ", ".join(one.code for one in known)
    raise MissingError(say("There is no task {code}. There are: {known}", code=code, known=codes))


def history(ctx: Context, code: str, days: int = HISTORY_DAYS) -> tuple[PastTask, ...]:
    """What became of the task on the last days, today included, newest first.

    Days on which it was due, by how it stands now, and nobody did it are among them if the checklist was
    used at all then; today is not, until something was done. Raises MissingError for a code that is neither
    a task nor on record.
    """
    now = ctx.today()
    since = now - timedelta(days=days - 1)
    records = records_of_task(ctx.reading, ctx.room_id, code, since)
    found = [PastTask(record.day, record) for record in records]
    if not records or any(one.code == code for one in tasks(ctx)):
        due = task(ctx, code)
        used = days_with_records(ctx.reading, ctx.room_id, since) - {record.day for record in records}
        found += [
            PastTask(day, None)
            for day in used
            if day != now and is_due_on(due, _day_of_work(ctx, day, used=True))
        ]
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def alerts(listed: DayChecklist, now: datetime) -> tuple[Alert, ...]:
    """What is late on the checklist."""
    return tuple(duty_alerts((row.duty for row in listed.rows), listed.day.day, now))


def row_of(ctx: Context, code: str) -> TaskRow:
    """The task today, due or not. Raises MissingError."""
    for row in today(ctx).rows:
        if row.task.code == code:
            return row
    return _row(ctx, task(ctx, code), ctx.today(), None, ())


def _row(ctx: Context, one: Task, day: date, record: TaskRecordRow | None, own: Iterable[str]) -> TaskRow:
    due = window(one, day, ctx.pack.hours, ctx.zone)
    return TaskRow(one, due, record, f"{due.until.astimezone(ctx.zone):%H:%M}", one.code in own)


def _day_of_work(ctx: Context, day: date, *, used: bool) -> DayOfWork:
    """The day by the calendar; it is worked all the same if somebody came, or something was done."""
    hours = ctx.pack.hours
    found = day_of_work(day, hours.weekdays, _holidays(hours.holidays))
    if not found.works and (used or somebody_came(ctx.reading, ctx.room_id, day)):
        return replace(found, works=True)
    return found


def _holidays(code: str) -> Holidays | None:
    """The calendar of that code; None where the clinic follows none. Raises FileError."""
    file = find_holidays(code, holiday_folders()) if code else None
    return _read(file, file.stat().st_mtime_ns) if file else None


@cache
def _read(file: Path, _changed_at: int) -> Holidays:
    """A calendar is read once, and again when it was edited."""
    return load_holidays(file)


def _forgotten(record: TaskRecordRow) -> Task:
    """A task that is on record, though neither the pack nor the clinic has it any more."""
    return Task(record.code, Words(record.title, record.title), record.phase)
