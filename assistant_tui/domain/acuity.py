"""How grave a patient's state is: the four levels of the Chinese emergency triage consensus of 2018."""

from __future__ import annotations

from enum import IntEnum

from assistant_tui.domain.saying import Saying, say


class Acuity(IntEnum):
    """Level I (1) to IV (4); the smaller, the graver."""

    CRITICAL = 1
    SEVERE = 2
    URGENT = 3
    ROUTINE = 4


FIRST_SERVED = frozenset({Acuity.CRITICAL, Acuity.SEVERE})
"""The levels that go before everybody else, whenever they came."""

ACUITY_WORDS: dict[Acuity, Saying] = {
    Acuity.CRITICAL: say("critical"),
    Acuity.SEVERE: say("severe"),
    Acuity.URGENT: say("urgent"),
    Acuity.ROUTINE: say("routine"),
}
