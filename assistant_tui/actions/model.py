"""What an action is: its keys, its words, and where it applies."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from assistant_tui.domain.saying import Saying


class Scope(StrEnum):
    """Where an action's keys work."""

    EVERYWHERE = "everywhere"
    CHECKLIST = "checklist"
    QUEUE = "queue"
    WHEREABOUTS = "whereabouts"
    ORDERS = "orders"
    WATCH = "watch"
    PATIENTS = "patients"
    REPORT = "report"


class Subject(StrEnum):
    """Whom an action is about: somebody who has to be selected, or not."""

    NOTHING = "nothing"
    ROOM = "room"
    """Whoever is at the door or with the doctor, wherever the cursor is."""
    VISIT = "visit"
    SLIP = "slip"
    WATCH = "watch"
    TASK = "task"
    PATIENT = "patient"


NOT_QUEUEING = "not-queueing"
"""The fact about a patient who is inside without an active queue entry."""
NEXT_STOP = "next-stop"
"""The fact about a patient whom her slips send somewhere."""
FAMILY_EXPECTED = "family-expected"
"""The fact about a patient whose companion is still to be invited in."""
DOABLE = "doable"
"""The fact about a task that is not done yet, and about what is open at closing."""
SKIPPABLE = "skippable"
"""The fact about a task that is neither done nor running."""
TASK = "task"
"""The fact about every task of the checklist."""
GOES_ON = "goes-on"
"""The fact about every watch that has not ended."""
CALLED = "doctor-called"
"""The fact about a watch for which the doctor was asked to come and has not come yet."""
NOT_CALLED = "doctor-not-called"
"""The fact about all others."""
ASKS = "asks"
"""The fact about a slip that waits for something; its other facts are the steps that it can take."""


class Action(NamedTuple):
    """One thing the user can do.

    `when` limits an action on a visit, or on the room's, to those of which one of these facts holds (the
    status of the queue entry, or one of the above); empty means any, as long as she is inside. An action on
    a slip is limited to slips that can take one of these steps.
    `importance` decides what the footer keeps when room is short; 0 never stands there.
    """

    id: str
    keys: tuple[str, ...]
    words: Saying
    help: Saying
    scope: Scope = Scope.EVERYWHERE
    subject: Subject = Subject.NOTHING
    when: frozenset[str] = frozenset()
    importance: int = 0

    def applies_to(self, facts: frozenset[str]) -> bool:
        """Whether it can be done to what these facts hold of; none do when nothing is selected."""
        if self.subject not in {Subject.ROOM, Subject.VISIT, Subject.SLIP, Subject.TASK, Subject.WATCH}:
            return True
        return bool(facts & self.when) if self.when else bool(facts)


def key_name(key: str) -> str:
    """A key as it is written on keyboards: `F5`, `Ctrl+Z`, `?`; full-width if an input method types it."""
    special = {
        "question_mark": "?",
        "slash": "/",
        "full_stop": ".",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
        "left": "Left",
        "right": "Right",
        "enter": "Enter",
        "escape": "Esc",
        "space": "Space",
        "ideographic_space": "Ｓｐａｃｅ",
    }
    if key in special:
        return special[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').capitalize()}"
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key
