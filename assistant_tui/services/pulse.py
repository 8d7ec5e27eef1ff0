"""What else goes on beside what the user does: the living demo's hook into the screens."""

from __future__ import annotations

from collections.abc import Callable

from assistant_tui.services.context import Context

Pulse = Callable[[Context], bool]
"""Called once a second with the workstation; answers whether it has changed anything."""
