"""Follows the alerts of a day that is being played, look by look.

Alerts are derived, never stored. So the board is read whenever the clock has moved and again after each
action: what is gone between two looks went by the clock or by what the journal has in between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.escalation import loudness
from assistant_tui.readmodels.alertday import AlertDay, AlertStory
from assistant_tui.readmodels.board import Board
from assistant_tui.services import board
from assistant_tui.services.context import Context
from assistant_tui.store.queries.journal import Action, actions_since

_GOES_ON = frozenset({Deed.CALL, Deed.MOVE, Deed.DEPART, Deed.LEAVE, Deed.NO_SHOW, Deed.VOID_VISIT})

SETTLED_BY: Mapping[str, frozenset[Deed]] = {
    "wait": _GOES_ON | {Deed.TELL_WAIT, Deed.HOLD, Deed.SET_ACUITY, Deed.TRIAGE},
    "call": _GOES_ON | {Deed.RECALL, Deed.START, Deed.SKIP, Deed.RESUME},
    "stay": _GOES_ON | {Deed.FINISH, Deed.RESUME, Deed.QUEUE_AGAIN, Deed.ENTER_RESULT},
    "family": frozenset({Deed.INVITE}),
    "unpaid": frozenset({Deed.PAY_ORDERS, Deed.REFUSE_ORDERS, Deed.VOID_ORDERS}),
    "result": frozenset({Deed.ENTER_RESULT, Deed.VOID_ORDERS}),
    "unsigned": frozenset({Deed.SIGN_ORDERS, Deed.MOVE, Deed.REFUSE_ORDERS, Deed.VOID_ORDERS}),
    "round": frozenset({Deed.RECORD_ROUND, Deed.CANCEL_ROUND, Deed.STOP_WATCH}),
    "alarm": frozenset({Deed.CALL_DOCTOR, Deed.RECORD_ROUND, Deed.STOP_WATCH}),
    "doctor": frozenset({Deed.DOCTOR_CAME, Deed.STOP_WATCH}),
    "triage": _GOES_ON | {Deed.TRIAGE, Deed.SET_ACUITY},
    "incident": frozenset({Deed.FOLLOW_INCIDENT}),
    "task": frozenset({Deed.DO_TASK, Deed.SKIP_TASK, Deed.EDIT_CHECKLIST}),
    "report": frozenset({Deed.SIGN_DAY}),
}
"""What settles an alert of each kind; one of any other kind, whatever was done about the same visit."""


class Tally:
    """Collects what has become of every alert so far."""

    def __init__(self) -> None:
        self._began: datetime | None = None
        self._looked: datetime | None = None
        self._number = 0
        self._standing: dict[str, AlertStory] = {}
        self._over: list[AlertStory] = []
        self._most = 0

    def look(self, ctx: Context) -> Board:
        """See which alerts there are now; to be called when the clock has moved, and after each action.

        Answers the board that was looked at.
        """
        now, since, seen = ctx.now(), actions_since(ctx.reading, self._number), board.read(ctx)
        alerts = {alert.key: alert for alert in seen.alerts}
        for key in [key for key in self._standing if key not in alerts]:
            self._over.append(_ended(self._standing.pop(key), now, since))
        for key, alert in alerts.items():
            self._standing[key] = _heard(self._standing.get(key), alert, now)
        self._began, self._looked = self._began or now, now
        self._number = since[-1].number if since else self._number
        self._most = max(self._most, len(alerts))
        return seen

    def day(self) -> AlertDay:
        """What has become of them, those that stand among them; there has been a look."""
        assert self._began is not None
        assert self._looked is not None
        stories = sorted([*self._over, *self._standing.values()], key=lambda one: (one.raised_at, one.key))
        return AlertDay(self._began, self._looked, tuple(stories), self._most)


def _heard(known: AlertStory | None, alert: Alert, now: datetime) -> AlertStory:
    loud = loudness(alert, now, {})
    if known is None:
        return AlertStory(alert.key, alert.saying, alert.visit_id, now, loud)
    return known._replace(loudest=max(known.loudest, loud))


def _ended(story: AlertStory, now: datetime, since: Sequence[Action]) -> AlertStory:
    settling = SETTLED_BY.get(story.kind)
    for action in reversed(since):
        if action.visit_id == story.visit_id and (settling is None or action.action in settling):
            return story._replace(ended_at=now, deed=action.action, actor=action.actor)
    return story._replace(ended_at=now)
