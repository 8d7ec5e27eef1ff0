"""What is done with the tasks of the checklist, and with the supplies."""

from __future__ import annotations

from assistant_tui.actions import SCREENS
from assistant_tui.domain.duties import TaskKind, TaskStatus
from assistant_tui.domain.saying import RuleError, Saying, say
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.checklist import SweepRow, TaskRow
from assistant_tui.screens.checklist import ChecklistPane
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.ask import Ask
from assistant_tui.screens.dialogs.count_sheet import CountSheet
from assistant_tui.screens.dialogs.task_form import TaskForm
from assistant_tui.screens.dialogs.task_history import TaskHistory
from assistant_tui.screens.duty_lines import DutyLine
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.services import checklist


@handles("do_task")
async def do_task(desk: Desk) -> None:
    """A tick, the next step of a span, a note; or to the screen of what is open."""
    line = _line(desk)
    if line.found:
        await go_to(desk, line.found)
        return
    row = _task(desk)
    if row.task.kind is TaskKind.NOTE:
        _tell(desk, await desk.ask(_asked(desk, row, _("What is to be written down"))), say("done"))
    elif row.task.kind is TaskKind.SPAN:
        running = line.status is TaskStatus.RUNNING
        answer = desk.perform(checklist.end if running else checklist.begin, row.task.code)
        _tell(desk, answer, _ended(answer) if running else say("begun"))
    elif desk.perform(checklist.do, row.task.code) and isinstance(desk.pane, ChecklistPane):
        desk.pane.step_on()  # the tick in its box says it


@handles("skip_task")
async def skip_task(desk: Desk) -> None:
    """With a reason."""
    row, ctx = _task(desk), desk.ctx
    title = _("Skip: {task}", task=row.task.name)
    dialog = Ask(title, _("Reason"), lambda reason: checklist.skip(ctx, row.task.code, reason))
    _tell(desk, await desk.ask(dialog), say("left out"))


@handles("note_task")
async def note_task(desk: Desk) -> None:
    """A note; what is still open is done with it."""
    row = _task(desk)
    _tell(desk, await desk.ask(_asked(desk, row, _("Note"))), say("noted"))


@handles("task_history")
async def task_history(desk: Desk) -> None:
    """Day by day."""
    row = _task(desk)
    await desk.ask(TaskHistory(row.task, checklist.history(desk.ctx, row.task.code), desk.lens))


@handles("edit_task")
async def edit_task(desk: Desk) -> None:
    """The clinic's own goes over the pack's."""
    task = checklist.task(desk.ctx, _task(desk).task.code)
    await desk.ask(TaskForm(desk.ctx, task))


@handles("add_task")
async def add_task(desk: Desk) -> None:
    """For one day, or for every day."""
    task = await desk.ask(TaskForm(desk.ctx))
    if task:
        desk.tell(say("{task}: {what}", task=task.name, what=say("added")))


@handles("retire_task")
def retire_task(desk: Desk) -> None:
    """It can be undone."""
    task = desk.perform(checklist.retire, _task(desk).task.code)
    if task:
        desk.tell(say("{task}: {what}", task=task.name, what=say("taken off the checklist")))


@handles("supplies")
async def count_supplies(desk: Desk) -> None:
    """The count sheet."""
    entered = await desk.ask(CountSheet(desk.ctx, desk.lens))
    if entered:
        desk.tell(entered)


def _line(desk: Desk) -> DutyLine:
    """The selected row. Raises RuleError when none is, in words."""
    line = desk.pane.selected_task
    if line is None:
        raise RuleError(say("Select a task first"))
    return line


def _task(desk: Desk) -> TaskRow:
    row = _line(desk).task
    if row is None:
        raise RuleError(say("Select a task first"))
    return row


def _asked(desk: Desk, row: TaskRow, prompt: str) -> Ask[TaskRow]:
    title = row.task.name.said_in(language())
    return Ask(title, prompt, lambda text: checklist.note(desk.ctx, row.task.code, text))


def _ended(row: TaskRow | None) -> Saying:
    minutes = row.record.minutes if row and row.record else None
    return say("ended, {minutes} min", minutes=minutes or 0)


def _tell(desk: Desk, row: TaskRow | None, what: Saying) -> None:
    """Say quietly what was done, if it was."""
    if row:
        desk.tell(say("{task}: {what}", task=row.task.name, what=what))


async def go_to(desk: Desk, found: SweepRow) -> None:
    """To the screen where what is still open is settled."""
    if found.screen not in SCREENS:
        return
    await desk.open_pane(found.screen)
    if found.visit_id is not None:
        desk.select(found.visit_id)
