"""Back to the doctor: with the last result a patient is in the queue again, by herself."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import col

from assistant_tui.domain.itinerary import results_in
from assistant_tui.services import slips, visits
from assistant_tui.services.context import Context
from assistant_tui.store.tables import QueueEntry
from assistant_tui.store.work import UnitOfWork


def come_back(ctx: Context, work: UnitOfWork, visit_ids: Collection[int]) -> None:
    """Queue those patients again whose last result has come, or will not come any more, and who were seen.

    Not one who waits already, who has left, or who has tests still to do. Her stay is left alone: where
    she sits while the result comes, she is called from.
    """
    for visit_id in sorted(visit_ids):
        visit = visits.visit_in(work, visit_id)
        if visit.departed_at is None and _results_in(ctx, visit_id):
            seen = work.find(
                QueueEntry,
                col(QueueEntry.visit_id) == visit_id,
                col(QueueEntry.voided).is_(False),
                col(QueueEntry.started_at).is_not(None),
            )
            if seen and visits.active_entry(work, visit) is None:
                visits.queue_return(work, visit)


def _results_in(ctx: Context, visit_id: int) -> bool:
    """Whether there is something for the doctor to read and nothing more to come today."""
    items = (item for slip in slips.of_visit(ctx, visit_id) for item in slip.items)
    return bool(results_in(slips.open_items(ctx, items)))
