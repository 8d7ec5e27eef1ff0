"""The board: the day of one room, read at once with a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from assistant_tui.domain.acuity import FIRST_SERVED
from assistant_tui.domain.attention import (
    Alert,
    FamilyWaiting,
    OpenCall,
    OpenPromise,
    PlacedPatient,
    Situation,
    WaitingPatient,
    attention,
)
from assistant_tui.domain.names import mask
from assistant_tui.domain.orderalerts import PatientSlips, order_alerts
from assistant_tui.domain.orders import unpaid_since
from assistant_tui.domain.queue import ACTIVE, EntryStatus
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.whereabouts import Stay
from assistant_tui.i18n import language
from assistant_tui.pack.model import LocationKind
from assistant_tui.readmodels.board import Board, EntryRow, QueueRow, VisitRow
from assistant_tui.readmodels.orders import VisitOrders
from assistant_tui.services import line as line_of
from assistant_tui.services import slips
from assistant_tui.services.carealerts import care_alerts
from assistant_tui.services.context import Context
from assistant_tui.services.reportalerts import report_alerts
from assistant_tui.store.queries.acknowledgements import silent_alerts
from assistant_tui.store.queries.checklist import is_used
from assistant_tui.store.queries.sessions import first_calls
from assistant_tui.store.queries.today import any_watch_runs, visits_of_day
from assistant_tui.store.queries.triage import newest_triages

if TYPE_CHECKING:
    from assistant_tui.readmodels.checklist import DayChecklist
    from assistant_tui.readmodels.watches import WatchRow


def read(ctx: Context) -> Board:
    """Everything that today's screens show, as of now."""
    now = ctx.now()
    visits = visits_of_day(ctx.reading, ctx.room_id, ctx.today())
    line = _line(ctx, visits, now)
    inside = tuple(visit for visit in visits if visit.inside)
    open_slips = slips.still_open(ctx)
    orders = slips.by_visit(ctx, open_slips, visits)
    triages = newest_triages(ctx.reading, [visit.visit_id for visit in inside])
    watches = _watches(ctx)
    duties = _checklist(ctx)
    further = (
        *care_alerts(ctx, inside, triages, now),
        *_watch_alerts(watches, now),
        *_duty_alerts(duties, now),
        *report_alerts(ctx),
    )
    return Board(
        at=now,
        day=ctx.today(),
        line=line,
        aside=tuple(_aside(visit, visit.entry) for visit in inside if visit.entry and _is_aside(visit.entry)),
        called=_one(inside, EntryStatus.CALLED),
        serving=_one(inside, EntryStatus.IN_PROGRESS),
        inside=inside,
        gone=tuple(visit for visit in visits if not visit.inside),
        alerts=_alerts(ctx, inside, orders, now, further),
        slips=open_slips,
        orders=orders,
        watches=watches,
        triages=triages,
        checklist=duties,
        heard=silent_alerts(ctx.reading, ctx.room_id, now),
        next_round_at=min(filter(None, (one.standing(now).ahead_at for one in watches)), default=None),
    )


def _watches(ctx: Context) -> tuple[WatchRow, ...]:
    if not any_watch_runs(ctx.reading, ctx.room_id):
        return ()
    from assistant_tui.services import watchlist  # noqa: PLC0415 - 8 ms that the first frame can do without

    return watchlist.running(ctx)


def _watch_alerts(watches: Sequence[WatchRow], now: datetime) -> Iterable[Alert]:
    if not watches:
        return ()
    from assistant_tui.services import watchalerts  # noqa: PLC0415 - as above

    return watchalerts.alerts(watches, now)


def _checklist(ctx: Context) -> DayChecklist | None:
    if not is_used(ctx.reading, ctx.room_id, ctx.today()):
        return None
    from assistant_tui.services import checklist  # noqa: PLC0415 - as above

    return checklist.today(ctx)


def _duty_alerts(duties: DayChecklist | None, now: datetime) -> Iterable[Alert]:
    if duties is None:
        return ()
    from assistant_tui.services import checklist  # noqa: PLC0415 - as above

    return checklist.alerts(duties, now)


def line_now(ctx: Context) -> tuple[QueueRow, ...]:
    """The line without estimates: for actions, within their transaction."""
    now = ctx.now()
    return _line(ctx, visits_of_day(ctx.reading, ctx.room_id, ctx.today()), now, estimated=False)


def served_first(line: Iterable[QueueRow]) -> set[int]:
    """The visits in the line whose level puts them before everybody else."""
    return {row.visit.visit_id for row in line if row.visit.acuity in FIRST_SERVED}


def _line(
    ctx: Context, visits: Sequence[VisitRow], now: datetime, *, estimated: bool = True
) -> tuple[QueueRow, ...]:
    calls = first_calls(ctx.reading, ctx.room_id, ctx.today())
    waiting = {visit.entry.entry_id: (visit, visit.entry) for visit in visits if visit.entry}
    places = line_of.places(ctx, visits, calls, now)
    order = [waiting[place.entry_id] for place in places]
    told = line_of.expectations(ctx, order, visits, now) if estimated else {}
    rows = []
    for position, (place, (visit, entry)) in enumerate(zip(places, order, strict=True), start=1):
        low, high = told.get(entry.entry_id, (None, None))
        rows.append(QueueRow(visit, entry, position, place.reason, low, high, place.late))
    return tuple(rows)


def _is_aside(entry: EntryRow) -> bool:
    return entry.status == EntryStatus.ON_HOLD


def _aside(visit: VisitRow, entry: EntryRow) -> QueueRow:
    reason = say("on hold: {reason}", reason=entry.reason) if entry.reason else say("on hold")
    return QueueRow(visit, entry, None, reason, None, None)


def _one(visits: Iterable[VisitRow], status: EntryStatus) -> QueueRow | None:
    words: dict[EntryStatus, Saying] = {
        EntryStatus.CALLED: say("called"),
        EntryStatus.IN_PROGRESS: say("in the room"),
    }
    for visit in visits:
        if visit.entry and visit.entry.status == status:
            return QueueRow(visit, visit.entry, None, words[status], None, None)
    return None


def _alerts(
    ctx: Context,
    inside: Iterable[VisitRow],
    orders: Mapping[int, VisitOrders],
    now: datetime,
    further: Iterable[Alert],
) -> tuple[Alert, ...]:
    rows = tuple(inside)
    active = [(visit, visit.entry) for visit in rows if visit.entry and visit.entry.status in ACTIVE]
    waiting = [(visit, entry) for visit, entry in active if line_of.in_line(entry)]
    return attention(
        Situation(
            rules=ctx.pack.queue,
            waiting=tuple(
                WaitingPatient(visit.visit_id, visit.ticket, entry.waits_from, visit.acuity)
                for visit, entry in waiting
            ),
            placed=tuple(
                placed for visit in rows if (placed := _placed(ctx, visit, orders.get(visit.visit_id)))
            ),
            calls=tuple(
                OpenCall(visit.visit_id, entry.entry_id, visit.ticket, entry.calls, entry.called_at)
                for visit, entry in active
                if entry.status == EntryStatus.CALLED and entry.called_at
            ),
            promises=tuple(
                OpenPromise(visit.visit_id, visit.ticket, visit.promise.high_at)
                for visit, _ in waiting
                if visit.promise
            ),
            family=tuple(_families(rows)),
        ),
        now,
        (*order_alerts(_slips_of(ctx, rows, orders), now), *further),
    )


def _slips_of(
    ctx: Context, inside: Iterable[VisitRow], orders: Mapping[int, VisitOrders]
) -> Iterable[PatientSlips]:
    for visit in inside:
        hers = orders.get(visit.visit_id)
        if hers is not None and visit.stay is not None:
            code = visit.stay.location
            place = next((one for one in ctx.pack.locations if one.code == code), None)
            with_doctor = place is not None and place.kind is LocationKind.ROOM  # who signs there and then
            yield PatientSlips(
                visit.visit_id,
                visit.ticket,
                "" if with_doctor else code,
                place.name.said_in(language()) if place else code,
                visit.stay.since,
                hers.open_items,
            )


def _placed(ctx: Context, visit: VisitRow, orders: VisitOrders | None) -> PlacedPatient | None:
    if visit.stay is None:
        return None
    stay, entry = visit.stay, visit.entry
    location = next((one for one in ctx.pack.locations if one.code == stay.location), None)
    if location is None or (
        location.kind is LocationKind.ROOM and entry and entry.status == EntryStatus.CALLED
    ):
        return None  # an unanswered call has its own alert
    if location.kind is LocationKind.CASHIER and orders and _has_to_pay(orders):
        return None  # so has a slip that is not paid
    return PlacedPatient(
        visit.ticket,
        Stay(visit.visit_id, stay.location, stay.since, stay.until, stay.escort, stay.back_by),
        location.name.said_in(language()),
        location.dwell,
        awaits_call=location.kind is LocationKind.WAITING and entry is not None and entry.status in ACTIVE,
    )


def _has_to_pay(orders: VisitOrders) -> bool:
    return any(unpaid_since(one.item) is not None for one in orders.open_items)


def _families(rows: Iterable[VisitRow]) -> Iterable[FamilyWaiting]:
    for visit in rows:
        entry = visit.entry
        in_room = entry.started_at if entry and entry.status == EntryStatus.IN_PROGRESS else None
        for one in visit.companions:
            if one.invite and one.invited_at is None:
                yield FamilyWaiting(
                    one.companion_id, visit.visit_id, visit.ticket, one.relation or mask(one.name), in_room
                )
