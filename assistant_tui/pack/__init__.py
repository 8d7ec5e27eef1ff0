"""A specialty's content: a folder of TOML files that a clinic may copy and edit."""

from assistant_tui.domain.words import Words
from assistant_tui.pack.load import PackError, load
from assistant_tui.pack.model import (
    Audience,
    Location,
    LocationKind,
    Pack,
    PackBelonging,
    Phrase,
    Series,
    VisitKind,
)
from assistant_tui.packfolders import available, find, pack_folders

__all__ = [
    "Audience",
    "Location",
    "LocationKind",
    "Pack",
    "PackBelonging",
    "PackError",
    "Phrase",
    "Series",
    "VisitKind",
    "Words",
    "available",
    "find",
    "load",
    "pack_folders",
]
