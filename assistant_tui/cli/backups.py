"""`backup` and `restore`: a verified copy of the database, and putting one in its place."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli.asking import agreed
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.session import Session, session_of
from assistant_tui.domain.clock import SystemClock
from assistant_tui.domain.saying import MissingError, RuleError, say
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.store.database import Database

STREAM = "-"
LATEST = "latest"


def add_to(group: Group) -> None:
    """Add `backup` and `restore`."""
    add_verb(
        group,
        "backup",
        backup,
        _("Without a file it goes to the backup folder, where older ones are thinned."),
        "assistant-tui backup",
        "assistant-tui backup -o /media/stick/clinic.db",
        "assistant-tui backup -o - | gzip > clinic.db.gz",
    )
    add_verb(
        group,
        "restore",
        restore,
        _("The present database is kept beside it."),
        "assistant-tui restore latest",
        "assistant-tui restore /media/stick/clinic.db --yes",
    )


def backup(
    ctx: typer.Context,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar=_("FILE"), help=_("A file of your own; - writes to standard output")
        ),
    ] = "",
) -> None:
    from assistant_tui.store import backup as copies  # noqa: PLC0415

    session = session_of(ctx)
    database = session.database()
    if output == STREAM:
        _to_stream(database)
        return
    if output:
        path = Path(output).absolute()
        if path.exists():
            raise RuleError(say("There is a file at {path} already. It was left as it is", path=path))
        copies.copy_to(database.raw, path)
    else:
        path = copies.back_up(
            database.raw,
            database.path,
            session.resolved.backups_path,
            now=SystemClock().now(),
            zone=session.zone,
        ).path
    if session.out.json:
        session.out.document({"backup": str(path)})
    else:
        session.out.line(str(path))


def restore(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar=_("FILE"), help=_("A backup, - for standard input, or: latest"))
    ],
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask"))] = False,
) -> None:
    session = session_of(ctx)
    if source != STREAM:
        _restore(session, _chosen(session, source), yes=yes)
        return
    if not yes:
        raise CommandLineError(say("A backup from standard input needs --yes"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.db"
        copy.write_bytes(sys.stdin.buffer.read())
        _restore(session, copy, yes=True)


def _restore(session: Session, source: Path, *, yes: bool) -> None:
    from assistant_tui.store import backup as copies  # noqa: PLC0415

    path = session.resolved.database_path
    copies.verify(source)
    copies.require_unused(path)
    if not yes and not agreed(session, _("Put {source} in the place of {path}?", source=source, path=path)):
        raise RuleError(say("Nothing was changed"))
    kept = copies.restore(source, path, now=SystemClock().now())
    if session.out.json:
        session.out.document({"database": str(path), "kept": str(kept) if kept else None})
        return
    session.out.line(str(path))
    if kept:
        session.out.note(_("The database that was there is kept as {path}", path=kept))


def _chosen(session: Session, source: str) -> Path:
    from assistant_tui.store.backup import newest_sound  # noqa: PLC0415

    if source != LATEST:
        return Path(source).absolute()
    folder = session.resolved.backups_path
    newest = newest_sound(session.resolved.database_path, folder)
    if newest is None:
        raise MissingError(say("There is no sound backup in {folder}", folder=folder))
    return newest.path


def _to_stream(database: Database) -> None:
    from assistant_tui.store.backup import copy_to  # noqa: PLC0415

    if sys.stdout.isatty():
        raise CommandLineError(say("A database is not for reading on a terminal: send it on with > or |"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.db"
        copy_to(database.raw, copy)
        sys.stdout.flush()
        sys.stdout.buffer.write(copy.read_bytes())
        sys.stdout.buffer.flush()
