"""The command line as Typer runs it: the program itself, whose commands are loaded when they are typed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperOption
from typer.exceptions import TyperException
from typer.main import get_command

from assistant_tui import __version__
from assistant_tui.cli.bare import COMPLETING
from assistant_tui.cli.commands import Group
from assistant_tui.cli.contents import Entry, contents
from assistant_tui.cli.exits import ExitCode
from assistant_tui.cli.front import PROGRAM, front_page
from assistant_tui.cli.options import of_the_program
from assistant_tui.cli.output import talk
from assistant_tui.cli.session import Session, session_of
from assistant_tui.i18n import _


class Root(Group):
    """The program itself."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for entry in contents():
            self.add_later(entry.name, entry.words, partial(_loaded, entry))

    def get_help(self, ctx: Any) -> str:  # noqa: ARG002 - it is the same everywhere
        """The first page of the help."""
        return front_page()


def _loaded(entry: Entry) -> Any:
    """The command from its file; its line of the list begins its own page."""
    shelf = Group()
    import_module(f"assistant_tui.cli.{entry.file}").add_to(shelf)
    command = shelf.get_command(None, entry.name)
    command.help = "\n".join(dict.fromkeys(text for text in (entry.words, command.help) if text))
    return command


def build() -> typer.Typer:
    """The command line in the language in use."""
    app = typer.Typer(
        name=PROGRAM,
        cls=Root,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("[COMMAND]"),
    )
    app.callback()(_root)
    return app


def command() -> Any:
    """The built command line as Typer runs it, its own options explained as on the first page."""
    built = get_command(build())
    words = {option.name.replace("-", "_"): option.words for option in of_the_program()}
    for param in built.params:
        if isinstance(param, TyperOption) and param.name in words:
            param.help = words[param.name]
    return built


def invoke(arguments: Sequence[str], session: Session) -> int:
    """Run one command line; answers the exit code. Raises what the command raises."""
    try:
        program = command()
        if COMPLETING in os.environ:
            program.main(list(arguments), prog_name=PROGRAM)
        # Not by `main`, which ends in Typer's words and with Typer's exit codes.
        with program.make_context(PROGRAM, list(arguments), obj=session) as ctx:
            program.invoke(ctx)
        sys.stdout.flush()
    except (typer.Exit, SystemExit) as end:
        code = end.exit_code if isinstance(end, typer.Exit) else end.code
        sys.stdout.flush()
        return int(code or ExitCode.OK)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except TyperException as error:
        from assistant_tui.cli.usage import usage_in_words  # noqa: PLC0415

        talk(usage_in_words(error))
        return int(ExitCode.USAGE)
    return int(ExitCode.OK)


def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version")] = False,
) -> None:
    if version:
        session_of(ctx).out.line(f"{PROGRAM} {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        session_of(ctx).open_screens()
