"""The actions of the checklist: what its screen's keys do to the selected task, and to the list."""

from __future__ import annotations

from assistant_tui.actions.model import DOABLE, SKIPPABLE, TASK, Action, Scope, Subject
from assistant_tui.domain.saying import Saying, say


def _on_task(
    name: str, keys: tuple[str, ...], words: Saying, what: Saying, *, when: str = TASK, importance: int = 0
) -> Action:
    return Action(name, keys, words, what, Scope.CHECKLIST, Subject.TASK, frozenset({when}), importance)


DUTY_ACTIONS: tuple[Action, ...] = (
    _on_task(
        "do_task",
        ("space", "ideographic_space"),
        say("Do it"),
        say("Tick it off; a span begins, then ends; what is open at closing leads to its screen"),
        when=DOABLE,
        importance=99,
    ),
    _on_task(
        "skip_task",
        ("x",),
        say("Skip"),
        say("It is not done today, with a reason"),
        when=SKIPPABLE,
        importance=97,
    ),
    _on_task("note_task", ("n",), say("Note"), say("Write a note; what is still open is done with it"),
             importance=96),
    _on_task("task_history", ("d",), say("History"), say("What became of it day by day"), importance=58),
    _on_task("edit_task", ("c",), say("Change"), say("Its name, times and days")),
    _on_task("retire_task", ("r",), say("Take off"), say("Take it off the checklist; its history stays")),
    Action(
        "add_task",
        ("ctrl+a", "t"),
        say("New task"),
        say("A task for one day, or for every day"),
        Scope.CHECKLIST,
        importance=84,
    ),
    Action(
        "supplies",
        ("ctrl+b", "s"),
        say("Supplies"),
        say("The count sheet: what is there, and what to restock"),
        Scope.CHECKLIST,
        importance=82,
    ),
)  # fmt: skip
