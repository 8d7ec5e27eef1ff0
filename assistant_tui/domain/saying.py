"""Sentences that rules speak, still to be put into the user's language.

A rule knows what is to be said and about whom, not in which language. It answers with a
`Saying`: an English template, which is also the key of the translation, and the values to fill in.
`assistant_tui.i18n.spoken` turns it into words at the very edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Saying:
    """An English template with `{named}` gaps, and what fills them (perhaps a `Saying` or `Words` too)."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentence, for logs and tests."""
        return self.template.format(**{name: str(value) for name, value in self.values.items()})


def say(template: str, /, **values: object) -> Saying:
    """Make a `Saying`; `tools/translations.py` collects the templates from calls of this name."""
    return Saying(template, values)


class RuleError(Exception):
    """The user asked for something that a rule forbids; nothing was changed.

    Raised by rules and services, put into words once at the edge, never shown as a traceback.
    """

    def __init__(self, saying: Saying) -> None:
        super().__init__(str(saying))
        self.saying = saying


class InputError(RuleError):
    """What was typed cannot be understood or is out of range; the sentence says what to type instead."""


class MissingError(RuleError):
    """What was named (a ticket, a patient, a location) does not exist."""


class ConflictError(RuleError):
    """Somebody else changed the same thing in between; look again and repeat."""
