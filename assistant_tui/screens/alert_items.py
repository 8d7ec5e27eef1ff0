"""The alerts as their line shows them, and what its key does about the worst."""

from __future__ import annotations

from collections.abc import Sequence

from assistant_tui.actions import BY_ID, key_name
from assistant_tui.domain.attention import NOW, Alert
from assistant_tui.domain.targets import PLACE_WORDS
from assistant_tui.readmodels.shell import AlertItem, KeyHint


def alert_items(alerts: Sequence[Alert]) -> tuple[list[AlertItem], KeyHint | None]:
    """The alerts in their order, and the hint for the first; none where nothing is due."""
    if not alerts:
        return [], None
    action = BY_ID["next_alert"]
    hint = KeyHint(action.id, key_name(action.keys[0]), PLACE_WORDS[alerts[0].target.place])
    return [AlertItem(alert.saying, alert.priority == NOW, alert.key) for alert in alerts], hint
