"""Slips and items as answers: tables for people, documents for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.ordershapes import OrderShapes
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.wording import masked_name
from assistant_tui.domain.money import money_text
from assistant_tui.i18n import _, language, spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.orders import ItemRow, SlipRow


class Waiting(StrEnum):
    """What a slip may wait for; the words of `domain.orders.Question`."""

    SIGN = "sign"
    PAY = "pay"
    PERFORM = "perform"
    RESULT = "result"
    READ = "read"
    REFUND = "refund"


def list_orders(
    ctx: typer.Context,
    slip: Annotated[
        str,
        typer.Argument(metavar=_("SLIP"), help=_("The number of a slip of today, or a ticket; without, all")),
    ] = "",
    waiting: Annotated[
        Waiting | None,
        typer.Option(
            "--waiting", metavar="sign|pay|perform|result|read|refund", help=_("Only what waits for this")
        ),
    ] = None,
    mask: Annotated[bool, arguments.mask()] = False,
) -> None:
    from assistant_tui.cli.orderpick import slips_for  # noqa: PLC0415
    from assistant_tui.domain.orders import Question  # noqa: PLC0415
    from assistant_tui.services import slips  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    if slip:
        rows: Sequence[SlipRow] = slips_for(desk, slip)
    else:
        # What is still open may be of an earlier day: a result that has not come.
        rows = slips.of_day(desk) if waiting is None else slips.still_open(desk)
    if waiting is not None:
        rows = slips.asking(rows, Question(waiting.value))
    show_slips(session, rows, mask=mask)


def show_slips(session: Session, rows: Iterable[SlipRow], *, mask: bool = False) -> None:
    """Print slips, an item a line."""
    listed = list(rows)
    if session.out.json:
        shapes = OrderShapes(session.zone, masked=mask)
        session.out.document([shapes.slip(row) for row in listed])
        return
    if not listed:
        session.out.note(_("There are no slips"))
        return
    heads = (_("Slip"), _("Ticket"), _("Name"), _("Code"), _("Item"), _("Quantity"), _("Amount"), _("State"))
    cells = [
        (
            str(slip.number),
            slip.ticket,
            masked_name(slip.patient) if mask else slip.patient,
            *_cells(item),
        )
        for slip in listed
        for item in slip.items
    ]
    session.out.table(heads, cells, right={0, 5, 6})


def show_items(session: Session, items: Iterable[ItemRow]) -> None:
    """Print items and how they stand."""
    listed = list(items)
    if session.out.json:
        shapes = OrderShapes(session.zone)
        session.out.document([shapes.item(item) for item in listed])
        return
    heads = (_("Code"), _("Item"), _("Quantity"), _("Amount"), _("State"))
    session.out.table(heads, [_cells(item) for item in listed], right={2, 3})


def _cells(item: ItemRow) -> tuple[str, ...]:
    return (
        item.code,
        item.name.said_in(language()),
        str(item.quantity),
        money_text(item.facts.amount),
        state_words(item),
    )


def state_words(item: ItemRow) -> str:
    """What the item waits for, or how it ended."""
    from assistant_tui.domain.orders import QUESTION_WORDS, Question  # noqa: PLC0415

    waits = [spoken(QUESTION_WORDS[question]) for question in Question if question in item.questions]
    ended = ""
    if item.facts.void_at:
        ended = _("void: {reason}", reason=item.void_reason)
    elif item.facts.refused_at:
        ended = _("refused: {reason}", reason=item.refusal_reason)
    elif not waits:
        ended = _("done")
    return ", ".join(part for part in (ended, *waits) if part)
