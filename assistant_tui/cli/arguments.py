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
