"""The menu behind Enter: what can be done with the selected patient, the most likely first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant_tui.actions import Action, Scope, key_name, keys_on
from assistant_tui.screens.dialogs.pick import Pick
from assistant_tui.widgets.choice import Offer


class PatientMenu(Pick[str]):
    """Answers the chosen action's id."""

    def __init__(self, title: str, scope: Scope, actions: Sequence[Action]) -> None:
        offers = [
            Offer(action.id, action.words, note=" ".join(_key_names(scope, action)[:2])) for action in actions
        ]
        super().__init__(title, offers, lambda action_id: action_id)


def _key_names(scope: Scope, action: Action) -> list[str]:
    """As they are written on keyboards, without those that only an input method types."""
    return list(filter(str.isascii, map(key_name, keys_on(scope, action))))
