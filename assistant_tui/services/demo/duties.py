"""The demo's checklist: what had to be done by now was done in time; what is due now is left to the user."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on the checklist, by the code of the task: notes, and why one is skipped today."""

    notes: Mapping[str, str]
    skipped: Mapping[str, str]

    @classmethod
    def of(cls, language: str) -> Words:
        """The words in one language: `zh_CN`, or anything else for English."""
        file = tomllib.loads((paths.data_folder() / "demo" / _FILE).read_text("utf-8"))
        notes, skipped = (
            {code: said.get(language, said["en"]) for code, said in file[part].items()}
            for part in ("note", "skipped")
        )
        return cls(notes, skipped)


def plan(ctx: Context, schedule: Schedule, *, opens: datetime, at: datetime, language: str) -> None:
    """Plan the assistant's duties from when the clinic `opens` until `at`; always the same for a pack."""
    words = Words.of(language)
    # Drawn apart: the people of the demo stay as they are, whatever the checklist has.
    rng = random.Random(ctx.pack.code)
    day = at.astimezone(ctx.zone).date()
    for number, task in enumerate(one for one in ctx.pack.checklist if not one.weekdays):
        due = window(task, day, ctx.pack.hours, ctx.zone)
        if due.until < at:
            when = max(due.since, opens) + (1 + number) * _MINUTE
            schedule.at(min(when, max(due.until, opens + _MINUTE)), partial(_do, ctx, schedule, task, words))
    schedule.at(opens + 9 * _MINUTE, lambda: _count(ctx, rng))


def _do(ctx: Context, schedule: Schedule, task: Task, words: Words) -> None:
    if task.code in words.skipped:
        checklist.skip(ctx, task.code, words.skipped[task.code])
    elif task.kind is TaskKind.TICK:
        checklist.do(ctx, task.code)
    elif task.kind is TaskKind.SPAN:
        checklist.begin(ctx, task.code)
        schedule.after(task.length or _MINUTE, lambda: checklist.end(ctx, task.code))
    elif task.code in words.notes:
        checklist.do(ctx, task.code, words.notes[task.code])


def _count(ctx: Context, rng: random.Random) -> None:
    """The first count of the day: most is there."""
    counted = {
        supply.code: rng.randrange(supply.par) if rng.random() < _SHORT else supply.par + rng.randrange(3)
        for supply in ctx.pack.supplies
    }
    if counted:
        supplies.enter(ctx, SupplyKind.COUNT, counted)
