"""Asking the computer for attention: without waiting for it, and without ever failing on it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant_tui.desktop.programs import SHOWN_SECONDS, Command, System, message_command, players
from assistant_tui.desktop.tone import tone

PATIENCE_SECONDS = 2 * SHOWN_SECONDS
"""A program that has not ended by then is ended."""

Run = Callable[[Command], bool]
"""Runs a program to its end and answers whether it did what it was asked for."""
Start = Callable[[Callable[[], None]], None]
"""Has something done while the caller goes on."""
Otherwise = Callable[[], None]
"""What is done where the computer cannot; called from any thread."""


def run(command: Command) -> bool:
    """Run it, and say nothing of it on the terminal that we draw on."""
    try:
        done = subprocess.run(  # noqa: S603 - our own programs; what is said is an argument, not a script
            command.arguments,
            env={**os.environ, **command.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def in_background(job: Callable[[], None]) -> None:
    """In a thread that does not keep the program from ending."""
    with suppress(RuntimeError):  # no thread can be had
        threading.Thread(target=job, daemon=True).start()


class Desktop:
    """The computer's own message and tone."""

    def __init__(self, system: System | None = None, *, run: Run = run, start: Start = in_background) -> None:
        self._system = system or System()
        self._run = run
        self._start = start

    def show(self, text: str, *, otherwise: Otherwise) -> None:
        """Show one line of text on the desktop."""
        command = message_command(self._system, text)
        if command is None:
            otherwise()
            return
        self._start(lambda: None if self._run(command) else otherwise())

    def play(self, *, otherwise: Otherwise) -> None:
        """Play the tone, by the first player that can."""
        if self._system.platform != "win32" and not players(self._system, ""):
            otherwise()
            return
        self._start(lambda: None if self._played() else otherwise())

    def _played(self) -> bool:
        try:
            with tempfile.TemporaryDirectory(prefix="assistant-tui-") as folder:
                file = Path(folder) / "alert.wav"
                file.write_bytes(tone())
                if self._system.platform == "win32":
                    return _played_by_windows(file)
                return any(self._run(command) for command in players(self._system, str(file)))
        except OSError:  # no room for the file
            return False


def _played_by_windows(file: Path) -> bool:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - there only

        with suppress(RuntimeError):
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
            return True
    return False
