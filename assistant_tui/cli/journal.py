"""`journal`: what was done, by whom and why; taking it back; and whether the record is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.exits import ExitCode
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.shapes import Shapes
from assistant_tui.cli.wording import date_and_time
from assistant_tui.domain.deeds import deed_words
from assistant_tui.domain.saying import MissingError, say
from assistant_tui.i18n import _, spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.journal import JournalRow

_ROWS = 50


def add_to(group: Group) -> None:
    """Add `journal`."""
    noun = add_noun(group, "journal")
    add_verb(
        noun,
        "list",
        list_rows,
        _("Show the last actions, newest first."),
        "assistant-tui journal list --limit 20",
    )
    add_verb(
        noun,
        "show",
        show,
        _("Show an action with everything that it changed."),
        "assistant-tui journal show 42",
    )
    add_verb(
        noun,
        "verify",
        verify,
        _("Check that no row of the journal was changed, removed or slipped in."),
        "assistant-tui journal verify",
    )
    add_verb(
        noun,
        "undo",
        undo,
        _("Take back the last action of today, or this one."),
        'assistant-tui journal undo --reason "wrong patient"',
        "assistant-tui journal undo 42",
    )
    add_verb(noun, "redo", redo, _("Do again what was undone last."), "assistant-tui journal redo")


def list_rows(ctx: typer.Context, limit: Annotated[int, arguments.limit()] = _ROWS) -> None:
    from assistant_tui.store.queries.journal import journal_rows  # noqa: PLC0415

    session = session_of(ctx)
    _show_rows(session, list(journal_rows(session.database().raw, limit)))


def show(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar=_("NUMBER"), help=_("The number of the journal row"))],
) -> None:
    from assistant_tui.store.queries.journal import journal_row  # noqa: PLC0415

    session = session_of(ctx)
    row = journal_row(session.database().raw, number)
    if row is None:
        raise MissingError(say("There is no journal row {number}", number=number))
    if session.out.json:
        session.out.document(Shapes(session.zone).journal_row(row))
        return
    _show_rows(session, [row])
    for change in row.changes:
        session.out.line(f"{change.table} {change.row_id}")
        for name, after in change.after.items():
            if change.before is not None:
                session.out.line(f"  {name}: {_raw(change.before.get(name))} -> {_raw(after)}")
            elif after not in {None, ""}:
                session.out.line(f"  {name}: {_raw(after)}")


def verify(ctx: typer.Context) -> None:
    from assistant_tui.store.journal import broken_links  # noqa: PLC0415

    session = session_of(ctx)
    connection = session.database().raw
    found = [spoken(problem) for problem in broken_links(connection)]
    count = connection.execute("SELECT COUNT(*) FROM journal").fetchone()[0]
    if session.out.json:
        session.out.document({"rows": count, "problems": found})
    else:
        for problem in found:
            session.out.line(problem)
        session.out.note(_("Journal rows: {count}, problems: {problems}", count=count, problems=len(found)))
    if found:
        raise typer.Exit(ExitCode.DATABASE)


def undo(
    ctx: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar=_("NUMBER"), help=_("The number of the journal row; without it, the last one")
        ),
    ] = None,
    reason: Annotated[str, arguments.reason(_("Why it is taken back"))] = "",
) -> None:
    from assistant_tui.services import history  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    if number is None:
        _show_rows(session, [history.undo(desk, reason=reason)])
    else:
        _show_rows(session, [history.undo_row(desk, number, reason=reason)])


def redo(ctx: typer.Context) -> None:
    from assistant_tui.services import history  # noqa: PLC0415

    session = session_of(ctx)
    _show_rows(session, [history.redo(session.desk())])


def _show_rows(session: Session, rows: list[JournalRow]) -> None:
    if session.out.json:
        shapes = Shapes(session.zone)
        session.out.document([shapes.journal(row) for row in rows])
        return
    heads = (_("No."), _("Time"), _("What"), _("Ticket"), _("Who"), _("Why"))
    session.out.table(heads, [_cells(session, row) for row in rows], right={0})


def _raw(value: object) -> str:
    """A value as the file keeps it."""
    return "-" if value in {None, ""} else str(value)


def _cells(session: Session, row: JournalRow) -> tuple[str, ...]:
    what = deed_words(row.action)
    return (
        str(row.number),
        date_and_time(row.at, session.zone),
        _("{what} (undone)", what=what) if row.undone else spoken(what),
        row.ticket or "",
        row.actor,
        row.reason,
    )
