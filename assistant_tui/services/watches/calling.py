"""The doctor is asked to come at once, comes, and orders something."""

from __future__ import annotations

from datetime import datetime

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean, clean_lines
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services import watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.watches.writing import on_watch
from assistant_tui.store.tables import DoctorCall


def call_doctor(
    ctx: Context,
    watch_id: int,
    *,
    round_id: int | None = None,
    doctor: str = "",
    called_at: datetime | None = None,
) -> WatchRow:
    """The doctor was called: the surgeon if one is noted, else the room's, unless another is named.

    Raises RuleError while an earlier call is open, InputError for an instant before the watch or to come.
    """
    with on_watch(ctx, Deed.CALL_DOCTOR, watch_id) as watch:
        if watch.row.called:
            raise RuleError(say("{ticket}: the doctor has been called already", ticket=watch.row.ticket))
        last = watch.row.last
        watch.work.add(
            DoctorCall(
                visit_id=watch.row.visit_id,
                watch_id=watch_id,
                round_id=round_id or (last.round_id if last else None),
                doctor=clean(doctor) or watch.row.surgeon or ctx.doctor_name,
                called_at=watch.then(called_at),
                called_by=watch.work.heading.actor,
            )
        )
        watch.written()
    return watchlist.watch(ctx, watch_id)


def doctor_came(
    ctx: Context, watch_id: int, *, ordered: str = "", arrived_at: datetime | None = None
) -> WatchRow:
    """The doctor who was called has come, and ordered this.

    Raises RuleError when nobody was called, InputError for an instant before the call or in the future.
    """
    with on_watch(ctx, Deed.DOCTOR_CAME, watch_id) as watch:
        call = watch.row.call
        if call is None or call.arrived_at is not None:
            raise RuleError(say("{ticket}: the doctor has not been called", ticket=watch.row.ticket))
        at = watch.then(arrived_at)
        if arrived_at is None:
            at = max(at, call.called_at)
        if at < call.called_at:
            raise InputError(say("The doctor came after the call, not before"))
        record = watch.work.get(DoctorCall, call.call_id)
        watch.work.change(record, arrived_at=at, ordered=clean_lines(ordered))
        watch.written()
    return watchlist.watch(ctx, watch_id)
