"""The command line as a whole: `build` puts it together, `run` runs it and ends it in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperOption
from typer.exceptions import TyperException
from typer.main import get_command

from assistant_tui import __version__, i18n
from assistant_tui.cli.contents import Root
from assistant_tui.cli.exits import ExitCode
from assistant_tui.cli.output import talk
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.workstation import Screens, no_screens
from assistant_tui.domain.saying import RuleError
from assistant_tui.i18n import _

PROGRAM = "assistant-tui"
_COMPLETING = "_ASSISTANT_TUI_COMPLETE"  # Typer's name for it: the shell asks how a line may go on


def build() -> typer.Typer:
    """The command line in the language in use."""
    app = typer.Typer(
        name=PROGRAM,
        cls=Root,
        help=_("The consulting-room assistant's workstation. Without a command it opens the screens."),
        epilog="\n".join(
            (PROGRAM, f"{PROGRAM} demo", f"{PROGRAM} queue list", f"{PROGRAM} queue add --help")
        ),
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("[COMMAND]"),
    )
    app.callback()(_root)
    return app


def command() -> Any:
    """The built command line as Typer runs it."""
    built = get_command(build())
    words = {
        "install_completion": _("Let the shell complete commands and options"),
        "show_completion": _("Show what that would add to the shell's settings"),
    }
    for param in built.params:
        if isinstance(param, TyperOption) and param.name in words:
            param.help = words[param.name]
    return built


def run(
    arguments: Sequence[str], environ: Mapping[str, str] | None = None, *, screens: Screens = no_screens
) -> int:
    """Run one command line; answers the exit code. Never raises, whatever happens."""
    environ = os.environ if environ is None else environ
    session = Session(environ, screens)
    try:
        _speak(arguments, environ)
        return _invoke(arguments, session)
    except RuleError as error:
        from assistant_tui.cli.refusals import refused  # noqa: PLC0415

        return int(refused(error))
    except BrokenPipeError:
        _forget_the_reader()
        return int(ExitCode.PIPE_CLOSED)
    except (KeyboardInterrupt, EOFError):
        talk("")
        return int(ExitCode.INTERRUPTED)
    except OSError as error:
        from assistant_tui.cli.refusals import not_done  # noqa: PLC0415

        return int(not_done(error))
    except Exception as error:  # noqa: BLE001 - the edge: nothing passes it but as words
        from assistant_tui.cli.refusals import broken  # noqa: PLC0415 - most commands end well
        from assistant_tui.domain.clock import SystemClock  # noqa: PLC0415

        return int(broken(error, at=SystemClock().now()))
    finally:
        session.close()


def _invoke(arguments: Sequence[str], session: Session) -> int:
    try:
        program = command()
        if _COMPLETING in os.environ:
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


def _speak(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Choose the language before the help is built: read the two options that decide it, and nothing else.

    Settings that cannot be read must not take the help away: then the system's language is spoken, and the
    command that needs the settings will say what is wrong with them.
    """
    from assistant_tui import settings  # noqa: PLC0415

    i18n.use_language(i18n.system_language())
    with suppress(RuleError):
        resolved = settings.resolve(
            environ, _value_of("--config", arguments), None, _value_of("--lang", arguments)
        )
        i18n.use_language(resolved.language)


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    """The last value given to the option, as `--option VALUE` or `--option=VALUE`."""
    value = None
    for at, word in enumerate(arguments):
        if word == "--":
            break
        if word == option:
            value = next(iter(arguments[at + 1 : at + 2]), None)
        elif word.startswith(f"{option}="):
            value = word.partition("=")[2]
    return value


def _forget_the_reader() -> None:
    """Whoever read our output has gone; what is left in the buffer must not complain at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=_("Show the version"))] = False,
) -> None:
    if version:
        session_of(ctx).out.line(f"{PROGRAM} {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        session = session_of(ctx)
        session.screens(session.resolved, clock=session.clock)
