"""How loud an alert is: from a line, by a bell that repeats, to an overlay that cannot be missed.

Due: the line and one bell. Overdue by 2 minutes: a bell again, at most every 30 seconds. By 5 minutes: the
overlay. Acknowledging silences for at most 5 minutes and changes nothing else: only doing it clears it.
What does not escalate stays a line, with one bell when it is urgent. All of it follows from stored instants
and the clock, so that a restart, a sleep or a changed clock neither repeats nor forgets anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from assistant_tui.domain.attention import NOW, Alert

REPEATS_AFTER = timedelta(minutes=2)
OVERLAY_AFTER = timedelta(minutes=5)
REPEATS_EVERY = timedelta(seconds=30)
LONGEST_SILENCE = timedelta(minutes=5)


class Loudness(IntEnum):
    """What an alert may do at an instant, the louder the greater."""

    SILENT = 0
    LINE = 1
    BELL = 2
    REPEATING = 3
    OVERLAY = 4


Heard = Mapping[str, datetime]
"""Until when each acknowledged alert is silent, by its key."""


def silent_until(now: datetime, wanted: timedelta = LONGEST_SILENCE) -> datetime:
    """Until when an alert acknowledged now is silent: 5 minutes at most."""
    return now + min(wanted, LONGEST_SILENCE)


def loudness(alert: Alert, now: datetime, heard: Heard) -> Loudness:
    """How loud the alert is at `now`.

    A silence that reaches further than any acknowledgement can (the clock was set back since) counts as none.
    """
    until = heard.get(alert.key)
    if until is not None and now < until <= now + LONGEST_SILENCE:
        return Loudness.SILENT
    if not alert.escalates:
        return Loudness.BELL if alert.priority == NOW else Loudness.LINE
    late = now - alert.since
    if late >= OVERLAY_AFTER:
        return Loudness.OVERLAY
    return Loudness.REPEATING if late >= REPEATS_AFTER else Loudness.BELL


def overlaid(alerts: Iterable[Alert], now: datetime, heard: Heard) -> tuple[Alert, ...]:
    """The alerts that stand over everything, in their order."""
    return tuple(alert for alert in alerts if loudness(alert, now, heard) is Loudness.OVERLAY)


@dataclass(slots=True)
class Bell:
    """Remembers, while the program runs, for which alerts it has rung and when."""

    _rung: dict[str, datetime] = field(default_factory=dict)

    def rings(self, alerts: Iterable[Alert], now: datetime, heard: Heard) -> tuple[Alert, ...]:
        """The alerts to ring for now, noting that it is done; those that are gone are forgotten."""
        listed = {alert.key: alert for alert in alerts}
        self._rung = {key: at for key, at in self._rung.items() if key in listed}
        ringing = tuple(alert for alert in listed.values() if self._is_due(alert, now, heard))
        self._rung |= {alert.key: now for alert in ringing}
        return ringing

    def _is_due(self, alert: Alert, now: datetime, heard: Heard) -> bool:
        loud = loudness(alert, now, heard)
        if loud < Loudness.BELL:
            return False
        last = self._rung.get(alert.key)
        if last is None or now < last:  # never yet, or the clock was set back
            return True
        return loud >= Loudness.REPEATING and now - last >= REPEATS_EVERY
