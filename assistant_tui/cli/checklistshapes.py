"""The checklist as answers: tables for people, documents for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assistant_tui.cli.session import Session
from assistant_tui.cli.shapes import Shape, Shapes
from assistant_tui.domain.duties import PHASE_WORDS, STATE_WORDS, Task
from assistant_tui.domain.workdays import remark, weekday_digits
from assistant_tui.i18n import _, language, spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.checklist import DayChecklist, PastTask, SweepRow, TaskRecordRow, TaskRow
    from assistant_tui.services.context import Context


def show_day(session: Session, desk: Context, listed: DayChecklist) -> None:
    """The checklist of a day; what there is to say of the day itself goes to standard error."""
    said = remark(listed.day)
    if said is not None:
        session.out.note(spoken(said))
    if listed.rows or session.out.json:
        show_rows(session, desk, listed.rows)
    else:
        session.out.note(_("Nothing is due on this day"))


def show_rows(session: Session, desk: Context, rows: Iterable[TaskRow]) -> None:
    """Tasks and how they stand now."""
    now = desk.now()
    if session.out.json:
        session.out.document([_row(session, row, now) for row in rows])
        return
    heads = (_("Code"), _("Phase"), _("Task"), _("When due"), _("State"), _("By"), _("At"), _("Note"))
    session.out.table(heads, [_cells(session, row, now) for row in rows])


def show_history(session: Session, past: Sequence[PastTask]) -> None:
    """What became of a task, a day a row."""
    if session.out.json:
        session.out.document([{"day": one.day.isoformat(), **_record(session, one.record)} for one in past])
        return
    if not past:
        session.out.note(_("Nothing is on record on these days"))
        return
    heads = (_("Day"), _("State"), _("By"), _("At"), _("Min"), _("Note"))
    session.out.table(heads, [_past(session, one) for one in past], right={4})


def show_sweep(session: Session, found: Sequence[SweepRow]) -> None:
    """What is still open before the room is left."""
    if session.out.json:
        session.out.document(
            [
                {
                    "key": one.key,
                    "text": spoken(one.words),
                    "count": one.count,
                    "screen": one.screen,
                    "visit_id": one.visit_id,
                }
                for one in found
            ]
        )
        return
    if not found:
        session.out.note(_("Nothing is open: the room can be left"))
        return
    session.out.table(
        (_("What is open"), _("Count")), [(spoken(one.words), str(one.count)) for one in found], right={1}
    )


def task_shape(task: Task) -> Shape:
    """A task as it is kept."""
    return {
        "code": task.code,
        "name_zh": task.name.zh_CN,
        "name_en": task.name.en,
        "phase": task.phase.value,
        "kind": task.kind.value,
        "weekdays": weekday_digits(task.weekdays),
        "minutes": None if task.length is None else task.length // timedelta(minutes=1),
        "once": None if task.once is None else task.once.isoformat(),
        "retired": task.retired,
    }


def _row(session: Session, row: TaskRow, now: datetime) -> Shape:
    at = Shapes(session.zone).at
    return {
        **task_shape(row.task),
        "own": row.own,
        "state": row.state(now).value,
        "due_from": at(row.due.since),
        "due_by": at(row.due.until),
        **_record(session, row.record),
    }


def _record(session: Session, record: TaskRecordRow | None) -> Shape:
    at = Shapes(session.zone).at
    if record is None:
        return {
            "status": None,
            "started_at": None,
            "ended_at": None,
            "spent_minutes": None,
            "by": "",
            "reason": "",
            "note": "",
        }
    return {
        "status": record.status.value,
        "started_at": at(record.started_at),
        "ended_at": at(record.ended_at),
        "spent_minutes": record.minutes,
        "by": record.by,
        "reason": record.reason,
        "note": record.note,
    }


def _cells(session: Session, row: TaskRow, now: datetime) -> tuple[str, ...]:
    since, until = (f"{moment.astimezone(session.zone):%H:%M}" for moment in (row.due.since, row.due.until))
    record = row.record
    return (
        row.task.code,
        spoken(PHASE_WORDS[row.task.phase]),
        row.task.name.said_in(language()),
        f"{since}-{until}",
        spoken(STATE_WORDS[row.state(now)]),
        record.by if record else "",
        _when(session, record),
        _remembered(record),
    )


def _past(session: Session, one: PastTask) -> tuple[str, ...]:
    record = one.record
    if record is None:
        return one.day.isoformat(), _("nobody did it"), "", "", "", ""
    minutes = "" if record.minutes is None else str(record.minutes)
    # The states of what is on record are called like it.
    words = {state.value: spoken(said) for state, said in STATE_WORDS.items()}[record.status.value]
    return one.day.isoformat(), words, record.by, _when(session, record), minutes, _remembered(record)


def _when(session: Session, record: TaskRecordRow | None) -> str:
    moments = [record.started_at, record.ended_at] if record else []
    return "-".join(f"{moment.astimezone(session.zone):%H:%M}" for moment in moments if moment)


def _remembered(record: TaskRecordRow | None) -> str:
    return "; ".join(filter(None, (record.reason, record.note))) if record else ""
