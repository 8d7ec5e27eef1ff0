"""Which items a command means, and what a typed draft says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from assistant_tui.domain.money import money_text
from assistant_tui.domain.orders import Step, hindrance
from assistant_tui.domain.saying import InputError, MissingError, RuleError, Saying, say
from assistant_tui.domain.text import clean
from assistant_tui.domain.typedtimes import instant_typed
from assistant_tui.i18n import _, language
from assistant_tui.services import slips

if TYPE_CHECKING:
    from assistant_tui.cli.session import Session
    from assistant_tui.domain.draftline import Drafted, Unsure
    from assistant_tui.readmodels.orders import ItemRow, SlipRow
    from assistant_tui.services.context import Context


def slips_for(desk: Context, typed: str) -> tuple[SlipRow, ...]:
    """The slip of today with this number, or all slips of the visit with this ticket. Raises MissingError."""
    if typed.strip().isdecimal():
        found = tuple(slip for slip in slips.of_day(desk) if slip.number == int(typed))
        if not found:
            raise MissingError(say("There is no slip {number} today", number=int(typed)))
        return found
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    return slips.of_visit(desk, find_ticket(desk, typed).visit_id)


def items_for(desk: Context, typed: str, step: Step, names: Sequence[str]) -> list[int]:
    """The items named, or all that can take the step now.

    Raises MissingError for an item that is on none of these slips, RuleError, with a reason, when none can.
    """
    items = [item for slip in slips_for(desk, typed) for item in slip.items]
    if names:
        return [item.item_id for name in names for item in _named(items, name)]
    able = [item.item_id for item in items if hindrance(item.facts, step) is None]
    if not able:
        if not items:
            raise RuleError(say("{slip} has no slips", slip=typed.strip()))
        first = items[0]
        reason = hindrance(first.facts, step)
        raise RuleError(say("{item}: {reason}", item=first.name.said_in(language()), reason=reason))
    return able


def _named(items: Sequence[ItemRow], name: str) -> list[ItemRow]:
    wanted = clean(name).casefold()
    found = [
        item
        for item in items
        if wanted in {item.code.casefold(), item.name.zh_CN.casefold(), item.name.en.casefold()}
    ]
    if not found:
        listed = ", ".join(f"{item.code} ({item.name.said_in(language())})" for item in items)
        raise MissingError(
            say("There is no item “{item}”. There are: {listed}", item=clean(name), listed=listed)
        )
    return found


def understood(session: Session, desk: Context, visit_id: int, text: str) -> tuple[Drafted, ...]:
    """What the line drafts; what she has today already is pointed out. Raises InputError when unsure."""
    from assistant_tui.services.draftlines import preview  # noqa: PLC0415

    read = preview(desk, visit_id, text)
    if read.line.unsure:
        raise InputError(_doubt(read.line.unsure[0]))
    names = {one.service.code: one.service.name.said_in(language()) for one in read.line.items}
    for code in read.duplicates:
        session.out.note(_("{item}: ordered today already", item=names[code]))
    for service in read.brought:
        session.out.note(_("Comes along: {item}", item=service.name.said_in(language())))
    session.out.note(_("Sum: {amount}", amount=money_text(read.amount)))
    return read.line.items


def _doubt(unsure: Unsure) -> Saying:
    if not unsure.candidates:
        return unsure.reason
    listed = ", ".join(f"{one.code} ({one.name.said_in(language())})" for one in unsure.candidates)
    return say("“{text}” may be any of: {listed}", text=unsure.text, listed=listed)


def instant_today(desk: Context, typed: str) -> datetime | None:
    """The instant of a local time of today, None for nothing typed. Raises InputError."""
    if not typed.strip():
        return None
    return instant_typed(clean(typed), desk.today(), desk.zone)
