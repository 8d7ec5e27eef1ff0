"""Which packs there are, and where; apart from what reads them, which takes 40 ms to import."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from assistant_tui import paths
from assistant_tui.domain.saying import MissingError, say

PACK_FILE = "pack.toml"


def pack_folders() -> tuple[Path, Path]:
    """Where packs are looked for: the user's own first, then the bundled ones."""
    return paths.config_folder() / "packs", paths.data_folder() / "packs"


def available(search: Sequence[Path]) -> dict[str, Path]:
    """The packs by the name of their folder; the first of a name hides the later ones.

    A pack that is listed may still be refused by `load`.
    """
    found: dict[str, Path] = {}
    for parent in search:
        for file in sorted(parent.glob(f"*/{PACK_FILE}")):
            found.setdefault(file.parent.name, file.parent)
    return dict(sorted(found.items()))


def find(name_or_path: str, search: Sequence[Path]) -> Path:
    """The folder of a pack.

    What has a `/` (on Windows also a `\\`) or begins with `~` is a path, all else a name.

    Raises MissingError, naming the packs there are.
    """
    if name_or_path.startswith("~") or "/" in name_or_path or os.sep in name_or_path:
        folder = paths.expanded(name_or_path)
        if (folder / PACK_FILE).is_file():
            return folder
        raise MissingError(say("There is no pack in {folder}: it has no pack.toml", folder=folder))
    packs = available(search)
    if name_or_path in packs:
        return packs[name_or_path]
    known = ", ".join(packs)
    raise MissingError(say("There is no pack {name}. There are: {known}", name=name_or_path, known=known))


def max_wait(folder: Path) -> timedelta | None:
    """The maximum wait that the pack in this folder names, read alone; None if nothing can be made of it.

    For figures, which need no more of a pack: what is unusual or wrong with it is for `pack.load` to say.
    """
    import tomllib  # noqa: PLC0415 - see `settings`: without a settings file nothing else reads TOML

    try:
        with (folder / PACK_FILE).open("rb") as file:
            minutes = tomllib.load(file)["queue"]["max_wait_minutes"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return timedelta(minutes=minutes) if type(minutes) is int and minutes > 0 else None
