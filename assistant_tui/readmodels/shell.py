"""What the lines around every screen show, and the facts of a selected patient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant_tui.domain.saying import Saying

Words = str | Saying
"""Text as it is (a name, a number) or a sentence still to be put into the user's language."""

Tone = Literal["", "muted", "good", "accent", "warn", "alarm"]
"""How a piece of text is meant; the theme decides the colour, the words must tell it too."""


@dataclass(frozen=True, slots=True)
class RoomLabel:
    """Whose workstation this is; `demo` marks data that is not real, `speed` how fast its clock runs."""

    room: str
    doctor: str
    assistant: str
    demo: bool = False
    speed: float = 1


@dataclass(frozen=True, slots=True)
class ScreenTab:
    """One numbered screen: the digit that opens it, and how many things are open there."""

    id: str
    key: str
    title: Words
    count: int = 0
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class AlertItem:
    """One thing that is due or late; a click or key goes to the visit, where there is one."""

    text: Words
    urgent: bool = False
    visit_id: int | None = None


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that works now. Where room is short, hints of the lowest importance go first."""

    action_id: str
    key: str
    label: Words
    importance: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about somebody: without a label the value takes the whole line."""

    label: Words
    value: Words
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that belong together, under a title (none: no rule above them)."""

    title: Words
    facts: tuple[Fact, ...]
