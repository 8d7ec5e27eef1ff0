"""What happens by itself in the living demo: something done at an instant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant_tui.services.context import Context

Deed = Callable[[Context], object]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens with a patient at an instant unless the user does something with her before."""

    at: datetime
    visit_id: int
    do: Deed
