"""Beginning a watch: after a surgery, or by hand."""

from __future__ import annotations

from datetime import datetime

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services import visits, watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.watches.writing import running_of
from assistant_tui.store.tables import Watch


def start(
    ctx: Context,
    visit_id: int,
    protocol: str,
    *,
    procedure: str = "",
    surgeon: str = "",
    item_id: int | None = None,
    started_at: datetime | None = None,
) -> WatchRow:
    """Observe a patient who is inside by this protocol of the pack, now or since earlier: `started_at`.

    `item_id` is the item that it follows. Raises MissingError for an unknown protocol, RuleError when she has
    left or is observed by it already, InputError for a beginning before she came or in the future.
    """
    chosen = ctx.pack.protocol(protocol)
    with ctx.work(Deed.START_WATCH) as work:
        visit = visits.visit_in(work, visit_id)
        visits.open_stay(work, visit)
        if any(one.protocol == chosen.code for one in running_of(work, visit_id)):
            raise RuleError(
                say("{ticket}: {protocol} goes on already", ticket=visit.ticket, protocol=chosen.name)
            )
        now = visits.not_before(visit.arrived_at, work.heading.at)
        if started_at is not None and not visit.arrived_at <= started_at <= now:
            raise InputError(say("A watch begins after the patient came and not in the future"))
        watch = work.add(
            Watch(
                visit_id=visit_id,
                room_id=ctx.room_id,
                day=work.heading.day,
                protocol=chosen.code,
                timetable=str(chosen.timetable),
                procedure=clean(procedure),
                surgeon=clean(surgeon),
                item_id=item_id,
                started_at=started_at or now,
                started_by=work.heading.actor,
                responsible=work.heading.actor,
            )
        )
        work.commit()
    return watchlist.watch(ctx, watch.key)
