"""`incidents`: noted at once, reported within half an hour, followed up, closed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.incidentlist import KINDS, Kind, contacts, list_incidents, show_incidents
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _


def add_to(group: Group) -> None:
    """Add `incidents`."""
    noun = add_noun(group, "incidents")
    program = "assistant-tui incidents"
    add_verb(
        noun,
        "add",
        add,
        _("Note what happened; it is to be reported within 30 minutes."),
        f'{program} add damage "ear thermometer broken" --place room',
        f'{program} add complaint "waited too long" --ticket A012 --at 09:30',
    )
    add_verb(
        noun,
        "list",
        list_incidents,
        _("Those that are open, or those of a day."),
        f"{program} list",
        f"{program} list --date 2026-11-20 --json",
    )
    add_verb(noun, "report", report, _("Somebody was told of it."), f'{program} report 3 --to "Dr Chen"')
    add_verb(
        noun,
        "follow",
        follow,
        _("What was done, why it happened, how to prevent it."),
        f'{program} follow 3 --action "spare one fetched" --cause "left on the edge"',
    )
    add_verb(noun, "close", close, _("Nothing is left to do."), f"{program} close 3")
    add_verb(
        noun,
        "contacts",
        contacts,
        _("Whom to call for support, and what to say."),
        f"{program} contacts",
        f"{program} contacts complaint",
    )


def number() -> Any:
    """An incident."""
    return typer.Argument(metavar=_("NUMBER"), help=_("The incident's number in the list"))


def time_of_today(words: str) -> Any:
    """A local time of today."""
    return typer.Option("--at", metavar="HH:MM", help=words)


def add(
    ctx: typer.Context,
    kind: Annotated[Kind, typer.Argument(metavar=_("KIND"), help=_("One of: {kinds}", kinds=KINDS))],
    what: Annotated[str, typer.Argument(metavar=_("TEXT"), help=_("What happened"))],
    *,
    place: Annotated[str, typer.Option("--place", metavar=_("TEXT"), help=_("Where"))] = "",
    ticket: Annotated[
        str, typer.Option("--ticket", metavar=_("TICKET"), help=_("Whom it concerns, by today's ticket"))
    ] = "",
    slip: Annotated[
        int, typer.Option("--slip", metavar=_("NUMBER"), help=_("Which slip of today it is about"))
    ] = 0,
    at: Annotated[str, time_of_today(_("When it happened; without it, now"))] = "",
) -> None:
    from assistant_tui.cli.orderpick import instant_today, slips_for  # noqa: PLC0415
    from assistant_tui.domain.incidents import IncidentKind  # noqa: PLC0415
    from assistant_tui.services import incidents  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    noted = incidents.report(
        desk,
        IncidentKind(kind.value),
        what,
        place=place,
        visit_id=find_ticket(desk, ticket).visit_id if ticket else None,
        slip_id=slips_for(desk, str(slip))[0].slip_id if slip else None,
        happened_at=instant_today(desk, at),
    )
    show_incidents(session, [noted])


def report(
    ctx: typer.Context,
    incident: Annotated[int, number()],
    to: Annotated[str, typer.Option("--to", metavar=_("NAME"), help=_("Who was told"))],
    at: Annotated[str, time_of_today(_("When; without it, now"))] = "",
) -> None:
    from assistant_tui.cli.orderpick import instant_today  # noqa: PLC0415
    from assistant_tui.services import incidents  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    show_incidents(session, [incidents.reported(desk, incident, to=to, at=instant_today(desk, at))])


def follow(
    ctx: typer.Context,
    incident: Annotated[int, number()],
    action: Annotated[
        str | None, typer.Option("--action", metavar=_("TEXT"), help=_("What was done about it"))
    ] = None,
    cause: Annotated[
        str | None, typer.Option("--cause", metavar=_("TEXT"), help=_("Why it happened"))
    ] = None,
    prevention: Annotated[
        str | None, typer.Option("--prevention", metavar=_("TEXT"), help=_("How it will not happen again"))
    ] = None,
) -> None:
    from assistant_tui.services import incidents  # noqa: PLC0415

    session = session_of(ctx)
    followed = incidents.follow_up(
        session.desk(), incident, action=action, root_cause=cause, prevention=prevention
    )
    show_incidents(session, [followed])


def close(ctx: typer.Context, incident: Annotated[int, number()]) -> None:
    from assistant_tui.services import incidents  # noqa: PLC0415

    session = session_of(ctx)
    show_incidents(session, [incidents.close(session.desk(), incident)])
