"""`triage`: what measurements suggest, the level that the assistant decides, and how it was before."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.careshapes import assessment_shape, triage_shape
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.session import Session, session_of
from assistant_tui.i18n import _, language, spoken

if TYPE_CHECKING:
    from assistant_tui.domain.saying import Saying
    from assistant_tui.readmodels.triage import Assessment, TriageRow
    from assistant_tui.services.context import Context


class Mind(StrEnum):
    """ACVPU; the letters of `domain.vitals.Consciousness`."""

    A = "A"
    C = "C"
    V = "V"
    P = "P"
    U = "U"


def add_to(group: Group) -> None:
    """Add `triage`."""
    noun = add_noun(group, "triage")
    program = "assistant-tui triage"
    add_verb(
        noun,
        "assess",
        assess,
        _("What the vital signs suggest; with a level, decide it."),
        f"{program} assess A012 --pulse 118 --bp 96/60 --spo2 95",
        f'{program} assess A012 --level 2 --reason "severe pain" --pain 8',
    )
    add_verb(
        noun, "show", show, _("How urgent a visit was judged, the newest first."), f"{program} show A012"
    )
    add_verb(noun, "flags", flags, _("The red flags of the pack."), f"{program} flags --json")


def assess(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    *,
    level: Annotated[
        int | None,
        typer.Option(
            "--level", min=1, max=4, metavar="1-4", help=_("Decide this level; without it nothing is stored")
        ),
    ] = None,
    reason: Annotated[str, arguments.reason(_("Why this level"))] = "",
    flag: Annotated[
        str, typer.Option("--flag", metavar=_("CODE"), help=_("A red flag of the pack, by its code"))
    ] = "",
    breaths: Annotated[
        str, typer.Option("--breaths", metavar=_("NUMBER"), help=_("Breaths per minute"))
    ] = "",
    spo2: Annotated[str, typer.Option("--spo2", metavar=_("NUMBER"), help=_("SpO2 in per cent"))] = "",
    oxygen: Annotated[bool, typer.Option("--oxygen", help=_("Oxygen is given"))] = False,
    scale2: Annotated[
        bool, typer.Option("--scale2", help=_("SpO2 scale 2: a doctor has set 88-92 % as the aim"))
    ] = False,
    bp: Annotated[
        str, typer.Option("--bp", metavar="120/80", help=_("Blood pressure, systolic and diastolic"))
    ] = "",
    pulse: Annotated[str, typer.Option("--pulse", metavar=_("NUMBER"), help=_("Beats per minute"))] = "",
    mind: Annotated[
        Mind | None,
        typer.Option(
            "--mind",
            case_sensitive=False,
            metavar="A|C|V|P|U",
            help=_("Alert, newly confused, responds to voice or to pain, unresponsive"),
        ),
    ] = None,
    temp: Annotated[str, typer.Option("--temp", metavar="36.8", help=_("Degrees Celsius"))] = "",
    pain: Annotated[str, typer.Option("--pain", metavar="0-10", help=_("Pain, 0 to 10"))] = "",
    pregnant: Annotated[bool, typer.Option("--pregnant", help=_("The patient is pregnant"))] = False,
) -> None:
    from assistant_tui.domain.vitals import (  # noqa: PLC0415
        Consciousness,
        Vital,
        Vitals,
        checked,
        read_number,
        read_pressure,
        read_temperature,
    )
    from assistant_tui.services import triages  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    visit = find_ticket(desk, ticket)
    systolic, diastolic = read_pressure(bp)
    vitals = checked(
        Vitals(
            respiration=read_number(Vital.RESPIRATION, breaths),
            oxygen=read_number(Vital.OXYGEN, spo2),
            on_oxygen=oxygen,
            oxygen_scale_2=scale2,
            systolic=systolic,
            diastolic=diastolic,
            pulse=read_number(Vital.PULSE, pulse),
            consciousness=Consciousness(mind.value) if mind else None,
            temperature=read_temperature(temp),
            pain=read_number(Vital.PAIN, pain),
        )
    )
    if level is None:
        red_flag = desk.pack.red_flag(flag) if flag else None
        _show_assessment(
            session, triages.assess(vitals, red_flag, visit.born, desk.today(), pregnant=pregnant)
        )
        return
    from assistant_tui.services.triage import triage  # noqa: PLC0415 - SQLModel, to decide

    triage(
        desk,
        visit.visit_id,
        level=level,
        reason=reason,
        vitals=vitals,
        red_flag=flag,
        pregnant=pregnant,
    )
    _show_triages(session, desk, triages.history(desk, visit.visit_id)[:1])


def show(ctx: typer.Context, ticket: Annotated[str, arguments.ticket()]) -> None:
    from assistant_tui.services import triages  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    _show_triages(session, desk, triages.history(desk, find_ticket(desk, ticket).visit_id))


def flags(ctx: typer.Context) -> None:
    session = session_of(ctx)
    desk = session.desk()
    found = desk.pack.red_flags
    if session.out.json:
        session.out.document(
            [
                {"code": one.code, "name_zh": one.name.zh_CN, "name_en": one.name.en, "level": int(one.level)}
                for one in found
            ]
        )
    elif not found:
        session.out.note(_("The pack has no red flags"))
    else:
        cells = [(one.code, str(int(one.level)), one.name.said_in(language())) for one in found]
        session.out.table((_("Code"), _("Level"), _("Red flag")), cells)


def _show_assessment(session: Session, found: Assessment) -> None:
    if session.out.json:
        session.out.document(assessment_shape(found))
        return
    from assistant_tui.domain.vitalwords import parts, scored  # noqa: PLC0415

    if found.score is not None:
        session.out.line(": ".join(filter(None, (spoken(scored(found.score)), _listed(parts(found.score))))))
    elif found.not_for is not None:
        session.out.line(spoken(found.not_for))
    if found.suggestion is None:
        session.out.line(_("Nothing is suggested without vital signs or a red flag"))
        return
    reasons = _listed(reason.saying for reason in found.suggestion.reasons)
    level = int(found.suggestion.level)
    session.out.line(
        _("Suggested: level {level} ({reasons})", level=level, reasons=reasons)
        if reasons
        else _("Suggested: level {level}", level=level)
    )
    session.out.note(_("Nothing is stored: decide with --level"))


def _why(desk: Context, row: TriageRow) -> str:
    """The red flag, the reason in words, and what was measured."""
    from assistant_tui.domain.vitalwords import measured  # noqa: PLC0415
    from assistant_tui.services.triages import flag_of  # noqa: PLC0415

    flag = flag_of(desk.pack, row.red_flag)
    name = flag.name.said_in(language()) if flag else row.red_flag
    return "; ".join(filter(None, (name, row.reason, _listed(measured(row.vitals)))))


def _listed(sayings: Iterable[Saying]) -> str:
    return ", ".join(map(spoken, sayings))


def _show_triages(session: Session, desk: Context, rows: tuple[TriageRow, ...]) -> None:
    if session.out.json:
        session.out.document([triage_shape(row, session.zone) for row in rows])
        return
    if not rows:
        session.out.note(_("No triage yet"))
        return
    heads = (_("Time"), _("Level"), _("NEWS2"), _("Why"), _("By"))
    cells = [
        (
            f"{row.at.astimezone(session.zone):%m-%d %H:%M}",
            str(row.level),
            "" if row.score is None else str(row.score),
            _why(desk, row),
            row.by,
        )
        for row in rows
    ]
    session.out.table(heads, cells)
