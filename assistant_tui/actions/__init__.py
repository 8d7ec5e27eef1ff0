"""Every action of the program, once: its keys, its words and where it applies.

Bindings, footer, help, the palette, the patient's menu and `docs/keys.md` are all made from this table.
With a Chinese input method switched on, letters never arrive and punctuation arrives full-width: so each
action has, besides any letter, an F-key, a digit, Ctrl and a letter, or its line in the menu behind Enter.
"""

from assistant_tui.actions.model import (
    ASKS,
    CALLED,
    DOABLE,
    FAMILY_EXPECTED,
    GOES_ON,
    NEXT_STOP,
    NOT_CALLED,
    NOT_QUEUEING,
    SKIPPABLE,
    TASK,
    Action,
    Scope,
    Subject,
    key_name,
)
from assistant_tui.actions.table import ACTIONS, BY_ID, SCREENS, in_scope, keys_on

__all__ = [
    "ACTIONS",
    "ASKS",
    "BY_ID",
    "CALLED",
    "DOABLE",
    "FAMILY_EXPECTED",
    "GOES_ON",
    "NEXT_STOP",
    "NOT_CALLED",
    "NOT_QUEUEING",
    "SCREENS",
    "SKIPPABLE",
    "TASK",
    "Action",
    "Scope",
    "Subject",
    "in_scope",
    "key_name",
    "keys_on",
]
