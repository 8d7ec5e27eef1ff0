"""One cause is one alert: who stands at the cashier for long because a slip is not paid."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.context import Context
from tests.services.orders.catalogue import BLOOD, draft, ids, seen, with_catalogue


def alerts(ctx: Context, visit_id: int) -> list[str]:
    return [one.key.split("/")[0] for one in services.board.read(ctx).alerts if one.visit_id == visit_id]


def test_an_unpaid_slip_speaks_for_the_stay_at_the_cashier(ctx: Context, clock: FixedClock) -> None:
    clinic = with_catalogue(ctx)
    visit = seen(clinic, to="cashier")
    items = ids(draft(clinic, visit, BLOOD))
    services.orders.sign(clinic, items)
    clock.advance(minutes=50)
    assert alerts(clinic, visit.visit_id) == ["order"]
    services.orders.pay(clinic, items)
    assert alerts(clinic, visit.visit_id) == ["stay"]  # paid, and still there: now it is the stay
