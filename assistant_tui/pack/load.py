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
from assistant_tui.packfolders import PACK_FILE
from assistant_tui.toml import FileError, Mistakes, Table, read

if TYPE_CHECKING:
    from assistant_tui.domain.catalogue import Catalogue
    from assistant_tui.domain.duties import Task
    from assistant_tui.domain.incidents import Contact
    from assistant_tui.domain.protocols import Protocol
    from assistant_tui.domain.supplies import Supply
    from assistant_tui.domain.triage import RedFlag

CATALOGUE_FILE = "catalogue.toml"
CHECKLIST_FILE = "checklist.toml"
SUPPLIES_FILE = "supplies.toml"
PROTOCOLS_FILE = "protocols.toml"
TRIAGE_FILE = "triage.toml"
ESCALATION_FILE = "escalation.toml"

Content = TypeVar("Content")


class PackError(FileError):
    """The pack was refused; `mistakes` names every one with file, line and reason."""


def load(folder: Path, *, whole: bool = False) -> Pack:
    """Read and check the pack in a folder; other files in it are left alone.

    Only what every screen needs is read at once; catalogue, checklist, supplies, protocols, red flags and
    contacts when they are first asked for, unless the `whole` pack is wanted now. Raises PackError with all
    mistakes that were found, in all files.
    """
    mistakes = Mistakes()
    about = _content(folder / PACK_FILE, read_pack_file, mistakes)
    locations = _content(folder / "locations.toml", read_locations, mistakes)
    phrases = _content(folder / "phrases.toml", read_phrases, mistakes)
    catalogue = cache(partial(_catalogue, folder, [one.code for one in locations or ()]))
    checklist = cache(partial(_checklist, folder))
    supplies = cache(partial(_supplies, folder))
    protocols = cache(partial(_protocols, folder))
    red_flags = cache(partial(_red_flags, folder))
    contacts = cache(partial(_contacts, folder))
    later: tuple[Callable[[], object], ...] = (
        catalogue,
        checklist,
        supplies,
        protocols,
        red_flags,
        contacts,
    )
    for read_now in later if whole and locations else ():
        try:
            read_now()
        except PackError as error:
            mistakes.found.extend(error.mistakes)
    if mistakes or about is None or locations is None or phrases is None:
        raise PackError(mistakes.in_order())
    return Pack(
        code=about.code,
        name=about.name,
        folder=folder,
        queue=about.queue,
        hours=about.hours,
        series=about.series,
        visit_kinds=about.visit_kinds,
        locations=locations,
        phrases=phrases,
        belongings=about.belongings,
        return_date_after=about.return_date_after,
        read_catalogue=catalogue,
        read_checklist=checklist,
        read_supplies=supplies,
        read_protocols=protocols,
        read_red_flags=red_flags,
        read_contacts=contacts,
    )


def _catalogue(folder: Path, locations: Collection[str]) -> Catalogue:
    """The pack's catalogue, empty if it has no file for it. Raises PackError."""
    from assistant_tui.domain.catalogue import Catalogue  # noqa: PLC0415 - only for those who order
    from assistant_tui.pack.catalogue import read_catalogue  # noqa: PLC0415

    return _optional(folder / CATALOGUE_FILE, Catalogue, lambda top: read_catalogue(top, locations))


def _checklist(folder: Path) -> tuple[Task, ...]:
    """The pack's checklist. Raises PackError."""
    from assistant_tui.pack.checklist import read_checklist  # noqa: PLC0415 - as the catalogue

    return _optional(folder / CHECKLIST_FILE, tuple, read_checklist)


def _supplies(folder: Path) -> tuple[Supply, ...]:
    """The pack's supplies. Raises PackError."""
    from assistant_tui.pack.supplies import read_supplies  # noqa: PLC0415 - as the catalogue

    return _optional(folder / SUPPLIES_FILE, tuple, read_supplies)


def _protocols(folder: Path) -> tuple[Protocol, ...]:
    """The pack's protocols. Raises PackError."""
    from assistant_tui.pack.protocols import read_protocols  # noqa: PLC0415 - as the catalogue

    return _optional(folder / PROTOCOLS_FILE, tuple, read_protocols)


def _red_flags(folder: Path) -> tuple[RedFlag, ...]:
    """The pack's red flags. Raises PackError."""
    from assistant_tui.pack.triage import read_red_flags  # noqa: PLC0415 - as the catalogue

    return _optional(folder / TRIAGE_FILE, tuple, read_red_flags)


def _contacts(folder: Path) -> tuple[Contact, ...]:
    """Whom the pack's clinic calls for support. Raises PackError."""
    from assistant_tui.pack.escalation import read_contacts  # noqa: PLC0415 - as the catalogue

    return _optional(folder / ESCALATION_FILE, tuple, read_contacts)


def _optional(file: Path, nothing: Callable[[], Content], understand: Callable[[Table], Content]) -> Content:
    """A file that a pack may leave out. Raises PackError."""
    if not file.exists():
        return nothing()
    mistakes = Mistakes()
    found = _content(file, understand, mistakes)
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
