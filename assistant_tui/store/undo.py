"""Taking an action back: its before-images, applied as a new action.

A creation is taken back by voiding the row, so that a ticket number is never given twice; redo is the undo
of an undo. Nothing is taken back over the head of a later change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Date
from sqlmodel import col

from assistant_tui.domain.clock import instant
from assistant_tui.domain.deeds import deed_words
from assistant_tui.domain.saying import ConflictError, Saying, say
from assistant_tui.store.columns import Instant
from assistant_tui.store.journal import Change, Image, Value, changes_from_text, image
from assistant_tui.store.tables import JOURNALLED, Journal, Record
from assistant_tui.store.work import UnitOfWork

_AT_ONCE = 500


def apply_undo(work: UnitOfWork, journal: Journal) -> None:
    """Apply the before-images of this journal row within `work`, last change first.

    Raises ConflictError, saying what has changed since, when a row no longer is as the action left it, or
    when the row as it was no longer fits beside the others.
    """
    work.about(visit_id=journal.visit_id, patient_id=journal.patient_id)
    changes = reversed(changes_from_text(journal.changes))
    for (name, created), run in groupby(changes, key=lambda one: (one.table, one.before is None)):
        if created:
            _void(work, journal, JOURNALLED[name], list(run))
        else:
            for change in run:
                _put_back(work, journal, JOURNALLED[name], change)


def _void(work: UnitOfWork, journal: Journal, table: type[Record], created: Sequence[Change]) -> None:
    """Void rows that were created one after the other: an import has tens of thousands."""
    for begin in range(0, len(created), _AT_ONCE):
        some = created[begin : begin + _AT_ONCE]
        rows = work.get_many(table, [change.row_id for change in some])
        for row, change in zip(rows, some, strict=True):
            _require_as_left(work, journal, row, change)
        with _told_what_to_do():
            work.void_many(rows)


def _put_back(work: UnitOfWork, journal: Journal, table: type[Record], change: Change) -> None:
    row = work.get(table, change.row_id)
    _require_as_left(work, journal, row, change)
    with _told_what_to_do():
        work.change(row, **_values(table, change.before or {}))


def _require_as_left(work: UnitOfWork, journal: Journal, row: Record, change: Change) -> None:
    if not _as_left(row, change.after):
        raise ConflictError(_changed_since(work, journal, change))


@contextmanager
def _told_what_to_do() -> Iterator[None]:
    try:
        yield
    except ConflictError as error:
        raise ConflictError(
            say("This cannot be taken back: what was done since stands in its way. Take that back first")
        ) from error


def _as_left(row: Record, after: Image) -> bool:
    present = image(row.model_dump(exclude={"id", "version"}))
    return all(present.get(name) == value for name, value in after.items() if name != "version")


def _changed_since(work: UnitOfWork, journal: Journal, change: Change) -> Saying:
    touched = f'"id":{change.row_id},"table":"{change.table}"}}'  # as canonical JSON ends each change
    since = work.find(
        Journal, col(Journal.id) > journal.id, col(Journal.changes).contains(touched, autoescape=True)
    )
    if not since:
        return say("This cannot be taken back: it has changed since")
    return say(
        "This cannot be taken back: {actor} did something after it ({action}). Take that back first",
        actor=since[-1].actor,
        action=deed_words(since[-1].action),
    )


def _values(table: type[Record], before: Image) -> dict[str, object]:
    columns: Any = table.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it at run time
    return {name: _revived(columns[name].type, value) for name, value in before.items()}


def _revived(kind: object, value: Value) -> object:
    if value is None:
        return None
    if isinstance(kind, Instant):
        assert isinstance(value, int)
        return instant(value)
    if isinstance(kind, Date):
        assert isinstance(value, str)
        return date.fromisoformat(value)
    return bool(value) if getattr(kind, "python_type", None) is bool else value
