"""What a workstation remembers about itself: one commented TOML in the platform's config folder.

What reads and writes the file is loaded when first touched: many a workstation has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant_tui.settings.model import Language, Settings, Theme
from assistant_tui.settings.resolve import Origin, Resolved, resolve
from assistant_tui.settings.zone import zone

if TYPE_CHECKING:
    from assistant_tui.settings.file import FromFile, SettingsError, load, read_settings, save

__all__ = [
    "FromFile",
    "Language",
    "Origin",
    "Resolved",
    "Settings",
    "SettingsError",
    "Theme",
    "load",
    "read_settings",
    "resolve",
    "save",
    "zone",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from assistant_tui.settings import file  # noqa: PLC0415

    return getattr(file, name)
