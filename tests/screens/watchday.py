"""A morning with somebody observed in every way: due, ahead, alarming, called for, to be begun."""

from __future__ import annotations

from datetime import timedelta

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.draftline import Drafted
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services.context import Context
from tests.conftest import NINE
from tests.factory import register

MINUTE = timedelta(minutes=1)
WELL = {"bleeding": "none", "urination": "yes", "pain": "2", "consciousness": "awake", "wound": "dry"}


def observed(ctx: Context, name: str, protocol: str = "post_op", procedure: str = "清创缝合术") -> WatchRow:
    """A new patient, observed from now on."""
    visit = register(ctx, name)
    services.whereabouts.move(ctx, visit.visit_id, "treatment")
    return services.watches.start(ctx, visit.visit_id, protocol, procedure=procedure, surgeon="陈医生")


def operated(ctx: Context, name: str) -> VisitRow:
    """A patient whose nail was removed just now; nobody observes her yet."""
    visit = register(ctx, name)
    service = ctx.pack.catalogue.service("nail-removal")
    assert service is not None
    slips = services.orders.draft(ctx, visit.visit_id, [Drafted(service)])
    for slip in slips:
        for item in slip.items:
            if item.code == "nail-removal":
                services.orders.start(ctx, item.item_id, override="急")
                services.orders.perform(ctx, [item.item_id], by="陈医生")
    return visit


def morning(ctx: Context, clock: FixedClock) -> list[WatchRow]:
    """Four watches and an operated patient; it is 10:02, and nothing is overdue by more than two minutes."""
    first = observed(ctx, "王芳")
    clock.advance(minutes=8)
    second = observed(ctx, "欧阳若兰", "infusion", "静脉输液")
    clock.at = NINE + 21 * MINUTE
    services.watches.record(ctx, first.watch_id, WELL)
    services.watches.record(ctx, second.watch_id, {"flow": "right", "reaction": "none", "access": "fine"})
    clock.at = NINE + 41 * MINUTE
    services.watches.record(ctx, first.watch_id, {**WELL, "pain": "5"})
    third = observed(ctx, "赵敏")
    fourth = observed(ctx, "李秀英")
    clock.at = NINE + 55 * MINUTE
    services.watches.record(ctx, second.watch_id, {"flow": "slow", "reaction": "none", "access": "fine"})
    clock.at = NINE + 59 * MINUTE
    services.watches.record(ctx, fourth.watch_id, {**WELL, "bleeding": "heavy", "pain": "8"})
    services.watches.call_doctor(ctx, fourth.watch_id)
    operated(ctx, "周洁")
    clock.at = NINE + 62 * MINUTE
    return [first, second, third, fourth]
