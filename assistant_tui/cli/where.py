"""`where`, `move`, `depart`: where the patients are, and where they go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.packwords import location_name
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.shapes import Shapes
from assistant_tui.cli.visits import show_visit
from assistant_tui.cli.wording import clock_time, masked_name, minutes
from assistant_tui.i18n import _, spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.board import VisitRow
    from assistant_tui.readmodels.patients import Timeline
    from assistant_tui.services.context import Context


def add_to(group: Group) -> None:
    """Add `where`, `move` and `depart`."""
    add_verb(
        group,
        "where",
        where,
        "",
        "assistant-tui where",
        "assistant-tui where A012",
    )
    add_verb(
        group,
        "move",
        move,
        "",
        "assistant-tui move A012 lab --escort 李敏 --back-in 30",
    )
    add_verb(
        group,
        "depart",
        depart,
        "",
        "assistant-tui depart A012",
        'assistant-tui depart A012 --return-on 2026-12-05 --override "comes back tomorrow"',
    )


def where(
    ctx: typer.Context,
    ticket: Annotated[
        str, typer.Argument(metavar=_("TICKET"), help=_("Whose way to show; without it, everybody's place"))
    ] = "",
    mask: Annotated[bool, arguments.mask()] = False,
) -> None:
    from assistant_tui.services import timeline  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    if ticket:
        _show_timeline(session, desk, timeline.read(desk, find_ticket(desk, ticket).visit_id), mask=mask)
    else:
        _show_places(session, desk, mask=mask)


def move(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    location: Annotated[str, arguments.location()],
    escort: Annotated[str, typer.Option("--escort", metavar=_("NAME"), help=_("Who goes along"))] = "",
    back_in: Annotated[
        int | None,
        typer.Option("--back-in", max=100_000, metavar=_("MINUTES"), help=_("To be back in so many minutes")),
    ] = None,
) -> None:
    from assistant_tui.cli.packwords import find_location  # noqa: PLC0415
    from assistant_tui.services import whereabouts  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    visit = find_ticket(desk, ticket)
    target = find_location(desk.pack, location)
    back = None if back_in is None else timedelta(minutes=back_in)
    show_visit(
        session, desk, whereabouts.move(desk, visit.visit_id, target.code, escort=escort, back_in=back)
    )


def depart(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    settle: Annotated[
        list[str] | None,
        typer.Option(
            "--settle", metavar=_("POINT"), help=_("An open point that is done, such as discharge/education")
        ),
    ] = None,
    return_on: Annotated[
        str, typer.Option("--return-on", metavar=_("DATE"), help=_("The day agreed for coming back"))
    ] = "",
    override: Annotated[
        str, typer.Option("--override", metavar=_("TEXT"), help=_("Why what is still open may stay so"))
    ] = "",
) -> None:
    from assistant_tui.domain.typedtimes import date_typed  # noqa: PLC0415
    from assistant_tui.services import gate, whereabouts  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    visit_id = find_ticket(desk, ticket).visit_id
    if return_on:
        gate.agree_return(desk, visit_id, date_typed(return_on))
    for point in settle or ():
        gate.settle(desk, visit_id, point)
    if override:
        for open_point in gate.points(desk, visit_id):
            gate.override(desk, visit_id, open_point.key, reason=override)
    show_visit(session, desk, whereabouts.depart(desk, visit_id))


def _show_places(session: Session, desk: Context, *, mask: bool) -> None:
    from assistant_tui.store.queries.today import visits_of_day  # noqa: PLC0415

    visits = [
        one for one in visits_of_day(desk.reading, desk.room_id, desk.today()) if one.inside and one.stay
    ]
    order = {location.code: location.order for location in desk.pack.locations}
    visits.sort(key=lambda visit: (order.get(_place(visit), len(order)), visit.stay and visit.stay.since))
    if session.out.json:
        shapes = Shapes(session.zone, masked=mask)
        session.out.document([shapes.visit(visit) for visit in visits])
        return
    if not visits:
        session.out.note(_("Nobody is in the clinic"))
        return
    heads = (_("Location"), _("Ticket"), _("Name"), _("Since"), _("Minutes"), _("Escort"), _("Back by"))
    session.out.table(heads, [_place_cells(desk, visit, mask=mask) for visit in visits], right={4})


def _place_cells(desk: Context, visit: VisitRow, *, mask: bool) -> tuple[str, ...]:
    stay = visit.stay
    assert stay is not None
    return (
        location_name(desk.pack, stay.location),
        visit.ticket,
        masked_name(visit.name) if mask else visit.name,
        clock_time(stay.since, desk.zone),
        minutes(stay.since, desk.now()),
        stay.escort,
        clock_time(stay.back_by, desk.zone),
    )


def _place(visit: VisitRow) -> str:
    return visit.stay.location if visit.stay else ""


def _show_timeline(session: Session, desk: Context, timeline: Timeline, *, mask: bool) -> None:
    if session.out.json:
        session.out.document(Shapes(session.zone, masked=mask).timeline(timeline))
        return
    from assistant_tui.domain.deeds import deed_words  # noqa: PLC0415

    visit = timeline.visit
    session.out.line(f"{visit.ticket}  {masked_name(visit.name) if mask else visit.name}")
    rows = [
        (
            clock_time(item.at, desk.zone),
            _("{what} (undone)", what=deed_words(item.action))
            if item.undone
            else spoken(deed_words(item.action)),
            location_name(desk.pack, item.location) if item.location else "",
            item.actor,
            item.reason,
        )
        for item in timeline.actions
    ]
    session.out.table((_("Time"), _("What"), _("Location"), _("Who"), _("Why")), rows)
