"""The ladder that a call without an answer climbs: call, call again, then skip (过号)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from assistant_tui.domain.queuerules import QueueRules

SECOND = timedelta(seconds=1)


class NextStep(StrEnum):
    """What is to be done when the patient does not come."""

    CALL_AGAIN = "call-again"
    SKIP = "skip"


class CallStep(NamedTuple):
    """Where a call stands: the `number`-th call runs until `until`, `seconds_left` from now."""

    number: int
    until: datetime
    seconds_left: int
    next: NextStep

    @property
    def expired(self) -> bool:
        """Whether the time to answer has run out."""
        return self.seconds_left == 0


def call_step(made: int, last_call: datetime, rules: QueueRules, now: datetime) -> CallStep:
    """The step that a patient called `made` times, last at `last_call`, has reached.

    Computed from the instant of the call, so a restart or a sleeping computer loses nothing; a clock set
    back shows one full interval at most. Raises ValueError when no call has been made.
    """
    if made < 1:
        raise ValueError("nobody has been called yet")
    until = last_call + rules.call_interval
    left = min(max(until - now, timedelta(0)), rules.call_interval)
    return CallStep(
        number=made,
        until=until,
        seconds_left=ceil(left / SECOND),
        next=NextStep.SKIP if made >= rules.calls_before_skip else NextStep.CALL_AGAIN,
    )
