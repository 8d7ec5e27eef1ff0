"""From a folder to a pack, or to the list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant_tui.pack.locations import read_locations
from assistant_tui.pack.model import Pack
from assistant_tui.pack.phrases import read_phrases
from assistant_tui.pack.visits import read_pack_file
from assistant_tui.toml import FileError, Mistakes, Table, read

if TYPE_CHECKING:
    from assistant_tui.domain.catalogue import Catalogue

PACK_FILE = "pack.toml"
CATALOGUE_FILE = "catalogue.toml"

Content = TypeVar("Content")


class PackError(FileError):
    """The pack was refused; `mistakes` names every one with file, line and reason."""


def load(folder: Path, *, whole: bool = False) -> Pack:
    """Read and check the pack in a folder; other files in it are left alone.

    The catalogue is read when it is first asked for, unless the `whole` pack is wanted now. Raises PackError
    with all mistakes that were found, in all files.
    """
    mistakes = Mistakes()
    about = _content(folder / PACK_FILE, read_pack_file, mistakes)
    locations = _content(folder / "locations.toml", read_locations, mistakes)
    phrases = _content(folder / "phrases.toml", read_phrases, mistakes)
    catalogue = cache(partial(_catalogue, folder, [one.code for one in locations or ()]))
    if whole and locations:
        try:
            catalogue()
        except PackError as error:
            mistakes.found.extend(error.mistakes)
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
        belongings=about.belongings,
        return_date_after=about.return_date_after,
        read_catalogue=catalogue,
    )


def _catalogue(folder: Path, locations: Collection[str]) -> Catalogue:
    """The pack's catalogue, empty if it has no file for it. Raises PackError."""
    from assistant_tui.domain.catalogue import Catalogue  # noqa: PLC0415 - only for those who order
    from assistant_tui.pack.catalogue import read_catalogue  # noqa: PLC0415

    file = folder / CATALOGUE_FILE
    if not file.exists():
        return Catalogue()
    mistakes = Mistakes()
    found = _content(file, lambda top: read_catalogue(top, locations), mistakes)
    if mistakes or found is None:
        raise PackError(mistakes.in_order())
    return found


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
