"""Which watch a command means, which protocol, and when something was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from assistant_tui.cli.orderpick import instant_today
from assistant_tui.domain.saying import MissingError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.domain.timetable import latest
from assistant_tui.i18n import language
from assistant_tui.services import slips, watchlist
from assistant_tui.services.answers import find_ticket

if TYPE_CHECKING:
    from assistant_tui.domain.protocols import Protocol
    from assistant_tui.readmodels.watches import Offer, WatchRow
    from assistant_tui.services.context import Context


def watch_for(desk: Context, typed: str, protocol: str = "") -> WatchRow:
    """The running watch of this number, or of the visit with this ticket.

    Raises MissingError when she is not observed, RuleError when it may be any of several.
    """
    rows = watchlist.running(desk)
    if typed.strip().isdecimal():
        found = [row for row in rows if row.watch_id == int(typed)]
    else:
        found = _of_ticket(desk, rows, typed)
    if protocol:
        code = protocol_named(desk, protocol).code
        found = [row for row in found if row.protocol.code == code]
    if not found:
        raise MissingError(say("{ticket} is not observed", ticket=typed.strip()))
    if len(found) > 1:
        listed = ", ".join(f"{row.watch_id} ({row.protocol.name.said_in(language())})" for row in found)
        raise RuleError(say("“{text}” may be any of: {listed}", text=typed.strip(), listed=listed))
    return found[0]


def _of_ticket(desk: Context, rows: tuple[WatchRow, ...], typed: str) -> list[WatchRow]:
    """Today's patient with the ticket; else one of an earlier day who is still here."""
    wanted = clean(typed).upper()
    of_that_ticket = [row for row in rows if row.ticket == wanted]
    if len({row.visit_id for row in of_that_ticket}) == 1:
        return of_that_ticket
    visit = find_ticket(desk, typed)
    return [row for row in rows if row.visit_id == visit.visit_id]


def protocol_named(desk: Context, typed: str) -> Protocol:
    """The protocol of that code or name. Raises MissingError, naming those that there are."""
    wanted = clean(typed).casefold()
    for one in desk.pack.protocols:
        if wanted in {one.code, one.name.zh_CN.casefold(), one.name.en.casefold()}:
            return one
    listed = ", ".join(f"{one.code} ({one.name.said_in(language())})" for one in desk.pack.protocols)
    raise MissingError(say("There is no protocol “{text}”. There are: {listed}", text=typed, listed=listed))


def offer_for(desk: Context, visit_id: int) -> Offer:
    """What her surgery calls for. Raises RuleError when nothing does, or more than one thing."""
    offers = watchlist.offers(desk, slips.of_visit(desk, visit_id))
    if len(offers) != 1:
        raise RuleError(say("Say by which protocol: see assistant-tui watch protocols"))
    return offers[0]


def instant_past(desk: Context, typed: str) -> datetime | None:
    """The last instant at which the clocks showed this time, None for nothing typed. Raises InputError."""
    at = instant_today(desk, typed)
    return None if at is None else latest(at.astimezone(desk.zone).time(), desk.now(), desk.zone)
