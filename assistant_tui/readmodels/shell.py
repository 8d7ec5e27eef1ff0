"""What the lines around every screen show, and the facts of a selected patient."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant_tui.domain.saying import Saying

Words = str | Saying
"""Text as it is (a name, a number) or a sentence still to be put into the user's language."""

Tone = Literal["", "muted", "good", "accent", "warn", "alarm"]
"""How a piece of text is meant; the theme decides the colour, the words must tell it too."""


class RoomLabel(NamedTuple):
    """Whose workstation this is; `demo` marks data that is not real, `speed` how fast its clock runs."""

    room: str
    doctor: str
    assistant: str
    demo: bool = False
    speed: float = 1


class ScreenTab(NamedTuple):
    """One numbered screen: the digit that opens it, and how many things are open there."""

    id: str
    key: str
    title: Words
    how_many: int = 0
    urgent: bool = False


class AlertItem(NamedTuple):
    """One thing that is due or late, and the alert's key: a click leads to what settles it."""

    text: Words
    urgent: bool = False
    key: str = ""


class KeyHint(NamedTuple):
    """A key that works now. Where room is short, hints of the lowest importance go first."""

    action_id: str
    key: str
    label: Words
    importance: int = 0


class Fact(NamedTuple):
    """One line about somebody: without a label the value takes the whole line."""

    label: Words
    value: Words
    tone: Tone = ""


class Section(NamedTuple):
    """Facts that belong together, under a title (none: no rule above them)."""

    title: Words
    facts: tuple[Fact, ...]
