"""Alerts about the watches that go on, for the one list of alerts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.protocols import Level
from assistant_tui.domain.watchalerts import Happened, WatchState, watch_alerts
from assistant_tui.i18n import language
from assistant_tui.readmodels.watches import WatchRow


def alerts(watches: Sequence[WatchRow], now: datetime) -> Iterator[Alert]:
    """What is due about these watches."""
    return watch_alerts((_state(watch, now) for watch in watches), now)


def _state(watch: WatchRow, now: datetime) -> WatchState:
    return WatchState(
        watch.watch_id,
        watch.visit_id,
        watch.ticket,
        watch.protocol.name.said_in(language()),
        watch.standing(now),
        _alarm(watch),
        _call(watch),
    )


def _alarm(watch: WatchRow) -> Happened | None:
    """The last look at the patient, if it was alarming and the doctor was not called since."""
    last = watch.last
    if last is None or last.happened_at is None or last.level is not Level.ALARM:
        return None
    called = watch.call is not None and watch.call.called_at >= last.happened_at
    return None if called else Happened(last.round_id, last.happened_at)


def _call(watch: WatchRow) -> Happened | None:
    """The call for the doctor that he has not followed yet."""
    return Happened(watch.call.call_id, watch.call.called_at) if watch.call and watch.called else None
