"""The first page of the help, made of the tables alone: Typer, 37 ms to import, has nothing to add to it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant_tui.cli.contents import contents
from assistant_tui.cli.help import Sections, laid_out
from assistant_tui.cli.options import of_every_command, of_the_program
from assistant_tui.i18n import _

PROGRAM = "assistant-tui"
_EXAMPLES = (PROGRAM, f"{PROGRAM} demo", f"{PROGRAM} queue list", f"{PROGRAM} queue add --help")


def front_page() -> str:
    """What `assistant-tui --help` shows."""
    return laid_out(
        usage=_("Usage: {command}", command=f"{PROGRAM} {_('[OPTIONS]')} {_('[COMMAND]')}"),
        words=_("The consulting-room assistant's workstation. Without a command it opens the screens."),
        sections=_sections(),
        examples=_EXAMPLES,
    )


def _sections() -> Sections:
    yield _("Commands:"), [(entry.name, entry.words) for entry in contents()]
    yield _("Options:"), [(option.written, option.words) for option in of_the_program()]
    yield (
        _("Options of every command:"),
        [(option.written, option.words) for option in of_every_command() if not option.hidden],
    )


def asks_for_it(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for the first page: `--help` before any command.

    False also for whatever is not understood here: Typer then says what is wrong with it.
    """
    valued = {f"--{option.name}" for option in of_every_command() if option.metavar}
    flags = {f"--{option.name}" for option in of_every_command() if not option.metavar} | {"--version"}
    asked = False
    words = iter(arguments)
    for word in words:
        if word == "--help":
            asked = True
        elif word in valued:
            if next(words, None) is None:
                return False
        elif not word.startswith("-"):
            break
        elif word not in flags and word.partition("=")[0] not in valued:
            return False
    return asked
