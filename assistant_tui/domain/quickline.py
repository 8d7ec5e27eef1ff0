"""A typed line while it is being understood: what is still free, what was claimed, and as what."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from assistant_tui.domain.saying import Saying
from assistant_tui.domain.text import clean_prose, is_invisible

What = Literal[
    "name",
    "sex",
    "age",
    "born",
    "phone",
    "card",
    "kind",
    "slot",
    "companion",
    "complaint",
    "unsure",
    "ignored",
]

TAKEN = "\x00"
"""Stands in `Line.free` where characters were claimed; no typed character is ever this one."""
_EDGES = " ,、;|/:"
SEPARATORS = r"\s\x00,、;|/。"
START = rf"(?<![^{SEPARATORS}:(])"
"""In a pattern: nothing before, or something that parts words."""
END = rf"(?![^{SEPARATORS})])"
"""In a pattern: nothing behind, or something that parts words."""


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `[start, end)` of the typed text, what they were understood as, and the value to show."""

    start: int
    end: int
    what: What
    shown: str | Saying


@dataclass(slots=True)
class Line:
    """The typed text, made plain, from which rules claim their parts one after the other.

    `plain` has one character for each visible typed one (full-width forms made usual ones, if that
    is one character too), `places` tells which. `free` is `plain` with `TAKEN` where it is claimed.
    """

    typed: str
    plain: str = ""
    free: str = ""
    places: list[int] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    problems: list[Saying] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make the typed text plain."""
        if self.typed.isascii() and self.typed.isprintable():
            self.places = list(range(len(self.typed)))
            self.plain = self.free = self.typed
            return
        chars: list[str] = []
        for place, char in enumerate(self.typed):
            if char.isspace() or not is_invisible(char):
                chars.append(_usual(char))
                self.places.append(place)
        self.plain = self.free = "".join(chars)

    def claim(self, span: tuple[int, int], what: What, shown: str | Saying = "") -> None:
        """Take the characters of a span of `plain`; `shown` defaults to the text itself, cleaned."""
        start, end = span
        typed_start, typed_end = self.places[start], self.places[end - 1] + 1
        self.parts.append(
            Part(typed_start, typed_end, what, shown or clean_prose(self.typed[typed_start:typed_end]))
        )
        self.free = self.free[:start] + TAKEN * (end - start) + self.free[end:]

    def doubt(self, span: tuple[int, int], problem: Saying) -> None:
        """Take a span that cannot be used as what it looks like; its text is kept with the complaint."""
        self.claim(span, "unsure")
        self.problems.append(problem)

    def claim_rest(self) -> None:
        """Take all that is left: words as the complaint, mere punctuation and the invisible as ignored."""
        for match in re.finditer(r"[^\x00]+", self.free):
            text = match[0]
            start = match.start() + len(text) - len(text.lstrip(_EDGES))
            end = match.start() + len(text.rstrip(_EDGES))
            if any(
                not (char.isspace() or unicodedata.category(char).startswith("P"))
                for char in text.strip(_EDGES)
            ):
                self.claim((start, end), "complaint")
        covered = bytearray(len(self.typed))
        for part in self.parts:
            covered[part.start : part.end] = b"\x01" * (part.end - part.start)
        loose = "".join(" " if done else char for char, done in zip(self.typed, covered, strict=True))
        self.parts += (Part(*match.span(), "ignored", "") for match in re.finditer(r"\S+", loose))
        self.parts.sort(key=lambda part: part.start)

    def complaint(self) -> str:
        """The text of the complaint and of doubtful parts, in the order typed."""
        kept = (part for part in self.parts if part.what in ("complaint", "unsure"))
        return clean_prose(" ".join(self.typed[part.start : part.end] for part in kept), limit=500)


def _usual(char: str) -> str:
    if char.isspace():
        return " "
    usual = unicodedata.normalize("NFKC", char)
    return usual if len(usual) == 1 else char
