"""Which packs there are, and where; apart from what reads them, which takes 40 ms to import."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from assistant_tui import paths
from assistant_tui.domain.saying import MissingError, say

PACK_FILE = "pack.toml"
_MAX_WAIT = re.compile(r"max_wait_minutes *= *([1-9][0-9]{0,3}) *(#.*)?")


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
    """The maximum wait that the pack in this folder names, read alone; None if it is not written plainly.

    For figures, which need no more of a pack: what is unusual or wrong with it is for `pack.load` to say, and
    a pack that is written as usual is read without TOML.
    """
    section = ""
    try:
        for line in (folder / PACK_FILE).read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = line.partition("]")[0]
            elif section == "[queue" and (found := _MAX_WAIT.fullmatch(line)):
                return timedelta(minutes=int(found[1]))
    except (OSError, ValueError):
        pass
    return None
