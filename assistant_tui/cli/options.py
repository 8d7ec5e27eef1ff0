"""The options that every command takes, and those of the program itself, before Typer knows of them."""

from __future__ import annotations

from typing import NamedTuple

from assistant_tui.i18n import _


class OptionWords(NamedTuple):
    """An option: its name, what stands for its value (nothing for a flag), its line in the help."""

    name: str
    metavar: str
    words: str
    hidden: bool = False

    @property
    def written(self) -> str:
        """How it is typed."""
        return f"--{self.name} {self.metavar}".rstrip()


def of_every_command() -> tuple[OptionWords, ...]:
    """The options that work before and after a command alike."""
    return (
        OptionWords("db", _("PATH"), _("The database to use")),
        OptionWords("config", _("PATH"), _("The settings file to use")),
        OptionWords("lang", "zh_CN|en", _("The language to speak")),
        OptionWords("json", "", _("Answer in JSON")),
        OptionWords("no-input", "", _("Never ask; fail where an answer would be needed")),
        OptionWords("now", "ISO-8601", _("Pretend it is this time; demo databases only"), hidden=True),
    )


def of_the_program() -> tuple[OptionWords, ...]:
    """The options of the program itself; completion is Typer's."""
    return (
        OptionWords("version", "", _("Show the version")),
        OptionWords("install-completion", "", _("Let the shell complete commands and options")),
        OptionWords("show-completion", "", _("Show what that would add to the shell's settings")),
        help_option(),
    )


def help_option() -> OptionWords:
    """The option that shows this."""
    return OptionWords("help", "", _("Show this help"))
