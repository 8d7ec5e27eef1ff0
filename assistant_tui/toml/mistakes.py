"""What is wrong in a file, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from assistant_tui.domain.saying import RuleError, Saying, say

SHOWN = 20
"""More mistakes than this are counted, not listed: the first ones usually explain the rest."""


class Mistake(NamedTuple):
    """One mistake: the file, its line (from 1; 1 also stands for the file as a whole) and the reason."""

    file: Path
    line: int
    reason: Saying

    @property
    def saying(self) -> Saying:
        """The mistake as one sentence."""
        return say("{file}, line {line}: {reason}", file=self.file, line=self.line, reason=self.reason)


@dataclass(slots=True)
class Mistakes:
    """The mistakes found so far; reading goes on after one, so that the author sees them all at once."""

    found: list[Mistake] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.found)

    def add(self, file: Path, line: int, reason: Saying) -> None:
        """Note one mistake."""
        self.found.append(Mistake(file, line, reason))

    def in_order(self) -> tuple[Mistake, ...]:
        """By file and line, each once."""
        unique = {(mistake.file, mistake.line, str(mistake.reason)): mistake for mistake in self.found}
        return tuple(unique[key] for key in sorted(unique))


class FileError(RuleError):
    """A file was refused; `mistakes` has at least one entry and `saying` lists them, one a line."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(_listed(mistakes))
        self.mistakes = tuple(mistakes)


def _listed(mistakes: Sequence[Mistake]) -> Saying:
    lines = [mistake.saying for mistake in mistakes[:SHOWN]]
    if len(mistakes) > SHOWN:
        lines.append(say("... and {count} more mistakes", count=len(mistakes) - SHOWN))
    # The template is gaps only: there is nothing in it to translate.
    values = {f"line{number}": line for number, line in enumerate(lines)}
    return Saying("\n".join(f"{{{name}}}" for name in values), values)
