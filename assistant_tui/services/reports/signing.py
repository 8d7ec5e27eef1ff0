"""Signing a day's report, and reading it as it was signed.

What is signed is kept for ever: the figures as text under its hash, and the page beside it. The unit of work
refuses to change a signature; what is done to the day since is an amendment, and can be signed again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import ConflictError, InputError, MissingError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.reports import DayReport, ReportState, Signature, SignedReport
from assistant_tui.services.context import Context
from assistant_tui.services.reports.amendments import amendments
from assistant_tui.services.reports.frozen import freeze, thaw
from assistant_tui.services.reports.page import page_html
from assistant_tui.services.reports.pins import require_pin
from assistant_tui.services.reports.reading import of_day
from assistant_tui.store.moment import one_state
from assistant_tui.store.queries.dayreport import StoredSignature, anything_done, kept_text, signatures


def state(ctx: Context, day: date | None = None, *, board: Board | None = None) -> ReportState:
    """The report of the room's day as it stands: now, as it was last signed, and what was done since.

    Raises InputError for a day that has not come yet.
    """
    on = day or ctx.today()
    with one_state(ctx.reading):
        stored = signatures(ctx.reading, on, ctx.room_id)
        since = amendments(ctx, on, stored[-1].signature.through) if stored else ()
        now = of_day(ctx, on, board=board)
        signed = _as_signed(ctx, stored[-1]) if stored else None
    return ReportState(now, signed, tuple(one.signature for one in stored), since)


def signed(ctx: Context, day: date, number: int | None = None) -> SignedReport:
    """What was signed of the room's day, the last time unless another is asked for.

    Raises MissingError when it was not.
    """
    stored = signatures(ctx.reading, day, ctx.room_id)
    wanted = [one for one in stored if number in {None, one.signature.number}]
    if not wanted:
        raise MissingError(
            say("The report of {day} was not signed", day=day)
            if not stored
            else say("The report of {day} was signed {count} times", day=day, count=len(stored))
        )
    return _as_signed(ctx, wanted[-1])


def last_signed(ctx: Context, day: date) -> SignedReport | None:
    """What was last signed of the room's day, if it was."""
    stored = signatures(ctx.reading, day, ctx.room_id)
    return _as_signed(ctx, stored[-1]) if stored else None


def sign(
    ctx: Context,
    day: date,
    signed_by: str,
    *,
    pin: str | None = None,
    on_paper: bool = False,
    seen: DayReport | None = None,
) -> SignedReport:
    """Sign the report of the room's day as it stands, by the doctor's PIN or as signed on paper.

    It cannot be taken back. `seen` is the report that the doctor has before him, if he has one: nothing else
    is signed. Raises InputError for a name or PIN that will not do and for a day that has not come,
    MissingError for a name that is no doctor's where a PIN is asked for, RuleError when it is signed and
    nothing has changed since, ConflictError when something was done since it was `seen`, FileError for a
    mistake in the clinic's template of the page.
    """
    doctor = clean(signed_by)
    if not doctor:
        raise InputError(say("Type the doctor's name"))
    if not on_paper:
        require_pin(ctx, doctor, pin or "")
    from assistant_tui.store import tables  # noqa: PLC0415 - SQLModel at the first write

    with ctx.work(Deed.SIGN_DAY) as work:
        if seen is not None and anything_done(ctx.reading, ctx.room_id, seen.through):
            raise ConflictError(say("Something was done meanwhile. Look at the day again, then sign"))
        stored = signatures(ctx.reading, day, ctx.room_id)
        last = stored[-1].signature if stored else None
        since = amendments(ctx, day, last.through) if last else ()
        if last and not since:
            raise RuleError(say("It is signed already, and nothing has changed since"))
        report = replace(of_day(ctx, day), amendments=since)
        link = work.keep(freeze(report, before=last.hash if last else None))
        signature = Signature(len(stored) + 1, ctx.now(), doctor, on_paper, ctx.actor, link, report.through)
        page = page_html(ctx, report, signature, since)
        work.add(
            tables.DayReport(
                room_id=ctx.room_id,
                day=day,
                number=signature.number,
                signed_at=signature.signed_at,
                signed_by=doctor,
                on_paper=on_paper,
                by=ctx.actor,
                content_hash=link,
                page_hash=work.keep(page),
                through=report.through,
            )
        )
        work.heading = work.heading._replace(reason=f"{day} {link}")
        work.commit()
    return signed(ctx, day)


def _as_signed(ctx: Context, stored: StoredSignature) -> SignedReport:
    return SignedReport(
        stored.signature,
        thaw(kept_text(ctx.reading, stored.signature.hash)),
        kept_text(ctx.reading, stored.page_hash),
    )
