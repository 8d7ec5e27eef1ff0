"""What the commands of `watch` share: which watch is meant, and when it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from assistant_tui.cli.session import Session, session_of
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.readmodels.watches import WatchRow
    from assistant_tui.services.context import Context


def only() -> Any:
    """Which of several watches of a patient."""
    return typer.Option("--protocol", metavar=_("PROTOCOL"), help=_("Which watch, where there are several"))


def at(words: str) -> Any:
    """When it was."""
    return typer.Option("--at", metavar="HH:MM", help=words)


def running(ctx: typer.Context, watch: str, protocol: str) -> tuple[Session, Context, WatchRow]:
    """The session, the workstation, and the running watch that is meant."""
    from assistant_tui.cli.watchpick import watch_for  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    return session, desk, watch_for(desk, watch, protocol)
