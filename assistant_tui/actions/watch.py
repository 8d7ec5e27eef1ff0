"""The actions on watches: what screen 5's keys do to the selected one, in the order in which it happens."""

from __future__ import annotations

from assistant_tui.actions.model import CALLED, GOES_ON, NOT_CALLED, Action, Scope, Subject
from assistant_tui.domain.saying import Saying, say


def _on_watch(
    name: str, keys: tuple[str, ...], words: Saying, what: Saying, *, when: str = GOES_ON, importance: int = 0
) -> Action:
    return Action(name, keys, words, what, Scope.WATCH, Subject.WATCH, frozenset({when}), importance)


WATCH_ACTIONS: tuple[Action, ...] = (
    Action(
        "record_due",
        ("f8",),
        say("Watch round"),
        say("Record the round that is longest overdue, or else the next one"),
        importance=78,
    ),
    _on_watch(
        "record_round",
        ("space", "ideographic_space"),
        say("Record round"),
        say("Record a round as digits: 1 2 4"),
        importance=98,
    ),
    _on_watch(
        "call_doctor",
        ("c",),
        say("Doctor called"),
        say("The doctor was asked to come at once"),
        when=NOT_CALLED,
        importance=97,
    ),
    _on_watch(
        "doctor_came",
        ("d",),
        say("Doctor came"),
        say("The doctor who was called is here: what was ordered"),
        when=CALLED,
        importance=97,
    ),
    _on_watch(
        "skip_round", ("x",), say("Leave out"), say("The round that is due, or the next one, with a reason"),
        importance=62,
    ),
    _on_watch("instruct", ("i",), say("Instructions"), say("Tick what the patient was told"), importance=61),
    _on_watch(
        "stop_watch",
        ("f", "ctrl+f"),
        say("End watch"),
        say("Discharged by the score, transferred or cancelled"),
        importance=96,
    ),
    Action(
        "hand_over",
        ("o", "ctrl+b"),
        say("Hand over"),
        say("Somebody else looks after one's watches from now on"),
        Scope.WATCH,
        importance=63,
    ),
)  # fmt: skip

START_WATCH = Action(
    "start_watch",
    ("y",),
    say("Observe"),
    say("Begin to observe the selected patient; after a surgery by what it calls for"),
    subject=Subject.VISIT,
    importance=64,
)
"""Works everywhere; on a patient's menu it stands behind what is done more often."""
