"""Arguments and options that several commands share; made anew each time, in the language of the moment."""

from __future__ import annotations

from typing import Any

import typer

from assistant_tui.i18n import _


def ticket() -> Any:
    """The ticket of a visit of today."""
    return typer.Argument(metavar=_("TICKET"), help=_("A ticket of today, such as A012"))


def reason(words: str) -> Any:
    """Why something is done; the journal keeps it."""
    return typer.Option("--reason", metavar=_("TEXT"), help=words)


def location() -> Any:
    """A location of the pack."""
    return typer.Argument(metavar=_("LOCATION"), help=_("A location by its code, key or name"))


def mask() -> Any:
    """Whether others look on."""
    return typer.Option("--mask", help=_("Show names and numbers in part only"))


def limit() -> Any:
    """How many rows at most."""
    return typer.Option("--limit", min=1, max=100_000, metavar=_("NUMBER"), help=_("Show at most so many"))


def day() -> Any:
    """One day."""
    return typer.Option("--date", metavar=_("DATE"), help=_("This day; without any, today"))


def first_day(*, or_all: bool = False) -> Any:
    """Where a range of days begins: where `--to` says, or at the first day of all."""
    words = _("The first day of a range; without it, all") if or_all else _("The first day of a range")
    return typer.Option("--from", metavar=_("DATE"), help=words)


def last_day(*, or_all: bool = False) -> Any:
    """Where a range of days ends: today, or at the last day of all."""
    if or_all:
        words = _("The last day of a range; without it, all")
    else:
        words = _("The last day of a range; without it, today")
    return typer.Option("--to", metavar=_("DATE"), help=words)


def form(words: str) -> Any:
    """What kind of file an export is."""
    return typer.Option("--format", help=words)


def output() -> Any:
    """Where an export goes."""
    words = _("The file to write, replacing an older one")
    return typer.Option("--output", "-o", metavar=_("FILE"), help=words)


def excel() -> Any:
    """Whether Excel is to read the CSV."""
    return typer.Option("--excel", help=_("Begin the CSV with the mark by which Excel knows UTF-8"))


def excel_verbatim() -> Any:
    """The same for a CSV whose cells are as they were imported, unless they could do harm."""
    words = _("Begin the CSV with Excel's mark, and disarm what looks like a formula")
    return typer.Option("--excel", help=words)


def pseudonymise() -> Any:
    """Whether an export calls people by pseudonyms."""
    words = _("Pseudonyms for patients, visits and staff, always the same; no free text")
    return typer.Option("--pseudonymise", help=words)


def delimiter() -> Any:
    """How a file to import is written."""
    return typer.Option("--delimiter", metavar=_("CHARACTER"), help=_("What parts the cells of a CSV file"))


def dry_run() -> Any:
    """Whether nothing is to be written."""
    return typer.Option("--dry-run", help=_("Only say what would be done"))
