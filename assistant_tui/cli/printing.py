"""`print`: slips, forms, itinerary, summary and ticket, in the browser, to a file or to a receipt printer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.exporting import STREAM, destination
from assistant_tui.cli.session import Session, session_of
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.printing.escpos import Roll
    from assistant_tui.services.context import Context


class Width(Enum):
    """The width of a receipt printer's paper in millimetres."""

    NARROW = "58"
    WIDE = "80"


def add_to(group: Group) -> None:
    """Add `print`."""
    noun = add_noun(group, "print")
    program = "assistant-tui print"
    for name, act, words, rest in (
        ("slip", slip, _("Print an order slip."), "3"),
        ("consent", consent, _("Print the consent forms of a slip, or those that its items need."), "3"),
        ("refusal", refusal, _("Print the form by which the patient declines what is on a slip."), "3"),
        ("summary", summary, _("Print the summary of a visit."), "A012 -o summary.html"),
    ):
        does: Callable[..., None] = act
        add_verb(noun, name, does, words, f"{program} {name} {rest}")
    add_verb(
        noun,
        "itinerary",
        itinerary,
        _("Print the patient's way, in big type or on a receipt printer."),
        f"{program} itinerary A012",
        f"{program} itinerary A012 --to tcp://192.168.1.50:9100 --width 80",
    )
    add_verb(
        noun,
        "restock",
        restock,
        _("Print what is below its par and is to be fetched."),
        f"{program} restock",
        f"{program} restock -o restock.html",
    )
    add_verb(
        noun,
        "report",
        report,
        _("Print the day's report; a signed one is the page that was signed."),
        f"{program} report",
        f"{program} report --date 2026-11-20 -o report.html",
    )
    add_verb(
        noun,
        "ticket",
        ticket,
        _("Print the ticket on a receipt printer."),
        f"{program} ticket A012 --to /dev/usb/lp0",
    )


def number() -> Any:
    """A slip of today."""
    return typer.Argument(metavar=_("NUMBER"), help=_("The number of a slip of today"))


def output() -> Any:
    """Where a page goes, if not into the browser."""
    return typer.Option(
        "--output", "-o", metavar=_("FILE"), help=_("Write the page there instead of opening it")
    )


def to() -> Any:
    """The receipt printer."""
    return typer.Option("--to", metavar=_("TARGET"), help=_("A receipt printer: tcp://HOST:PORT or a device"))


def width() -> Any:
    """How wide its paper is."""
    return typer.Option("--width", help=_("The width of the receipt printer's paper in mm"))


def slip(
    ctx: typer.Context, slip_number: Annotated[int, number()], output: Annotated[str, output()] = ""
) -> None:
    from assistant_tui.services import prints  # noqa: PLC0415

    _page_of_slip(ctx, "slip", slip_number, output, prints.slip)


def consent(
    ctx: typer.Context, slip_number: Annotated[int, number()], output: Annotated[str, output()] = ""
) -> None:
    from assistant_tui.services import prints  # noqa: PLC0415

    _page_of_slip(ctx, "consent", slip_number, output, prints.consent)


def refusal(
    ctx: typer.Context, slip_number: Annotated[int, number()], output: Annotated[str, output()] = ""
) -> None:
    from assistant_tui.services import prints  # noqa: PLC0415

    _page_of_slip(ctx, "refusal", slip_number, output, prints.refusal)


def summary(
    ctx: typer.Context, ticket: Annotated[str, arguments.ticket()], output: Annotated[str, output()] = ""
) -> None:
    from assistant_tui.services import prints  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    _hand_out(session, desk, "summary", prints.summary(desk, find_ticket(desk, ticket).visit_id), output)


def restock(ctx: typer.Context, output: Annotated[str, output()] = "") -> None:
    from assistant_tui.services import prints  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    _hand_out(session, desk, "restock", prints.restock(desk), output)


def report(
    ctx: typer.Context, date: Annotated[str, arguments.day()] = "", output: Annotated[str, output()] = ""
) -> None:
    from assistant_tui.domain.typedtimes import date_typed  # noqa: PLC0415
    from assistant_tui.services.reports.handout import print_page  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    page = print_page(desk, date_typed(date) if date else desk.today())
    _hand_out(session, desk, "report", page, output)


def itinerary(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    output: Annotated[str, output()] = "",
    to: Annotated[str, to()] = "",
    width: Annotated[Width | None, width()] = None,
) -> None:
    from assistant_tui.services import prints  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    if to and output:
        raise CommandLineError(say("--to and --output do not go together"))
    session = session_of(ctx)
    desk = session.desk()
    visit = find_ticket(desk, ticket).visit_id
    if to:
        strip = prints.itinerary_strip(desk, visit, _roll(session, width))
        _send(session, desk, "itinerary", strip, to)
    else:
        _hand_out(session, desk, "itinerary", prints.itinerary(desk, visit), output)


def ticket(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar=_("FILE"), help=_("Write what the printer would get there")),
    ] = "",
    to: Annotated[str, to()] = "",
    width: Annotated[Width | None, width()] = None,
) -> None:
    from assistant_tui.services import prints  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    if to and output:
        raise CommandLineError(say("--to and --output do not go together"))
    session = session_of(ctx)
    target = output or to or session.resolved.printer_target
    if not target:
        raise CommandLineError(
            say("No receipt printer is set: name one with --to, or in the settings under printer")
        )
    desk = session.desk()
    strip = prints.ticket(desk, find_ticket(desk, ticket).visit_id, _roll(session, width))
    _send(session, desk, "ticket", strip, target)


def _page_of_slip(
    ctx: typer.Context, paper: str, slip_number: int, output: str, make: Callable[[Context, int], str]
) -> None:
    from assistant_tui.services.prints import find_slip  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    _hand_out(session, desk, paper, make(desk, find_slip(desk, slip_number)), output)


def _hand_out(session: Session, desk: Context, paper: str, html: str, output: str) -> None:
    """The page into the browser, or into the file."""
    if output:
        with destination(desk, output) as stream:
            stream.write(html)
        if output != STREAM:
            _told(session, paper, output)
        return
    from assistant_tui.printing.browser import open_in_browser  # noqa: PLC0415

    _told(session, paper, str(open_in_browser(html)))


def _send(session: Session, desk: Context, paper: str, strip: bytes, target: str) -> None:
    from assistant_tui.printing.targets import send  # noqa: PLC0415

    if target == STREAM:
        sys.stdout.flush()
        sys.stdout.buffer.write(strip)
        return
    if "://" not in target:
        destination(desk, target)  # not opened: it is asked only because it refuses the database itself
    send(strip, target)
    _told(session, paper, target)


def _told(session: Session, paper: str, where: str) -> None:
    if session.out.json:
        session.out.document({"paper": paper, "to": where})
    else:
        session.out.note(_("Printed: {where}", where=where))


def _roll(session: Session, width: Width | None) -> Roll:
    from assistant_tui.printing.escpos import Roll  # noqa: PLC0415

    return Roll(int(width.value) if width else session.resolved.settings.printer.width)
