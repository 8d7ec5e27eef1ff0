"""`incidents`: noted at once, reported within half an hour, followed up, closed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.careshapes import incident_shape
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.wording import masked_name
from assistant_tui.i18n import _, language, spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.incidents import IncidentRow


class Kind(StrEnum):
    """What happened; the words of `domain.incidents.IncidentKind`."""

    DAMAGE = "damage"
    LOSS = "loss"
    COMPLAINT = "complaint"
    EMERGENCY = "emergency"
    ERROR = "error"
    NEAR_MISS = "near-miss"


_KINDS = ", ".join(Kind)


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
    kind: Annotated[Kind, typer.Argument(metavar=_("KIND"), help=_("One of: {kinds}", kinds=_KINDS))],
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
    _show(session, [noted])


def list_incidents(
    ctx: typer.Context,
    date: Annotated[
        str, typer.Option("--date", metavar=_("DATE"), help=_("All of this day; without it, what is open"))
    ] = "",
    mask: Annotated[bool, arguments.mask()] = False,
) -> None:
    from assistant_tui.services import incidentlist  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    if date:
        from assistant_tui.services.stats import days_of  # noqa: PLC0415

        rows = incidentlist.of_day(desk, days_of(desk, day=date).first)
    else:
        rows = incidentlist.still_open(desk)
    _show(session, rows, mask=mask)


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
    _show(session, [incidents.reported(desk, incident, to=to, at=instant_today(desk, at))])


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
    _show(session, [followed])


def close(ctx: typer.Context, incident: Annotated[int, number()]) -> None:
    from assistant_tui.services import incidents  # noqa: PLC0415

    session = session_of(ctx)
    _show(session, [incidents.close(session.desk(), incident)])


def contacts(
    ctx: typer.Context,
    kind: Annotated[
        Kind | None,
        typer.Argument(metavar=_("KIND"), help=_("After what, one of: {kinds}", kinds=_KINDS)),
    ] = None,
) -> None:
    from assistant_tui.domain.incidents import IncidentKind  # noqa: PLC0415
    from assistant_tui.services import incidentlist  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    of_kind = IncidentKind(kind.value) if kind else None
    found = incidentlist.contacts(desk, of_kind)
    steps = incidentlist.phrases(desk, of_kind) if of_kind else ()
    if session.out.json:
        session.out.document(
            {
                "contacts": [
                    {
                        "code": one.code,
                        "name_zh": one.name.zh_CN,
                        "name_en": one.name.en,
                        "number": one.number or None,
                        "first_for": sorted(one.kinds),
                    }
                    for one in found
                ],
                "phrases": [{"name": name, "sentence": sentence} for name, sentence in steps],
            }
        )
        return
    cells = [(one.name.said_in(language()), one.number or _("no number yet")) for one in found]
    session.out.table((_("Whom to call"), _("Number")), cells)
    for name, sentence in steps:
        session.out.line()
        session.out.line(name)
        session.out.line(sentence)


def _show(session: Session, rows: Iterable[IncidentRow], *, mask: bool = False) -> None:
    listed = list(rows)
    if session.out.json:
        session.out.document([incident_shape(row, session.zone, masked=mask) for row in listed])
        return
    if not listed:
        session.out.note(_("There are no incidents"))
        return
    from assistant_tui.domain.incidents import INCIDENT_WORDS, STATE_WORDS  # noqa: PLC0415

    heads = (
        _("No."),
        _("Happened"),
        _("Kind"),
        _("What happened"),
        _("Where"),
        _("Whom"),
        _("State"),
        _("Told"),
    )
    cells = [
        (
            str(row.incident_id),
            f"{row.happened_at.astimezone(session.zone):%m-%d %H:%M}",
            spoken(INCIDENT_WORDS[row.kind]),
            row.what,
            row.place,
            " ".join(filter(None, (row.ticket, masked_name(row.patient) if mask else row.patient))),
            spoken(STATE_WORDS[row.state]),
            row.reported_to or _("by {time}", time=f"{row.report_by.astimezone(session.zone):%H:%M}"),
        )
        for row in listed
    ]
    session.out.table(heads, cells, right={0})
