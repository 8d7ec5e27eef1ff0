"""Which program of the system shows a message or plays a sound, and how it is asked.

What is said is an argument or, where an argument would be read as code, a variable of the environment: no
shell and no script ever reads it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

TITLE = "assistant-tui"
SHOWN_SECONDS = 10
_TEXT_VARIABLE = "ASSISTANT_TUI_MESSAGE"
_LINUX_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))
_SESSIONS = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")

_APPLE_SCRIPT = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
# A balloon rather than a toast: a toast wants an installed program of a known identity.
_POWERSHELL = (
    "Add-Type -AssemblyName System.Windows.Forms, System.Drawing; "
    "$icon = New-Object System.Windows.Forms.NotifyIcon; "
    "$icon.Icon = [System.Drawing.SystemIcons]::Information; "
    "$icon.Visible = $true; "
    f"$icon.ShowBalloonTip({SHOWN_SECONDS * 1000}, '{TITLE}', $env:{_TEXT_VARIABLE}, 'Info'); "
    f"Start-Sleep -Seconds {SHOWN_SECONDS}; "
    "$icon.Dispose()"
)


class System(NamedTuple):
    """The computer as it is asked: `sys.platform`, how a program is found, the environment."""

    platform: str = sys.platform
    which: Callable[[str], str | None] = shutil.which
    environ: Mapping[str, str] = os.environ


class Command(NamedTuple):
    """A program with its arguments, and what its environment has besides ours."""

    arguments: tuple[str, ...]
    environ: Mapping[str, str] = {}


def message_command(system: System, text: str) -> Command | None:
    """Shows `text` on the desktop; None where nothing is found that could."""
    if system.platform == "win32":
        shell = system.which("powershell")
        flags = ("-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command")
        return Command((shell, *flags, _POWERSHELL), {_TEXT_VARIABLE: text}) if shell else None
    if system.platform == "darwin":
        script = system.which("osascript")
        lines = [part for line in _APPLE_SCRIPT for part in ("-e", line)]
        return Command((script, *lines, TITLE, text)) if script else None
    sender = system.which("notify-send")
    if sender is None or not any(system.environ.get(name) for name in _SESSIONS):
        return None  # a machine that is worked on from afar has no desktop of its own
    # All of it is the summary, for a body may be read as markup. `transient`: what was due is not collected.
    options = (f"--app-name={TITLE}", f"--expire-time={SHOWN_SECONDS * 1000}", "--hint=int:transient:1")
    return Command((sender, *options, "--", text))


def players(system: System, file: str) -> tuple[Command, ...]:
    """What can play a sound file here, the likeliest first; Windows plays it by itself."""
    wanted = (("afplay",),) if system.platform == "darwin" else _LINUX_PLAYERS
    return tuple(
        Command((found, *options, file)) for name, *options in wanted if (found := system.which(name))
    )
