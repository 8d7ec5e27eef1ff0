"""The table from action ids to the functions that carry them out."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant_tui.screens.desk import Desk

Handler = Callable[["Desk"], Coroutine[Any, Any, None] | None]
"""Plain functions act at once; coroutines may ask in dialogs and run as a worker."""

HANDLERS: dict[str, Handler] = {}


def handles(action_id: str) -> Callable[[Handler], Handler]:
    """Register a handler for an action of `assistant_tui.actions`."""

    def register(handler: Handler) -> Handler:
        assert action_id not in HANDLERS, f"two handlers for {action_id}"
        HANDLERS[action_id] = handler
        return handler

    return register
