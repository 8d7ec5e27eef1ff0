"""From a file to its tables, or to the line that cannot be read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant_tui.domain.saying import Saying, say
from assistant_tui.toml.mistakes import Mistake, Mistakes

if TYPE_CHECKING:
    from assistant_tui.toml.lines import Place

LARGEST = 1_000_000
"""Bytes; a larger file is not something that a person edits."""

_AT = r"\s*\(at (?:line (\d+), column \d+|end of document)\)$"


@dataclass(frozen=True, slots=True)
class Source:
    """A file being read: its text to find lines in, and where mistakes are noted."""

    file: Path
    text: str
    mistakes: Mistakes

    def mistake(self, place: Place, reason: Saying) -> Mistake:
        """What is wrong with the value at `place`, not noted yet."""
        from assistant_tui.toml.lines import line_of  # noqa: PLC0415 - its patterns, only after a mistake

        return Mistake(self.file, line_of(self.text, place), reason)

    def wrong(self, place: Place, reason: Saying) -> None:
        """Note what is wrong with the value at `place`."""
        self.mistakes.found.append(self.mistake(place, reason))


def read(file: Path, mistakes: Mistakes) -> tuple[Source, dict[str, object]] | None:
    """The file's source and its top table; None, with the mistake noted, if it cannot be read or parsed.

    Bytes are UTF-8, with or without a byte order mark (Windows editors write one).
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        mistakes.add(file, 1, say("The file cannot be read: {error}", error=error.strerror or str(error)))
        return None
    if len(data) > LARGEST:
        mistakes.add(file, 1, say("The file is larger than {count} bytes", count=LARGEST))
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        mistakes.add(file, line, say("The text is not UTF-8; save the file as UTF-8"))
        return None
    return parse(file, text, mistakes)


def parse(file: Path, text: str, mistakes: Mistakes) -> tuple[Source, dict[str, object]] | None:
    """The same for a text that is, or is going to be, the content of `file`."""
    try:
        return Source(file, text, mistakes), tomllib.loads(text)
    except RecursionError:
        mistakes.add(file, 1, say("The file is nested too deeply"))
    except ValueError as error:  # TOMLDecodeError, or a number with thousands of digits
        mistakes.add(file, *_syntax_mistake(str(error), text))
    return None


def _syntax_mistake(message: str, text: str) -> tuple[int, Saying]:
    """The line and the reason in tomllib's English message."""
    line = 1
    if found := re.search(_AT, message):
        line = int(found[1]) if found[1] else text.rstrip("\n").count("\n") + 1
    return line, say("This is not TOML: {error}", error=re.sub(_AT, "", message))
