"""From an alert to what settles it, and how alerts ring."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.screen import ModalScreen

from assistant_tui import services
from assistant_tui.domain.attention import Alert
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.domain.targets import Place, Target
from assistant_tui.i18n import _
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.pick import Pick
from assistant_tui.screens.dialogs.record_round import RecordRound
from assistant_tui.screens.handlers.care import follow_up
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.screens.handlers.watching import record
from assistant_tui.screens.signals import SIGNAL_WORDS, Signal
from assistant_tui.widgets.choice import Offer

PANE_OF: dict[Place, str] = {
    Place.QUEUE: "queue",
    Place.LEVEL: "queue",
    Place.WHEREABOUTS: "whereabouts",
    Place.SLIP: "orders",
    Place.ROUND: "watch",
    Place.WATCH: "watch",
    Place.TASK: "checklist",
    Place.REPORT: "report",
}
"""The screen of a place. An incident is followed up over whatever screen is in view."""


@handles("next_alert")
async def next_alert(desk: Desk) -> None:
    """The worst; again, and it is the next one's turn."""
    alerts = {alert.key: alert for alert in desk.board.alerts}
    if not alerts:
        raise RuleError(say("Nothing is due."))
    alert = alerts[desk.walk.step(list(alerts), desk.ctx.now())]
    desk.tell(alert.saying)
    await settle(desk, alert)


async def settle(desk: Desk, alert: Alert) -> None:
    """Bring what settles the alert into view, and begin it where one thing is to be done.

    A dialog that is open stays as it is, with what was typed: only a round is recorded over it.
    """
    target, in_view = alert.target, desk.app.screen
    if not isinstance(in_view, ModalScreen):
        if target.place in PANE_OF:
            await desk.open_at(PANE_OF[target.place], target)
    elif target.place is not Place.ROUND or isinstance(in_view, RecordRound):
        return
    if target.place in _BEGUN_BY:
        await _BEGUN_BY[target.place](desk, target)


async def _record(desk: Desk, target: Target) -> None:
    watch = next((one for one in desk.board.watches if one.watch_id == target.row), None)
    if watch is None:
        raise RuleError(say("This alert is not there any more"))
    await record(desk, watch)


async def _level(desk: Desk, _target: Target) -> None:
    desk.action_carry_out("level")


async def _follow_up(desk: Desk, target: Target) -> None:
    assert isinstance(target.row, int)
    await follow_up(desk, services.incidentlist.incident(desk.ctx, target.row))


_BEGUN_BY: dict[Place, Callable[[Desk, Target], Coroutine[Any, Any, None]]] = {
    Place.ROUND: _record,
    Place.LEVEL: _level,
    Place.INCIDENT: _follow_up,
}


@handles("signals")
async def signals(desk: Desk) -> None:
    """Bell, tone and message, each on or off."""
    offers = [
        Offer(one.value, SIGNAL_WORDS[one], say("on") if desk.signals.is_on(one) else say("off"))
        for one in Signal
    ]
    chosen = await desk.ask(Pick(_("How alerts ring"), offers, Signal))
    if chosen is not None:
        is_on = desk.signals.switch(chosen)
        desk.remember(**{chosen.value: is_on})
        desk.tell(say("{what}: {how}", what=SIGNAL_WORDS[chosen], how=say("on") if is_on else say("off")))
