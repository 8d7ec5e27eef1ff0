"""What stands on a strip of a receipt printer: the ticket, and the patient's way."""

from __future__ import annotations

from datetime import tzinfo

from assistant_tui.domain.itinerary import Errand
from assistant_tui.domain.money import money_text
from assistant_tui.i18n import _, language, spoken
from assistant_tui.printing.escpos import Roll, Strip
from assistant_tui.readmodels.papers import ItineraryPaper, Letterhead, PrintedStop, TicketPaper

_TICKET_SIZE, _HEADING_SIZE = 4, 2


def ticket_strip(paper: TicketPaper, roll: Roll, zone: tzinfo) -> bytes:
    """The ticket: its number large, whose it is, how many go before, and when the call is expected."""
    strip = Strip(roll)
    _letterhead(strip, paper.head)
    strip.line(paper.ticket, centre=True, size=_TICKET_SIZE, bold=True)
    strip.line(f"{paper.name}  {paper.kind.said_in(language())}", centre=True)
    strip.rule()
    if paper.ahead is not None:
        strip.line(_("People before you: {count}", count=paper.ahead), bold=True)
    if paper.low_at and paper.high_at:
        low, high = (f"{at.astimezone(zone):%H:%M}" for at in (paper.low_at, paper.high_at))
        strip.line(_("Your call: about {low} to {high}", low=low, high=high), bold=True)
    strip.line(_("Please wait here: {place}", place=paper.waiting.said_in(language())))
    strip.line(_("Came at {time}", time=f"{paper.arrived_at.astimezone(zone):%Y-%m-%d %H:%M}"))
    return strip.cut()


def itinerary_strip(paper: ItineraryPaper, roll: Roll, zone: tzinfo) -> bytes:
    """The stops in order, each with what it is for; no name, for it is carried about."""
    strip = Strip(roll)
    _letterhead(strip, paper.head)
    strip.line(paper.patient.ticket, centre=True, size=_HEADING_SIZE, bold=True)
    strip.rule()
    for number, stop in enumerate(paper.stops, start=1):
        place = stop.place.said_in(language())
        strip.line(
            _("{number}. {place}, floor {floor}", number=number, place=place, floor=stop.floor), bold=True
        )
        _what_for(strip, stop)
    strip.rule()
    strip.line(f"{paper.head.printed_at.astimezone(zone):%Y-%m-%d %H:%M}")
    return strip.cut()


def _letterhead(strip: Strip, head: Letterhead) -> None:
    strip.line(head.clinic.said_in(language()), centre=True, bold=True)
    strip.line(f"{head.room}  {head.doctor}", centre=True)
    strip.rule()


def _what_for(strip: Strip, stop: PrintedStop) -> None:
    match stop.errand:
        case Errand.PAY:
            strip.line("   " + _("to pay: {amount}", amount=money_text(stop.amount)))
        case Errand.DOCTOR:
            strip.line("   " + _("back to the doctor"))
        case Errand.AWAIT:
            strip.line("   " + _("wait for the results, about {minutes} min", minutes=stop.minutes))
        case _:
            for item in stop.items:
                before = ", ".join(spoken(one) for one in item.preparations)
                name = item.name.said_in(language())
                strip.line(f"   {name} ({before})" if before else f"   {name}")
