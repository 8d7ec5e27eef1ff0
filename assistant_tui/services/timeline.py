"""A visit from arrival to now: where she was, and what was done."""

from __future__ import annotations

from collections.abc import Iterable

from assistant_tui.readmodels.journal import ChangeRow
from assistant_tui.readmodels.patients import Timeline, TimelineItem
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.store.queries.journal import journal_of_visit
from assistant_tui.store.queries.stays import stays_of_visit


def read(ctx: Context, visit_id: int) -> Timeline:
    """The visit's stays and actions in order; what was undone is marked. Raises MissingError."""
    return Timeline(
        visit_row(ctx, visit_id),
        stays_of_visit(ctx.reading, visit_id),
        tuple(
            TimelineItem(row.at, row.action, row.actor, row.reason, _new_location(row.changes), row.undone)
            for row in journal_of_visit(ctx.reading, visit_id)
        ),
    )


def _new_location(changes: Iterable[ChangeRow]) -> str | None:
    """Where the action took her, if it did: the location of the stay that it began."""
    begun = [change for change in changes if change.table == "stay" and change.before is None]
    return str(begun[-1].after["location"]) if begun else None
