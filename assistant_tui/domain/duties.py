"""The day's checklist: phases, tasks, and when each is due."""

from __future__ import annotations

from enum import StrEnum

from assistant_tui.domain.saying import Saying, say


class Phase(StrEnum):
    """The parts of the day that have duties."""

    OPENING = "opening"
    MIDDAY = "midday"
    CLOSING = "closing"


PHASE_WORDS: dict[Phase, Saying] = {
    Phase.OPENING: say("Opening"),
    Phase.MIDDAY: say("Midday"),
    Phase.CLOSING: say("Closing"),
}


class TaskKind(StrEnum):
    """What doing a task means: a tick, a beginning and an end (the UV lamp), or something written down."""

    TICK = "tick"
    SPAN = "span"
    NOTE = "note"


class TaskStatus(StrEnum):
    """What became of a task."""

    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
