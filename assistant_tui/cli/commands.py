"""Typer's command and group with our global options, which work before and after a command alike.

How a noun is written: its file has a module-level function for each command, and `add_to(group)` adds them.
With `from __future__ import annotations`, the help texts in `Annotated[...]` are evaluated when Typer makes
the command of the function: when it is typed, that is after the language is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from assistant_tui.cli.help import page
from assistant_tui.cli.options import OptionWords, help_option, of_every_command
from assistant_tui.cli.session import Session
from assistant_tui.i18n import _

_Function = TypeVar("_Function", bound=Callable[..., None])


class Command(TyperCommand):
    """A command that knows the global options and our page of help."""

    def __init__(self, name: str | None, **attributes: Any) -> None:
        super().__init__(name, **attributes)
        self.params.extend(global_options())

    def get_help(self, ctx: Any) -> str:
        """The page of help in the user's language."""
        return page(self, ctx)

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """`--help`, explained in the user's language."""
        return _explained(super().get_help_option(ctx))


class Group(TyperGroup):
    """A noun: a group of commands, which are named at once and made when they are typed.

    Making a command of a function takes Typer a millisecond; a queue has fifteen.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.params.extend(global_options())
        self._makers: dict[str, Callable[[], TyperCommand | TyperGroup]] = {}

    def add_later(self, name: str, words: str, make: Callable[[], TyperCommand | TyperGroup]) -> None:
        """Add a command that `make` makes when it is asked for; `words` are what the list says of it."""
        self.commands[name] = TyperCommand(name, help=words)
        self._makers[name] = make

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, made now if it was not yet; None if there is none."""
        make = self._makers.pop(cmd_name, None)
        if make is not None:
            self.commands[cmd_name] = make()
        return super().get_command(ctx, cmd_name)

    def get_help(self, ctx: Any) -> str:
        """The page of help in the user's language."""
        return page(self, ctx)

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """`--help`, explained in the user's language."""
        return _explained(super().get_help_option(ctx))


def add_noun(group: Group, name: str) -> Group:
    """Add a group for the commands of a noun, still empty; its words are in `contents`."""
    noun = Group(
        name=name,
        no_args_is_help=True,
        rich_markup_mode=None,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND"),
    )
    group.add_command(noun)
    return noun


def add_verb(group: Group, name: str, does: _Function, words: str, *examples: str) -> None:
    """Add a command; `examples` are command lines that work as they stand.

    The words of a command of the first level only add to its line in `contents`.
    """
    group.add_later(name, words, lambda: _typed(name, does, words, examples))


def _typed(name: str, does: _Function, words: str, examples: tuple[str, ...]) -> Any:
    """The command that Typer makes of a function."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(
        name,
        cls=Command,
        help=words,
        epilog="\n".join(examples),
        options_metavar=_("[OPTIONS]"),
    )(does)
    return get_command(app)


def global_options() -> list[TyperOption]:
    """The options that every command takes."""
    return [_valued(option) if option.metavar else _flag(option) for option in of_every_command()]


def _valued(option: OptionWords) -> TyperOption:
    return TyperOption(
        param_decls=[f"--{option.name}"],
        type=str,
        metavar=option.metavar,
        help=option.words,
        hidden=option.hidden,
        expose_value=False,
        callback=_keep,
    )


def _flag(option: OptionWords) -> TyperOption:
    return TyperOption(
        param_decls=[f"--{option.name}"],
        is_flag=True,
        default=False,
        help=option.words,
        expose_value=False,
        callback=_keep,
    )


def _keep(ctx: typer.Context, param: TyperOption, value: str | bool | None) -> None:
    """Note the option in the session; one that stands further right counts."""
    session = ctx.find_root().obj
    if value and isinstance(session, Session):
        session.note({str(param.name): value})


def _explained(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = help_option().words
    return option
