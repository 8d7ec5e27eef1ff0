"""`incidents list` and `contacts`: what happened and how it stands, and whom to call."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.careshapes import incident_shape
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


KINDS = ", ".join(Kind)


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
    show_incidents(session, rows, mask=mask)


def contacts(
    ctx: typer.Context,
    kind: Annotated[
        Kind | None,
        typer.Argument(metavar=_("KIND"), help=_("After what, one of: {kinds}", kinds=KINDS)),
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


def show_incidents(session: Session, rows: Iterable[IncidentRow], *, mask: bool = False) -> None:
    """The incidents as a table, or in JSON."""
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
