"""A morning with slips in every list of screen 4, and what the tests need to make one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from assistant_tui import services
from assistant_tui.domain.catalogue import Service
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.services.context import Context
from tests.factory import register
from tests.services.orders.catalogue import BLOOD, DRESSING, SURGERY, URINE, with_catalogue
from tests.services.orders.catalogue import SCAN as SCAN_SOMEWHERE

SCAN = replace(SCAN_SOMEWHERE, location="ultrasound")
NAMES = ("王芳", "曾敏", "单于飞", "欧阳若兰", "赵强", "李秀英", "周洁")


def drafted(ctx: Context, visit: VisitRow, *wanted: Service, quantity: int = 1) -> SlipRow:
    """One slip with these services, all of one category."""
    clinic = with_catalogue(ctx)
    (slip,) = services.orders.draft(
        clinic, visit.visit_id, [Drafted(service, quantity=quantity) for service in wanted]
    )
    return slip


def ids(items: Sequence[ItemRow]) -> list[int]:
    """The ids of these items."""
    return [item.item_id for item in items]


def far(ctx: Context, slip: SlipRow, *steps: Callable[[Context, list[int]], object]) -> SlipRow:
    """The slip after these steps, each taken for all its items."""
    for step in steps:
        step(ctx, ids(slip.items))
    return services.slips.slip(ctx, slip.slip_id)


def morning(ctx: Context, clock: FixedClock) -> list[VisitRow]:
    """Seven patients from 09:00 on; something is in every list, some of it late, and one is done with all."""
    sign, pay, perform = services.orders.sign, services.orders.pay, services.orders.perform
    visits = [register(ctx, name) for name in NAMES]
    first, second, third, fourth, fifth, sixth, last = visits
    far(ctx, drafted(ctx, first, BLOOD, URINE), sign)
    clock.advance(minutes=5)
    bloods = far(ctx, drafted(ctx, second, BLOOD, URINE, quantity=2), sign, pay, perform)
    far(ctx, drafted(ctx, second, SCAN), sign, pay)
    services.orders.enter_result(ctx, ids(bloods.items)[:1], ResultStatus.ABNORMAL, "WBC 12.1")
    clock.advance(minutes=8)
    surgery = services.orders.draft(with_catalogue(ctx), third.visit_id, [Drafted(SURGERY)])
    for slip in surgery[:2]:
        far(ctx, slip, sign)
    voided = far(ctx, drafted(ctx, fourth, SCAN), sign, pay)
    services.orders.void(ctx, ids(voided.items), reason="开错")
    declined = far(ctx, drafted(ctx, fourth, BLOOD, URINE), sign)
    services.orders.refuse(ctx, ids(declined.items)[1:], reason="改日再查", form_signed=True)
    clock.advance(minutes=10)
    far(ctx, drafted(ctx, fifth, DRESSING, quantity=3), sign, perform)
    drafted(ctx, sixth, SCAN)
    services.whereabouts.move(ctx, sixth.visit_id, "ultrasound", escort="李护士")
    over = far(ctx, drafted(ctx, last, BLOOD), sign, pay, perform)
    services.orders.enter_result(ctx, ids(over.items), ResultStatus.NORMAL)
    services.orders.read_results(ctx, ids(over.items))
    clock.advance(minutes=6)
    return visits


LATE = timedelta(minutes=20)
"""From when on an unpaid slip is late."""
