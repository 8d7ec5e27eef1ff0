"""The command line as a whole: `run` runs it and ends it in words. `root` has what Typer runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from assistant_tui import i18n
from assistant_tui.cli.bare import COMPLETING, options_alone
from assistant_tui.cli.exits import ExitCode
from assistant_tui.cli.output import talk
from assistant_tui.cli.session import Session
from assistant_tui.cli.workstation import Screens, no_screens
from assistant_tui.domain.saying import RuleError


def run(
    arguments: Sequence[str], environ: Mapping[str, str] | None = None, *, screens: Screens = no_screens
) -> int:
    """Run one command line; answers the exit code. Never raises, whatever happens."""
    environ = os.environ if environ is None else environ
    session = Session(environ, screens)
    try:
        _speak(arguments, environ)
        return _answer(arguments, session)
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


def _answer(arguments: Sequence[str], session: Session) -> int:
    said = None if COMPLETING in os.environ else options_alone(arguments)
    if said is not None:
        session.note(said)
        session.open_screens()
        return int(ExitCode.OK)
    from assistant_tui.cli.front import asks_for_it, front_page  # noqa: PLC0415 - for lines with a command

    if asks_for_it(arguments):
        sys.stdout.write(front_page() + "\n")
        sys.stdout.flush()
        return int(ExitCode.OK)
    from assistant_tui.cli.root import invoke  # noqa: PLC0415 - Typer, for a command

    return invoke(arguments, session)


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
