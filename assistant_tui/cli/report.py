"""`report`: the end-of-day report: read it, remark on the day, sign it, see what was changed since."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.exporting import STREAM, destination
from assistant_tui.cli.session import session_of
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.i18n import _

if TYPE_CHECKING:
    import datetime

    from assistant_tui.cli.session import Session
    from assistant_tui.services.context import Context
    from assistant_tui.services.reports.handout import Handout


class Form(StrEnum):
    """What a report can be handed out as."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"
    SIGNED = "signed"


def add_to(group: Group) -> None:
    """Add `report`."""
    noun = add_noun(group, "report")
    program = "assistant-tui report"
    add_verb(
        noun,
        "show",
        show,
        _("Show the day's report: as it was signed, or as the file stands."),
        f"{program} show",
        f"{program} show --date 2026-11-20 --format html -o report.html",
        f"{program} show --live --json",
    )
    add_verb(noun, "remark", remark, _("Say something of the day, in place of what was said."),
             f'{program} remark "停电半小时"')  # fmt: skip
    add_verb(
        noun,
        "sign",
        sign,
        _("Sign the day's report, by the doctor's PIN or as signed on paper. It cannot be taken back."),
        f"{program} sign",
        f"{program} sign --paper --yes",
    )
    add_verb(noun, "amendments", list_amendments, _("Show what was done to the day since it was signed."),
             f"{program} amendments --date 2026-11-20")  # fmt: skip
    add_verb(noun, "unsigned", list_unsigned, _("Show the earlier days whose report nobody has signed."),
             f"{program} unsigned")  # fmt: skip
    add_verb(
        noun,
        "pin",
        set_pin,
        _("Set or change the PIN by which a doctor signs, or take a forgotten one away."),
        f"{program} pin --name 王主任",
        f'{program} pin --forget --reason "forgotten"',
    )


def _name() -> Any:
    return typer.Option("--name", metavar=_("NAME"), help=_("The doctor; without it, the room's"))


def _pin_stdin() -> Any:
    return typer.Option("--pin-stdin", help=_("Read the PIN from standard input, a line each"))


def show(
    ctx: typer.Context,
    *,
    date: Annotated[str, arguments.day()] = "",
    number: Annotated[
        int | None,
        typer.Option("--number", min=1, metavar=_("NUMBER"), help=_("This signature; without it, the last")),
    ] = None,
    live: Annotated[bool, typer.Option("--live", help=_("What the file says now, signed or not"))] = False,
    form: Annotated[
        Form | None,
        arguments.form(
            _("text (unless --json is given), json, md for chat, html: the page, signed: what was hashed")
        ),
    ] = None,
    output: Annotated[str, arguments.output()] = STREAM,
) -> None:
    from assistant_tui.services.reports.handout import handout  # noqa: PLC0415

    if live and number is not None:
        raise CommandLineError(say("--live and --number do not go together"))
    session = session_of(ctx)
    desk = session.desk()
    handed = handout(desk, _day(desk, date), number=number, live=live)
    _hand_out(session, desk, handed, form or (Form.JSON if session.json else Form.TEXT), output)


def remark(
    ctx: typer.Context,
    text: Annotated[
        str,
        typer.Argument(
            metavar=_("TEXT"), help=_("What is to be said; - reads standard input, nothing takes it away")
        ),
    ],
    date: Annotated[str, arguments.day()] = "",
) -> None:
    from assistant_tui.services import reports  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    day = _day(desk, date)
    kept = reports.remark(desk, sys.stdin.read() if text == STREAM else text, day)
    if session.out.json:
        session.out.document({"day": day.isoformat(), "remark": kept})
    elif kept:
        for line in kept.splitlines():
            session.out.line(line)
    else:
        session.out.note(_("There is no remark on {day} any more", day=day))


def sign(
    ctx: typer.Context,
    *,
    date: Annotated[str, arguments.day()] = "",
    name: Annotated[str, _name()] = "",
    paper: Annotated[bool, typer.Option("--paper", help=_("It was signed on the printed page"))] = False,
    pin_stdin: Annotated[bool, _pin_stdin()] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask"))] = False,
) -> None:
    from assistant_tui.cli.asking import agreed  # noqa: PLC0415
    from assistant_tui.cli.reportpins import typed_pins  # noqa: PLC0415
    from assistant_tui.cli.reportshapes import signature_shape  # noqa: PLC0415
    from assistant_tui.cli.reporttext import show_signature  # noqa: PLC0415
    from assistant_tui.services import reports  # noqa: PLC0415

    if paper and pin_stdin:
        raise CommandLineError(say("--paper and --pin-stdin do not go together"))
    session = session_of(ctx)
    desk = session.desk()
    day, doctor = _day(desk, date), name or desk.doctor_name
    if paper:
        question = _("Sign {day} for {doctor}? It cannot be taken back", day=day, doctor=doctor)
        if not yes and not agreed(session, question):
            raise RuleError(say("Nothing was signed"))
        signed = reports.sign(desk, day, doctor, on_paper=True)
    else:
        question = _("PIN of {doctor}, who signs {day}", doctor=doctor, day=day)
        (pin,) = typed_pins(session, [question], from_stdin=pin_stdin)
        signed = reports.sign(desk, day, doctor, pin=pin)
    if session.out.json:
        session.out.document(
            {"day": day.isoformat(), "signature": signature_shape(session, signed.signature)}
        )
    else:
        show_signature(session, signed.signature)


def list_amendments(ctx: typer.Context, date: Annotated[str, arguments.day()] = "") -> None:
    from assistant_tui.cli.reportshapes import amendment_shapes  # noqa: PLC0415
    from assistant_tui.cli.reporttext import show_amendments  # noqa: PLC0415
    from assistant_tui.services.reports.handout import since_signed  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    found = since_signed(desk, _day(desk, date))
    if session.out.json:
        session.out.document(amendment_shapes(session, found))
    elif found:
        show_amendments(session, found)
    else:
        session.out.note(_("Nothing was done to this day since it was signed"))


def list_unsigned(ctx: typer.Context) -> None:
    from assistant_tui.services import reports  # noqa: PLC0415

    session = session_of(ctx)
    days = [day.isoformat() for day in reports.unsigned(session.desk())]
    if session.out.json:
        session.out.document(days)
    elif days:
        for day in days:
            session.out.line(day)
    else:
        session.out.note(_("Every earlier day is signed"))


def set_pin(
    ctx: typer.Context,
    *,
    name: Annotated[str, _name()] = "",
    forget: Annotated[bool, typer.Option("--forget", help=_("Take a forgotten PIN away"))] = False,
    reason: Annotated[str, arguments.reason(_("Why it is taken away"))] = "",
    pin_stdin: Annotated[bool, _pin_stdin()] = False,
) -> None:
    from assistant_tui.cli.reportpins import choose_pin  # noqa: PLC0415
    from assistant_tui.services import reports  # noqa: PLC0415

    session = session_of(ctx)
    post = session.post()
    doctor = name or post.doctor_name
    if forget:
        reports.forget_pin(post, doctor, reason)
    else:
        choose_pin(session, post, doctor, from_stdin=pin_stdin)
    if session.out.json:
        session.out.document({"doctor": doctor, "pin": not forget})
    elif forget:
        session.out.note(_("{doctor} has no PIN any more", doctor=doctor))
    else:
        session.out.note(_("{doctor} has a PIN", doctor=doctor))


def _day(desk: Context, typed: str) -> datetime.date:
    from assistant_tui.domain.typedtimes import date_typed  # noqa: PLC0415

    return date_typed(typed) if typed else desk.today()


def _hand_out(session: Session, desk: Context, handed: Handout, form: Form, output: str) -> None:
    """To standard output or a file. What leaves is put on record; what is only looked at is not."""
    if output == STREAM and form in {Form.TEXT, Form.JSON}:
        _look_at(session, handed, form)
        return
    from assistant_tui.services.reports.handout import page_of, record_export, signed_text  # noqa: PLC0415

    text = ""
    if form is Form.HTML:
        text = page_of(desk, handed)
    elif form is Form.SIGNED:
        text = signed_text(desk, handed)
    with destination(desk, output) as stream:
        # Only now: what cannot be written is not journalled.
        record_export(desk, handed, form)
        match form:
            case Form.HTML | Form.SIGNED:
                stream.write(text)
            case Form.MD:
                from assistant_tui.cli.reporttext import write_markdown  # noqa: PLC0415

                write_markdown(session, handed, stream)
            case _:
                with redirect_stdout(stream):
                    _look_at(session, handed, form)


def _look_at(session: Session, handed: Handout, form: Form) -> None:
    if form is Form.JSON:
        from assistant_tui.cli.reportshapes import report_shape  # noqa: PLC0415

        session.out.document(report_shape(session, handed))
    else:
        from assistant_tui.cli.reporttext import show_report  # noqa: PLC0415

        show_report(session, handed)
