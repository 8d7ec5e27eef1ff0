"""Handing a day's report out: which one counts, its page, and that it left the program on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import MissingError, say
from assistant_tui.readmodels.reports import Amendment, DayReport, Signature, SignedReport
from assistant_tui.services.context import Context
from assistant_tui.services.reports.amendments import amendments
from assistant_tui.services.reports.page import page_html
from assistant_tui.services.reports.reading import of_day
from assistant_tui.services.reports.signing import last_signed, signed
from assistant_tui.store.journal import note
from assistant_tui.store.queries.dayreport import kept_text


@dataclass(frozen=True, slots=True)
class Handout:
    """A report to be handed out: as it was signed, or (`signature` is None) as the file stands.

    `since` is what was done to the day after the signature; `page` is that which was signed.
    """

    report: DayReport
    signature: Signature | None = None
    since: tuple[Amendment, ...] = ()
    page: str = ""


def handout(ctx: Context, day: date, *, number: int | None = None, live: bool = False) -> Handout:
    """The report of the room's day that counts: what was last signed, otherwise what the file says now.

    `number` asks for that signature's, `live` for what the file says in any case. Raises MissingError for a
    signature that there is not, InputError for a day that has not come yet.
    """
    if live:
        return Handout(of_day(ctx, day))
    if number is not None:
        return _signed(ctx, signed(ctx, day, number))
    found = last_signed(ctx, day)
    return _signed(ctx, found) if found else Handout(of_day(ctx, day))


def since_signed(ctx: Context, day: date) -> tuple[Amendment, ...]:
    """What was done to the room's day since it was last signed. Raises MissingError if it never was."""
    return _signed(ctx, signed(ctx, day)).since


def page_of(ctx: Context, handed: Handout) -> str:
    """The page as it was signed; of what is not signed, made now. Raises FileError as `page_html` does."""
    return handed.page or page_html(ctx, handed.report, None)


def signed_text(ctx: Context, handed: Handout) -> str:
    """What was signed, to the letter, which has the signature's hash. Raises MissingError without one."""
    if handed.signature is None:
        raise MissingError(say("The report of {day} was not signed", day=handed.report.day))
    return kept_text(ctx.reading, handed.signature.hash)


def record_export(ctx: Context, handed: Handout, form: str) -> None:
    """Put on record that the report leaves as a file of this form."""
    note(ctx.reading, ctx.heading(Deed.EXPORT, reason=f"report {_named(handed)} {form}"))


def print_page(ctx: Context, day: date) -> str:
    """The page of the room's day that counts, for paper; put on record as printed."""
    handed = handout(ctx, day)
    page = page_of(ctx, handed)
    note(ctx.reading, ctx.heading(Deed.PRINT, reason=f"report {_named(handed)}"))
    return page


def _signed(ctx: Context, found: SignedReport) -> Handout:
    report, signature = found.report, found.signature
    return Handout(report, signature, amendments(ctx, report.day, signature.through), found.page)


def _named(handed: Handout) -> str:
    number = f" no. {handed.signature.number}" if handed.signature else ""
    return f"{handed.report.day}{number}"
