"""The clinic's own tasks: for one day, new, in the place of one of the pack's, or retired."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.duties import LONGEST_SPAN, Phase, Task, faults, retired
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean
from assistant_tui.domain.words import Words
from assistant_tui.domain.workdays import weekday_digits
from assistant_tui.services.checklist.reading import task, tasks
from assistant_tui.services.context import Context
from assistant_tui.store.queries.checklist import codes_ever
from assistant_tui.toml.table import CODE, LONGEST_TEXT


def add_once(ctx: Context, day: date, title: str, phase: Phase) -> Task:
    """Put a task on one day, today or later. Raises InputError without a title or for a day that is over."""
    return add(ctx, Task("", Words(title, title), phase, once=day))


def add(ctx: Context, task: Task) -> Task:
    """Add a task; its code is made up here. Raises InputError when something is wrong with it."""
    if task.once is not None and task.once < ctx.today():
        raise InputError(say("That day is over"))
    return change(ctx, replace(task, code=_new_code(ctx)))


def change(ctx: Context, task: Task) -> Task:
    """Add a task, or put it in the place of the one with its code; answers it as it is kept.

    Raises InputError when something is wrong with it.
    """
    kept = _tidied(task)
    if not CODE.pattern.fullmatch(kept.code):
        raise InputError(say("{key} must be {expected}", key="code", expected=CODE.description))
    if not kept.name.zh_CN:
        raise InputError(say("Say what is to be done"))
    if kept.length is not None and not timedelta(minutes=1) <= kept.length <= LONGEST_SPAN:
        most = LONGEST_SPAN // timedelta(minutes=1)
        raise InputError(say("{key} must be between {least} and {most}", key="minutes", least=1, most=most))
    for _, reason in faults(kept):
        raise InputError(reason)
    return kept if kept in tasks(ctx) else _written(ctx, kept)


def retire(ctx: Context, code: str) -> Task:
    """Take a task off the checklist; what is on record of it stays. Raises MissingError."""
    return _written(ctx, retired(task(ctx, code)))


def _tidied(task: Task) -> Task:
    """With safe texts; a name in one language only stands for both."""
    chinese, english = (clean(text, limit=LONGEST_TEXT) for text in (task.name.zh_CN, task.name.en))
    return replace(task, code=clean(task.code).casefold(), name=Words(chinese or english, english or chinese))


def _new_code(ctx: Context) -> str:
    """A code that no task has or had."""
    had = codes_ever(ctx.reading)
    taken = had | {one.code for one in ctx.pack.checklist}
    return next(code for number in count(len(had) + 1) if (code := f"own-{number}") not in taken)


def _written(ctx: Context, task: Task) -> Task:
    from sqlmodel import col  # noqa: PLC0415 - SQLModel at the first write

    from assistant_tui.store.tables import ChecklistTask  # noqa: PLC0415

    columns = _columns(task)
    with ctx.work(Deed.EDIT_CHECKLIST, reason=f"{task.code} {task.name.zh_CN}") as work:
        found = work.find(
            ChecklistTask, col(ChecklistTask.code) == task.code, col(ChecklistTask.voided).is_(False)
        )
        if found:
            work.change(found[0], **columns)
        else:
            work.add_many(ChecklistTask, [columns])
        work.commit()
    return task


def _columns(task: Task) -> dict[str, object]:
    return {
        "code": task.code,
        "phase": task.phase.value,
        "kind": task.kind.value,
        "name_zh": task.name.zh_CN,
        "name_en": task.name.en,
        "weekdays": weekday_digits(task.weekdays),
        "due_from": "" if task.due_from is None else f"{task.due_from:%H:%M}",
        "due_by": "" if task.due_by is None else f"{task.due_by:%H:%M}",
        "minutes": None if task.length is None else task.length // timedelta(minutes=1),
        "once": task.once,
        "retired": task.retired,
    }
