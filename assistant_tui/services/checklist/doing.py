"""Doing a task of today: ticking it, beginning and ending a span, skipping, noting; each can be undone.

All functions answer the task as it then stands, and raise MissingError for an unknown one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.duties import TaskKind, TaskStatus
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean_prose
from assistant_tui.readmodels.checklist import TaskRow
from assistant_tui.services.checklist.reading import row_of
from assistant_tui.services.context import Context

if TYPE_CHECKING:
    from assistant_tui.store.work import UnitOfWork


def do(ctx: Context, code: str, note: str = "") -> TaskRow:
    """It is done: a tick, or what is to be written down. One that was skipped can be done after all.

    Raises RuleError for one that is done already and for a span, which is begun and ended; InputError for a
    note that is missing.
    """
    words = clean_prose(note)
    with _doing(ctx, Deed.DO_TASK, code) as doing:
        if doing.kind is TaskKind.SPAN:
            raise RuleError(say("{task} is begun and ended, not ticked", task=doing.row.task.name))
        if doing.kind is TaskKind.NOTE and not words:
            raise InputError(say("Write down: {task}", task=doing.row.task.name))
        doing.require_open()
        doing.record(status=TaskStatus.DONE, ended_at=doing.now, reason="", **_noted(words))
    return row_of(ctx, code)


def begin(ctx: Context, code: str, *, at: datetime | None = None, note: str = "") -> TaskRow:
    """A span begins, now or, entered late, `at` an instant of today.

    Raises RuleError for what is no span, runs or is done; InputError for an instant that cannot be.
    """
    with _doing(ctx, Deed.DO_TASK, code) as doing:
        doing.require_span()
        if doing.status is TaskStatus.RUNNING:
            raise RuleError(say("{task} is running already", task=doing.row.task.name))
        doing.require_open()
        doing.record(
            status=TaskStatus.RUNNING,
            started_at=_moment(ctx, at, None),
            ended_at=None,
            reason="",
            **_noted(clean_prose(note)),
        )
    return row_of(ctx, code)


def end(ctx: Context, code: str, *, at: datetime | None = None) -> TaskRow:
    """A span ends, now or, entered late, `at` an instant after it began; its minutes follow.

    Raises RuleError for what does not run, InputError for an instant that cannot be.
    """
    with _doing(ctx, Deed.DO_TASK, code) as doing:
        doing.require_span()
        known = doing.row.record
        if known is None or known.status is not TaskStatus.RUNNING:
            raise RuleError(say("{task} has not been begun", task=doing.row.task.name))
        doing.record(status=TaskStatus.DONE, ended_at=_moment(ctx, at, known.started_at))
    return row_of(ctx, code)


def skip(ctx: Context, code: str, reason: str) -> TaskRow:
    """It is not done today, for this reason.

    Raises InputError without a reason, RuleError for what is done or runs.
    """
    words = clean_prose(reason)
    if not words:
        raise InputError(say("Say why it is skipped"))
    with _doing(ctx, Deed.SKIP_TASK, code, words) as doing:
        if doing.status is TaskStatus.RUNNING:
            raise RuleError(say("{task} is running: end it first", task=doing.row.task.name))
        doing.require_open()
        doing.record(status=TaskStatus.SKIPPED, ended_at=doing.now, reason=words)
    return row_of(ctx, code)


def note(ctx: Context, code: str, text: str) -> TaskRow:
    """Write a note on a task; one that is still open is done with it, a span begins with it.

    Raises InputError without a text.
    """
    row, words = row_of(ctx, code), clean_prose(text)
    if not words:
        raise InputError(say("Write down: {task}", task=row.task.name))
    if row.record is None:
        return begin(ctx, code, note=words) if row.task.kind is TaskKind.SPAN else do(ctx, code, words)
    with _doing(ctx, Deed.DO_TASK, code) as doing:
        doing.record(by=row.record.by, note=words)
    return row_of(ctx, code)


@dataclass(frozen=True, slots=True)
class _Doing:
    """A task as it stands, and the unit of work that changes it."""

    work: UnitOfWork
    row: TaskRow

    @property
    def kind(self) -> TaskKind:
        return self.row.task.kind

    @property
    def status(self) -> TaskStatus | None:
        return self.row.record.status if self.row.record else None

    @property
    def now(self) -> datetime:
        return self.work.heading.at

    def require_span(self) -> None:
        """Raises RuleError for what has no beginning and end."""
        if self.kind is not TaskKind.SPAN:
            raise RuleError(say("{task} is ticked, not begun and ended", task=self.row.task.name))

    def require_open(self) -> None:
        """Raises RuleError for what is done; what was skipped may still be done."""
        known = self.row.record
        if known is not None and known.status is TaskStatus.DONE:
            raise RuleError(say("{task} is done already, by {name}", task=self.row.task.name, name=known.by))

    def record(self, **facts: object) -> None:
        """Put these facts on record, as done by whoever acts."""
        from assistant_tui.store.tables import TaskRecord  # noqa: PLC0415 - SQLModel at the first write

        heading, task, known = self.work.heading, self.row.task, self.row.record
        facts = {"by": heading.actor, **facts}
        if known is not None:
            self.work.change(self.work.get(TaskRecord, known.record_id), **facts)
            return
        named = {"code": task.code, "title": task.name.zh_CN, "phase": task.phase.value}
        self.work.add_many(TaskRecord, [{"room_id": heading.room_id, "day": heading.day, **named, **facts}])


@contextmanager
def _doing(ctx: Context, deed: Deed, code: str, reason: str = "") -> Iterator[_Doing]:
    """The task within the transaction that changes it, so that two windows cannot both; then committed."""
    name = row_of(ctx, code).task.name.zh_CN
    with ctx.work(deed, reason=f"{name} {reason}".strip()) as work:
        yield _Doing(work, row_of(ctx, code))
        work.commit()


def _noted(words: str) -> dict[str, str]:
    """A note that is given replaces an older one; none leaves it."""
    return {"note": words} if words else {}


def _moment(ctx: Context, at: datetime | None, after: datetime | None) -> datetime:
    """When it happened: now, or as said, today, not in the future and not before `after`."""
    now = ctx.now()
    if at is None:
        return max(now, after or now)
    if at > now or at.astimezone(ctx.zone).date() != ctx.today() or (after is not None and at < after):
        raise InputError(say("This was earlier today, after it was begun and not in the future"))
    return at
