"""The actions on alerts and incidents, from wherever one is noticed."""

from __future__ import annotations

from assistant_tui.actions.model import Action
from assistant_tui.domain.saying import say

ALERT_ACTIONS: tuple[Action, ...] = (
    Action(
        "next_alert",
        ("0", "０", "ctrl+f8"),
        say("What is due"),
        say("On to what settles the worst alert; again, and to the next one"),
        importance=59,
    ),
    Action(
        "signals", ("ctrl+f9",), say("How alerts ring"), say("Bell, tone, message on the desktop: on or off")
    ),
)

CARE_ACTIONS: tuple[Action, ...] = (
    Action(
        "incident",
        ("ctrl+x",),
        say("Incident"),
        say("Note damage, loss, a complaint, an emergency, an error or a near miss"),
    ),
    Action(
        "incidents",
        ("ctrl+w",),
        say("Open incidents"),
        say("Follow an incident up: who was told, what was done, why, closed"),
    ),
    Action(
        "support",
        ("ctrl+u", "h"),
        say("Call for support"),
        say("Whom to call, by which number, and what to say"),
    ),
)
