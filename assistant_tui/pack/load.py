"""From a folder to a pack, or to the list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from assistant_tui.pack.locations import read_locations
from assistant_tui.pack.model import Pack
from assistant_tui.pack.phrases import read_phrases
from assistant_tui.pack.visits import read_pack_file
from assistant_tui.toml import FileError, Mistakes, Table, read

PACK_FILE = "pack.toml"

Content = TypeVar("Content")


class PackError(FileError):
    """The pack was refused; `mistakes` names every one with file, line and reason."""


def load(folder: Path) -> Pack:
    """Read and check the pack in a folder; other files in it are left alone.

    Raises PackError with all mistakes that were found, in all files.
    """
    mistakes = Mistakes()
    about = _content(folder / PACK_FILE, read_pack_file, mistakes)
    locations = _content(folder / "locations.toml", read_locations, mistakes)
    phrases = _content(folder / "phrases.toml", read_phrases, mistakes)
    if mistakes or about is None or locations is None or phrases is None:
        raise PackError(mistakes.in_order())
    return Pack(
        code=about.code,
        name=about.name,
        folder=folder,
        queue=about.queue,
        series=about.series,
        visit_kinds=about.visit_kinds,
        locations=locations,
        phrases=phrases,
    )


def _content(file: Path, understand: Callable[[Table], Content], mistakes: Mistakes) -> Content | None:
    """One file of the pack: parsed, understood, and nothing in it left over; None if it cannot be read."""
    parsed = read(file, mistakes)
    if parsed is None:
        return None
    source, values = parsed
    top = Table(source, values)
    content = understand(top)
    top.finish()
    return content
