"""The commands of the first level: which file has each, and what it does in one line.

A file is loaded when its command is typed: thirty commands are not built to run one.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.main import get_group

from assistant_tui.cli.commands import Command, Group
from assistant_tui.i18n import _


class Entry(NamedTuple):
    """A command, the file of this package that has it, and its line in the help."""

    name: str
    file: str
    words: str


def contents() -> tuple[Entry, ...]:
    """All commands in the order of the help."""
    return (
        Entry("demo", "demo", _("Open a throw-away day in the middle of its morning.")),
        Entry("init", "init", _("Make a new database, and note pack and names in the settings.")),
        Entry("queue", "queue", _("Register, call, and see who waits and why in this order.")),
        Entry("where", "where", _("Show where everybody is, or where one patient was and what was done.")),
        Entry("move", "where", _("Note that a patient goes to a location.")),
        Entry("depart", "where", _("Note that a patient leaves the clinic.")),
        Entry("patients", "patients", _("Find people, read a record, merge two records of one person.")),
        Entry("import", "importing", _("Take in patients from a list, or past visits from an event log.")),
        Entry("export", "exporting", _("Hand out figures, and event logs for process mining.")),
        Entry("journal", "journal", _("What was done, by whom and why; and taking it back.")),
        Entry("check", "checking", _("Check the database: file, references, rules, search and journal.")),
        Entry("backup", "backups", _("Make a verified copy of the database.")),
        Entry("restore", "backups", _("Put a backup in the place of the database.")),
        Entry("config", "config", _("Where the settings are, and what counts.")),
        Entry("packs", "packs", _("The packs: what a specialty's clinic works with.")),
    )


class Root(Group):
    """The program itself: its commands are named at once and loaded when typed."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {entry.name: Command(entry.name, help=entry.words) for entry in contents()}
        self._files = {entry.name: entry.file for entry in contents()}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, loaded with the others of its file."""
        named = super().get_command(ctx, cmd_name)
        if named is None or cmd_name not in self._files:
            return named
        loaded = _load(self._files.pop(cmd_name), cmd_name)
        # The line of the list begins the command's own page.
        loaded.help = "\n".join(dict.fromkeys(text for text in (named.help, loaded.help) if text))
        self.commands[cmd_name] = loaded
        return loaded


def _load(file: str, name: str) -> Any:
    app = typer.Typer(rich_markup_mode=None)
    import_module(f"assistant_tui.cli.{file}").add_to(app)
    return get_group(app).commands[name]
