"""`fees`: the fee check of the day, or of one visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.ordershapes import OrderShapes
from assistant_tui.cli.session import session_of
from assistant_tui.cli.wording import masked_name
from assistant_tui.domain.money import money_text
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.domain.fees import Fees


def add_to(group: Group) -> None:
    """Add `fees`."""
    add_verb(
        group, "fees", fees, "", "assistant-tui fees", "assistant-tui fees A012", "assistant-tui fees --json"
    )


def fees(
    ctx: typer.Context,
    ticket: Annotated[
        str, typer.Argument(metavar=_("TICKET"), help=_("Whose fees; without it, everybody's of the day"))
    ] = "",
    date: Annotated[
        str, typer.Option("--date", metavar=_("DATE"), help=_("This day; without it, today"))
    ] = "",
    mask: Annotated[bool, arguments.mask()] = False,
) -> None:
    from assistant_tui.domain.saying import InputError, say  # noqa: PLC0415
    from assistant_tui.services import slips  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415
    from assistant_tui.services.stats import days_of  # noqa: PLC0415

    if ticket and date:
        raise InputError(say("A ticket is of today: leave the date out"))
    session = session_of(ctx)
    desk = session.desk()
    if ticket:
        found = slips.fee_check(slips.of_visit(desk, find_ticket(desk, ticket).visit_id))
    else:
        found = slips.fees_of_day(desk, days_of(desk, day=date).first)
    if session.out.json:
        session.out.document(OrderShapes(session.zone, masked=mask).fees(found))
        return
    if not found.rows:
        session.out.note(_("There are no slips"))
        return
    heads = (
        _("Ticket"),
        _("Name"),
        _("Due"),
        _("Paid"),
        _("Given back"),
        _("To give back"),
        _("Open"),
        _("Done, unpaid"),
        _("Paid, not done"),
    )
    rows_shown = [
        (row.ticket, masked_name(row.patient) if mask else row.patient, *_cells(row.fees))
        for row in found.rows
    ]
    session.out.table(heads, [*rows_shown, ("", _("Sum"), *_cells(found.fees))], right=set(range(2, 9)))


def _cells(fees: Fees) -> tuple[str, ...]:
    return tuple(
        map(
            money_text,
            (
                fees.due,
                fees.paid,
                fees.refunded,
                fees.to_refund,
                fees.open,
                fees.done_unpaid,
                fees.paid_undone,
            ),
        )
    )
