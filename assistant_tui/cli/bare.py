"""The line that names no command: it opens the screens, and Typer, 20 ms to import, is not asked about it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant_tui.cli.options import of_every_command

COMPLETING = "_ASSISTANT_TUI_COMPLETE"
"""Typer's name for it in the environment: the shell asks how the line may go on."""


def options_alone(arguments: Sequence[str]) -> dict[str, str | bool] | None:
    """The options of every command that the line consists of, by the session's names for them.

    One that stands further right counts. None for a line with anything else in it: Typer is to read that.
    """
    takes_value = {f"--{option.name}": bool(option.metavar) for option in of_every_command()}
    said: dict[str, str | bool] = {}
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if name not in takes_value or (equals and not takes_value[name]):
            return None
        meant: str | bool | None = value if equals else True
        if takes_value[name] and not equals:
            meant = next(words, None)
        if meant is None:
            return None
        said[name.removeprefix("--").replace("-", "_")] = meant
    return {name: meant for name, meant in said.items() if meant}
