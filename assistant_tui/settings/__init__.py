"""What a workstation remembers about itself: one commented TOML in the platform's config folder."""

from assistant_tui.settings.file import FromFile, SettingsError, load, read_settings, save
from assistant_tui.settings.model import Language, Settings, Theme
from assistant_tui.settings.resolve import Origin, Resolved, resolve
from assistant_tui.settings.zone import zone

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
