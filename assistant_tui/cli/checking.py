"""`check`: whether the database is whole and its rows make sense."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.exits import ExitCode
from assistant_tui.cli.session import Session, session_of
from assistant_tui.domain.saying import RuleError
from assistant_tui.i18n import _, spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.checking import Finding


def add_to(group: Group) -> None:
    """Add `check`."""
    add_verb(
        group,
        "check",
        check,
        _("It is only read. Every fault is one line; the exit code is 0 when there is none."),
        "assistant-tui check",
        "assistant-tui check --json",
    )


def check(ctx: typer.Context) -> None:
    from assistant_tui.services import checking  # noqa: PLC0415

    session = session_of(ctx)
    findings = checking.check(session.resolved.database_path, rooms=_rooms(session))
    sound = _show_json(session, findings) if session.out.json else _show(session, findings)
    if not sound:
        raise typer.Exit(ExitCode.DATABASE)


def _show(session: Session, findings: Iterable[Finding]) -> bool:
    """One line a finding, as they are found; answers whether there was none."""
    count = 0
    for count, finding in enumerate(findings, start=1):  # noqa: B007 - counted to the end
        session.out.line(f"{finding.area}: {spoken(finding.saying)}")
    if not count:
        session.out.note(_("No fault was found in {path}", path=session.resolved.database_path))
        return True
    session.out.note(_("Faults found: {count}", count=count))
    backup = _backup(session)
    if backup:
        session.out.note(_("The newest sound backup is {path}", path=backup))
        session.out.note(_("To go back to it: assistant-tui restore latest"))
    else:
        session.out.note(_("There is no sound backup in {folder}", folder=session.resolved.backups_path))
    return False


def _show_json(session: Session, findings: Iterable[Finding]) -> bool:
    found = [{"area": finding.area.value, "text": spoken(finding.saying)} for finding in findings]
    session.out.document(
        {"sound": not found, "findings": found, "newest_sound_backup": _backup(session) if found else None}
    )
    return not found


def _backup(session: Session) -> str | None:
    from assistant_tui.store.backup import newest_sound  # noqa: PLC0415

    newest = newest_sound(session.resolved.database_path, session.resolved.backups_path)
    return str(newest.path) if newest else None


def _rooms(session: Session) -> frozenset[str] | None:
    """The pack's consulting room; None when it cannot be known, for the check must go on without a pack."""
    from assistant_tui import pack as packs  # noqa: PLC0415
    from assistant_tui.services.opening import pack_code  # noqa: PLC0415
    from assistant_tui.store.connect import connect, require_database  # noqa: PLC0415
    from assistant_tui.store.database import Database  # noqa: PLC0415

    path = session.resolved.database_path
    try:
        require_database(path)
        with closing(Database(path, connect(path, read_only=True))) as database:
            code = pack_code(session.resolved, database)
        return frozenset({packs.load(packs.find(code, packs.pack_folders())).room.code})
    except RuleError:
        return None
