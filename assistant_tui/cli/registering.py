"""`queue add`: one typed line registers an arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.session import session_of
from assistant_tui.cli.visits import show_visit
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _, spoken

if TYPE_CHECKING:
    from assistant_tui.domain.quickentry import QuickEntry
    from assistant_tui.services.context import Context
    from assistant_tui.services.registration import Registration


def add_to(noun: Group) -> None:
    """Add `queue add`."""
    add_verb(
        noun,
        "add",
        add,
        _("Register an arrival, typed in one line.")
        + "\n"
        + _("Its parts may come in any order: name, sex and age, telephone, kind of visit, complaint.")
        + "\n"
        + _("A patient who is known by telephone or card is recognised."),
        'assistant-tui queue add "王芳 女34 13800001111 复诊 下腹痛"',
        'assistant-tui queue add "Anna Smith F34 first cough" --new',
        "assistant-tui queue add 复诊 --patient 12",
    )


def add(
    ctx: typer.Context,
    line: Annotated[str, typer.Argument(metavar=_("LINE"), help=_("Who comes and why, in quotes"))],
    patient: Annotated[
        int | None, typer.Option("--patient", metavar=_("ID"), help=_("The known patient who comes"))
    ] = None,
    new: Annotated[bool, typer.Option("--new", help=_("Somebody new, whoever has the same name"))] = False,
) -> None:
    from assistant_tui.cli.recognising import recognised  # noqa: PLC0415
    from assistant_tui.services.arrivals import understood  # noqa: PLC0415
    from assistant_tui.services.registration import register  # noqa: PLC0415

    if new and patient is not None:
        raise CommandLineError(say("--new and --patient do not go together"))
    session = session_of(ctx)
    desk = session.desk()
    entry = understood(desk, line)
    for problem in entry.problems:
        session.out.note(spoken(problem))
    known = patient if new or patient is not None else recognised(desk, entry)
    show_visit(session, desk, register(desk, _registration(desk, entry, known)))


def _registration(desk: Context, entry: QuickEntry, known: int | None) -> Registration:
    from assistant_tui.services.arrivals import slot_at  # noqa: PLC0415
    from assistant_tui.services.people import PatientFacts  # noqa: PLC0415
    from assistant_tui.services.registration import Registration  # noqa: PLC0415

    return Registration(
        PatientFacts(entry.name, entry.sex, entry.born, entry.phone, entry.card),
        patient_id=known,
        kind=entry.kind,
        complaint=entry.complaint,
        slot_at=slot_at(desk, entry.slot),
        companion=entry.companion,
    )
