"""The demo's checklist: what had to be done by now was done in time; what is due now is left to the user."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from assistant_tui import paths
from assistant_tui.domain.duties import Task, TaskKind, window
from assistant_tui.domain.supplies import SupplyKind
from assistant_tui.services import checklist, supplies
from assistant_tui.services.context import Context
from assistant_tui.services.demo.schedule import Schedule

_FILE = "duties.toml"
_MINUTE = timedelta(minutes=1)
_SHORT = 0.2  # of the supplies are below their par


def plan(ctx: Context, schedule: Schedule, *, opens: datetime, at: datetime, language: str) -> None:
    """Plan the assistant's duties from when the clinic `opens` until `at`; always the same for a pack."""
    notes = {code: said.get(language, said["en"]) for code, said in _notes().items()}
    # Drawn apart: the people of the demo stay as they are, whatever the checklist has.
    rng = random.Random(ctx.pack.code)
    day = at.astimezone(ctx.zone).date()
    for number, task in enumerate(one for one in ctx.pack.checklist if not one.weekdays):
        due = window(task, day, ctx.pack.hours, ctx.zone)
        if due.until < at:
            when = max(due.since, opens) + (1 + number) * _MINUTE
            schedule.at(min(when, max(due.until, opens + _MINUTE)), partial(_do, ctx, schedule, task, notes))
    schedule.at(opens + 9 * _MINUTE, lambda: _count(ctx, rng))


def _do(ctx: Context, schedule: Schedule, task: Task, notes: Mapping[str, str]) -> None:
    if task.kind is TaskKind.TICK:
        checklist.do(ctx, task.code)
    elif task.kind is TaskKind.SPAN:
        checklist.begin(ctx, task.code)
        schedule.after(task.length or _MINUTE, lambda: checklist.end(ctx, task.code))
    elif task.code in notes:
        checklist.do(ctx, task.code, notes[task.code])


def _count(ctx: Context, rng: random.Random) -> None:
    """The first count of the day: most is there."""
    counted = {
        supply.code: rng.randrange(supply.par) if rng.random() < _SHORT else supply.par + rng.randrange(3)
        for supply in ctx.pack.supplies
    }
    if counted:
        supplies.enter(ctx, SupplyKind.COUNT, counted)


def _notes() -> dict[str, dict[str, str]]:
    return tomllib.loads((paths.data_folder() / "demo" / _FILE).read_text("utf-8"))
