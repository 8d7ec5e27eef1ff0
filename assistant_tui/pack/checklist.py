"""`checklist.toml`: the duties of opening, midday and closing."""

from __future__ import annotations

from datetime import timedelta

from assistant_tui.domain.duties import LONGEST_SPAN, Phase, Task, TaskKind, faults
from assistant_tui.pack.hours import needed_time, weekdays
from assistant_tui.pack.parts import entries, used_once, words
from assistant_tui.toml import Table


def read_checklist(top: Table) -> tuple[Task, ...]:
    """The tasks in the order of the file."""
    found = entries(top, "task", _task)
    used_once("code", ((table, task.code) for table, task in found))
    for table, task in found:
        for key, reason in faults(task):
            table.wrong(key, reason)
    return tuple(task for _, task in found)


def _task(table: Table) -> Task:
    return Task(
        code=table.code("code"),
        name=words(table, "name"),
        phase=table.choice("phase", Phase),
        kind=table.choice("kind", TaskKind, TaskKind.TICK),
        weekdays=weekdays(table, "weekdays") if "weekdays" in table else frozenset(),
        due_from=needed_time(table, "due_from") if "due_from" in table else None,
        due_by=needed_time(table, "due_by") if "due_by" in table else None,
        length=_length(table),
    )


def _length(table: Table) -> timedelta | None:
    return table.minutes("minutes", most=LONGEST_SPAN / timedelta(minutes=1)) if "minutes" in table else None
