"""Where the program begins: `python -m assistant_tui`, and the console script."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant_tui.domain.clock import Clock
    from assistant_tui.services.pulse import Pulse
    from assistant_tui.settings import Resolved

_USUALLY = gc.get_threshold()
_WHILE_LOADING = 200_000
"""Objects made before the garbage collector looks: what loading makes is less, and all of it stays."""


def main() -> None:
    """Run the command line and exit with its code.

    Most commands are over in a moment, of which the garbage collector would take a fifth: half while modules
    are loaded, half at the exit, over what dies with the process anyway.
    """
    gc.set_threshold(_WHILE_LOADING)
    from assistant_tui.cli.app import run  # noqa: PLC0415 - the streams are set up first
    from assistant_tui.cli.workstation import on_terminal  # noqa: PLC0415

    speak_unicode()
    code = run(sys.argv[1:], screens=on_terminal(open_screens))
    gc.freeze()
    sys.exit(code)


def open_screens(resolved: Resolved, *, clock: Clock, pulse: Pulse | None = None) -> None:
    """The Textual app: the one place where the command line meets it."""
    from assistant_tui.app import run  # noqa: PLC0415 - Textual, only for the screens

    # The screens run all day: from here on garbage is looked for as usual, but never among the modules.
    gc.freeze()
    gc.set_threshold(*_USUALLY)

    run(resolved, clock=clock, pulse=pulse)


def speak_unicode() -> None:
    """Let no character of a name break the output: UTF-8 on Windows, elsewhere what the system speaks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8" if os.name == "nt" else None, errors="replace")


if __name__ == "__main__":
    main()
