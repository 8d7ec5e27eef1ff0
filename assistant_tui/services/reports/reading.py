"""A room's day as a report, computed from the file as it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assistant_tui.domain.duties import Phase, phase_window
from assistant_tui.domain.saying import InputError, say
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.reports import DayReport, Section
from assistant_tui.services.context import Context
from assistant_tui.services.reports.duties import checklist, incidents, supplies
from assistant_tui.services.reports.facts import DayFacts, gather
from assistant_tui.services.reports.glance import glance
from assistant_tui.services.reports.orders import orders
from assistant_tui.services.reports.places import places
from assistant_tui.services.reports.returns import open_points, returns
from assistant_tui.services.reports.visits import visits
from assistant_tui.services.reports.waits import services, waits
from assistant_tui.services.reports.watches import watches
from assistant_tui.store.moment import one_state
from assistant_tui.store.queries.dayreport import remark_of

SECTIONS: tuple[Callable[[DayFacts], Section], ...] = (
    visits, waits, services, places, orders, watches, checklist, supplies, incidents, returns,
)  # fmt: skip
"""Each makes one section, in their order. The day at a glance stands before them."""


def of_day(ctx: Context, day: date | None = None, *, board: Board | None = None) -> DayReport:
    """The report of the room's day, today unless another is asked for, as the file stands now.

    A constant number of queries. `board` is today's, if somebody has read it already. Raises InputError for a
    day that has not come yet.
    """
    on = day or ctx.today()
    if on > ctx.today():
        raise InputError(say("{day} has not come yet: there are no figures", day=on))
    with one_state(ctx.reading) as through:
        facts = gather(ctx, on, board)
        remark = remark_of(ctx.reading, on, ctx.room_id)
    sections = tuple(section(facts) for section in SECTIONS)
    # What is still open is the first thing to look at when the room is about to be left, and the last before.
    closing, _ = phase_window(Phase.CLOSING, on, ctx.pack.hours, ctx.zone)
    still_open = open_points(facts)
    sections = (still_open, *sections) if facts.now >= closing else (*sections, still_open)
    return DayReport(
        day=on,
        room=ctx.room_name,
        doctor=ctx.doctor_name,
        made_at=facts.now,
        through=through,
        sections=(glance(facts, sections), *sections),
        remark=remark.text if remark else "",
    )
