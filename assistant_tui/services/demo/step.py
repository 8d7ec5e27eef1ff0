"""What happens by itself in the living demo: something done at an instant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant_tui.services.context import Context

Deed = Callable[[Context], object]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens at an instant unless the user does something about it before.

    `about` names what it is about, a visit, a watch, a task: one that is refused puts off the others.
    """

    at: datetime
    about: str
    do: Deed


def of_visit(visit_id: int) -> str:
    """What a step with a patient is about."""
    return f"visit/{visit_id}"
